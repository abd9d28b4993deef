"""Correos, cuentas, bitácora and avance: what each list says, and what may be done there."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from threading import Event

import pytest

from admin_desktop.framework import sheets
from admin_desktop.framework.local_time import LocalTime
from admin_desktop.framework.paged_vm import PageOf
from admin_desktop.screens.apartados.vm import ApartadosGateway, ApartadosVm
from admin_desktop.screens.avance.vm import AvanceGateway, AvanceVm
from admin_desktop.screens.avance.words import shown
from admin_desktop.screens.bitacora.vm import BitacoraGateway, BitacoraVm
from admin_desktop.screens.correos.vm import CorreosGateway, CorreosVm
from admin_desktop.screens.cuentas.vm import CuentasGateway, CuentasVm
from admin_desktop.screens.tabletas.vm import TabletasGateway, TabletasVm
from core.domain.access.cuenta import Cuenta, GrantedRoles, NewCuenta, PasswordReset
from core.domain.access.password import check_password
from core.domain.access.roles import NAMES, STAFF, Role
from core.domain.desk.apartado import Apartado
from core.domain.desk.bitacora import BitacoraRow, BitacoraWanted, ChainChecked, chained
from core.domain.desk.correo import CorreoBody, CorreoRow, MailState
from core.domain.device.dispositivo import DeviceOfDesk, SuspensionReason
from core.domain.listing.cambio import Cambio, CentralChanged
from core.domain.listing.renglones import Wanted
from core.domain.registration.aspirante import AspiranteRow
from core.domain.verification.resultado import Avance, Resultado
from core.errors import CentralRefused, CentralUnreachable
from core.wire import Page
from tests.admin_desktop.conftest import NOW

Settle = Callable[[], None]


def correos(page: PageOf[CorreoRow], again: Callable[[int], CorreoRow]) -> CorreosGateway:
    """Return a gateway of one list."""
    return CorreosGateway(
        page,
        again,
        lambda mail: CorreoBody(mail, "dice algo", ("acuse.pdf",)),
    )


def a_mail(number: int = 1, state: MailState = MailState.SENT) -> CorreoRow:
    sent = NOW if state is MailState.SENT else None
    again = NOW + timedelta(minutes=1) if state is MailState.WAITING else None
    trouble = "correo_no_armado" if state is MailState.FAILED else ""
    return CorreoRow(
        number,
        "acceso",
        "ana@muestra.mx",
        "Su acceso",
        "000137",
        state,
        NOW,
        sent,
        1,
        again,
        trouble,
    )


def test_each_state_of_a_mail_has_its_words(local: LocalTime, settle: Settle) -> None:
    mails = tuple(a_mail(number, state) for number, state in enumerate(MailState, 1))
    vm = CorreosVm(correos(lambda _s, _c: Page(mails, 3), lambda _id: a_mail()), local)
    assert not vm.loaded
    vm.load()
    settle()
    assert [line.state_said for line in vm.lines] == [
        "En espera",
        "Enviado hoy 10:42",
        "No se pudo enviar",
    ]
    assert vm.lines[0].detail == "1 intento · Otro intento hoy 10:43"
    assert (
        vm.lines[2].detail
        == "1 intento · Con esta dirección o este asunto no se puede formar un correo."
    )
    assert vm.foot == "1 a 3 de 3"


def test_a_mail_sent_again_takes_its_place(local: LocalTime, settle: Settle) -> None:
    asked: list[int] = []

    def again(number: int) -> CorreoRow:
        asked.append(number)
        return a_mail(number, MailState.WAITING)

    failed = a_mail(7, MailState.FAILED)
    vm = CorreosVm(correos(lambda _s, _c: Page((failed,), 1), again), local)
    vm.load()
    settle()
    vm.send_again(7)
    vm.send_again(7)  # pressed twice: the second one is ignored
    settle()
    assert asked == [7]
    assert [line.state_said for line in vm.lines] == ["En espera"]
    assert vm.said == "El correo para ana@muestra.mx sale otra vez."


def test_a_list_goes_on_where_it_ended(local: LocalTime, settle: Settle) -> None:
    pages = {"": Page((a_mail(1),), 2, "c"), "c": Page((a_mail(2),), 2)}
    vm = CorreosVm(correos(lambda _s, cursor: pages[cursor], lambda _id: a_mail()), local)
    vm.load()
    settle()
    assert vm.has_more
    vm.more()
    settle()
    assert [line.id for line in vm.lines] == [1, 2]
    assert not vm.has_more


def test_an_answer_to_an_older_search_is_not_shown(local: LocalTime, settle: Settle) -> None:
    found = {"ana": Page((a_mail(1),), 1), "": Page((a_mail(1), a_mail(2)), 2)}
    vm = CorreosVm(correos(lambda wanted, _c: found[wanted.search], lambda _id: a_mail()), local)
    vm.load("")
    vm.load("ana")
    settle()
    assert len(vm.lines) == 1


def test_a_list_that_cannot_come_says_why(local: LocalTime, settle: Settle) -> None:
    def silent(_wanted: Wanted, _cursor: str) -> Page[CorreoRow]:
        raise CentralUnreachable

    vm = CorreosVm(correos(silent, lambda _id: a_mail()), local)
    vm.load()
    settle()
    assert vm.trouble is not None
    assert vm.trouble.code == "sin_servidor"
    vm.dismiss()
    assert vm.trouble is None


ACCOUNT = Cuenta(1, "eva", "Eva Muestra", (Role.REGISTRAR,), NOW, None, version=4)


def accounts_vm(local: LocalTime, sent: list[object]) -> CuentasVm:
    def open_(new: NewCuenta) -> Cuenta:
        sent.append(new)
        return Cuenta(2, new.user, new.name, new.roles, NOW, None)

    def grant(number: int, act: GrantedRoles, version: int) -> Cuenta:
        sent.append((number, act, version))
        return replace(ACCOUNT, roles=act.roles)

    def other(number: int, act: object, version: int) -> Cuenta:
        sent.append((number, act, version))
        return ACCOUNT

    gateway = CuentasGateway(
        page=lambda _s, _c: Page((ACCOUNT,), 1),
        open=open_,
        grant=grant,
        reset_password=other,
        set_correo=other,
        unlock=other,
        remove_second_step=other,
        close=other,
        reopen=other,
    )
    return CuentasVm(gateway, local)


def test_an_account_is_opened_with_its_roles(local: LocalTime, settle: Settle) -> None:
    sent: list[object] = []
    vm = accounts_vm(local, sent)
    vm.load()
    settle()
    form = {"usuario": "ivan", "nombre": "Iván Ficticio", "contrasena": "una frase corta"}
    vm.open(form, frozenset({Role.INE, Role.SUPERVISOR}))
    settle()
    assert sent == [
        NewCuenta("ivan", "Iván Ficticio", "una frase corta", (Role.SUPERVISOR, Role.INE))
    ]
    assert {line.roles for line in vm.lines} == {
        "Registro de aspirantes",
        "Supervisión · Verificación del INE",
    }
    assert vm.lines[0].last_login == "Nunca entró"
    first = vm.lines[0]
    assert first.about.splitlines()[1:] == ["Sin correo registrado", "Nunca entró"]
    known = replace(first, correo="eva@muestra.mx", last_login="hoy 7:32")
    told = ["Usuario: ", "Correo: eva@muestra.mx", "Última entrada: hoy 7:32"]
    assert known.about.splitlines()[1:] == told[1:]
    assert known.about.startswith(told[0])


def test_an_account_without_its_data_is_not_sent(local: LocalTime) -> None:
    sent: list[object] = []
    vm = accounts_vm(local, sent)
    vm.open({"usuario": "", "nombre": "", "contrasena": "corta"}, frozenset())
    assert set(vm.errors) == {"usuario", "nombre", "contrasena", "papeles"}
    assert vm.errors["contrasena"].startswith("La contraseña es muy corta.")
    assert not sent


def test_a_user_that_exists_is_said_beside_the_user(local: LocalTime, settle: Settle) -> None:
    def taken(_new: NewCuenta) -> Cuenta:
        raise CentralRefused("ya_hecho", 409, fields=(("user", "ya_hecho"),))

    vm = accounts_vm(local, [])
    vm._gateway = replace(vm._gateway, open=taken)
    form = {"usuario": "eva", "nombre": "Eva", "contrasena": "una frase corta"}
    vm.open(form, frozenset({Role.AUDITOR}))
    settle()
    assert list(vm.errors) == ["usuario"]


def test_roles_are_granted_with_their_ground(local: LocalTime, settle: Settle) -> None:
    sent: list[object] = []
    vm = accounts_vm(local, sent)
    vm.load()
    settle()
    vm.grant(vm.lines[0], frozenset({Role.INE}), " ")
    assert list(vm.errors) == ["motivo"]
    vm.grant(vm.lines[0], frozenset({Role.INE, Role.REGISTRAR}), "Oficio 12")
    settle()
    assert sent == [(1, GrantedRoles((Role.REGISTRAR, Role.INE), "Oficio 12"), 4)]
    assert vm.lines[0].granted == (Role.REGISTRAR, Role.INE)


def test_a_password_that_is_given_again_is_said_once(local: LocalTime, settle: Settle) -> None:
    sent: list[object] = []
    vm = accounts_vm(local, sent)
    vm.load()
    settle()
    vm.reset_password(vm.lines[0], "la olvidó")
    settle()
    (asked,) = sent
    assert isinstance(asked, tuple)
    number, reset, version = asked
    assert (number, reset.ground, version) == (1, "la olvidó", 4)
    assert reset.password in vm.said
    assert "«eva»" in vm.said
    vm.dismiss()
    assert reset.password not in vm.said


def test_a_password_that_is_mailed_is_never_shown(local: LocalTime, settle: Settle) -> None:
    sent: list[object] = []
    vm = accounts_vm(local, sent)
    vm.load()
    settle()
    vm.reset_password(replace(vm.lines[0], correo="eva@muestra.mx"), "la olvidó")
    settle()
    assert sent == [(1, PasswordReset("la olvidó"), 4)]
    assert vm.said.endswith("para eva@muestra.mx.")


def test_a_save_that_came_second_says_what_the_first_changed_and_may_be_sent_anew(
    local: LocalTime, settle: Settle
) -> None:
    sent: list[int] = []
    theirs = Cambio(5, "Papeles", "Registro de aspirantes", "Auditoría", "celia", NOW)

    def grant(_number: int, act: GrantedRoles, version: int) -> Cuenta:
        sent.append(version)
        if version < theirs.version:
            raise CentralChanged(409, (theirs,))
        return replace(ACCOUNT, roles=act.roles, version=6)

    vm = accounts_vm(local, [])
    vm._gateway = replace(vm._gateway, grant=grant)
    asked: list[object] = []
    vm.overtaken.connect(asked.append)
    vm.load()
    settle()
    vm.grant(vm.lines[0], frozenset({Role.INE}), "Oficio 12")
    settle()
    assert (asked, vm.newer, vm.working) == ([vm], (theirs,), "")
    vm.save_over()
    settle()
    assert (sent, vm.newer) == ([4, 5], ())
    assert vm.lines[0].granted == (Role.INE,)


def test_what_was_typed_may_be_given_up_for_what_was_saved(
    local: LocalTime, settle: Settle
) -> None:
    def grant(_number: int, _act: GrantedRoles, _version: int) -> Cuenta:
        raise CentralChanged(409, (Cambio(5, "Papeles", "a", "b", "celia", NOW),))

    vm = accounts_vm(local, [])
    vm._gateway = replace(vm._gateway, grant=grant)
    dropped: list[bool] = []
    vm.dropped.connect(lambda: dropped.append(True))
    vm.load()
    settle()
    vm.grant(vm.lines[0], frozenset({Role.INE}), "Oficio 12")
    settle()
    vm.take_newer()
    assert (dropped, vm.trouble, vm.newer) == ([True], None, ())


def test_the_roles_offered_are_those_of_the_staff() -> None:
    assert set(NAMES) == STAFF


def test_a_temporary_password_is_long_enough_and_its_own() -> None:
    made = {CuentasVm.temporary_password() for _ in range(20)}
    assert len(made) == 20
    for each in made:
        check_password(each)


def an_entry(number: int, previous: str, **facts: str) -> BitacoraRow:
    kept = {
        "sequence": number,
        "at": NOW.isoformat(),
        "actor": "eva",
        "act": "aspirante_registrado",
        "subject": "000137",
        "facts": facts,
    }
    content = json.dumps(kept, sort_keys=True, separators=(",", ":"))
    digest = chained(previous, content)
    return BitacoraRow(
        number, NOW, "eva", "aspirante_registrado", "000137", digest, previous, content
    )


def a_log(local: LocalTime, *rows: BitacoraRow) -> tuple[BitacoraVm, list[BitacoraWanted]]:
    asked: list[BitacoraWanted] = []

    def page(_all: Wanted, _cursor: str, wanted: BitacoraWanted) -> Page[BitacoraRow]:
        asked.append(wanted)
        return Page(rows if wanted.is_all else (), 1042)

    def check(after: int) -> ChainChecked:
        return ChainChecked(after + 1, min(after + 600, 1042), 1042, 0, "")

    return BitacoraVm(BitacoraGateway(page, page, check, str.title), local), asked


def test_the_log_says_sentences_and_holds_its_chain(local: LocalTime, settle: Settle) -> None:
    older = an_entry(1041, "0" * 64, cargo="gubernatura", mismo_dia="sí")
    newer = an_entry(1042, older.hash, cargo="gubernatura", mismo_dia="no")
    vm, _ = a_log(local, newer, older)
    assert vm.last_hash == ""
    vm.load()
    settle()
    assert vm.last_hash == newer.hash
    line = vm.lines[0]
    assert (line.sequence, line.at) == ("1,042", "24 nov 2026, 10:42")
    assert line.sentence.startswith("eva registró al aspirante 000137 para Gubernatura, un día")
    assert dict(line.facts)["mismo_dia"] == "no"
    assert line.aspirante == "000137"
    assert vm.chain == "Los actos que se ven encadenan bien."
    vm.check()
    settle()
    settle()
    assert vm.chain == "Los 1,042 actos encadenan, del primero al último."


def test_an_altered_log_is_told(local: LocalTime, settle: Settle) -> None:
    older = an_entry(1041, "0" * 64)
    vm, _ = a_log(local, an_entry(1042, "1" * 64), older)
    vm.load()
    settle()
    assert vm.is_broken
    assert vm.chain == "El acto 1,042 no encadena: la bitácora fue alterada."


def test_the_log_is_asked_and_a_wrong_day_is_told(local: LocalTime, settle: Settle) -> None:
    vm, asked = a_log(local, an_entry(1, "0" * 64))
    empty = dict.fromkeys(("actor", "act", "subject", "day", "day_to"), "")
    vm.ask(empty | {"day": "31/02/2026"})
    assert list(vm.errors) == ["day"]
    assert not asked
    vm.ask(empty | {"actor": "Eva", "day": "24/11/2026"})
    settle()
    assert asked == [BitacoraWanted(actor="eva", day=NOW.date())]
    assert vm.nothing == "Ningún acto coincide con ese filtro."
    vm.ask(empty)
    settle()
    assert vm.nothing == ""


ROW = AspiranteRow(
    id_solicitante="000137",
    nombre="Ana",
    apellido_paterno="Muestra",
    apellido_materno="Ficticia",
    sobrenombre="",
    cargo="distrito-005",
    registered_at=NOW,
    same_day=True,
    mail_state="sent",
    mail_sent_at=NOW,
    first_login_at=NOW,
    trained_at=NOW,
    auxiliares=15,
    received=3462,
    counted=2754,
    umbral=4436,
)
AVANCE = Avance(
    "000137", "distrito-005", 4436, 3462, 2754, 0,
    {"Encontrado en Lista Nominal": 2754, "En mesa de control": 410, "BAJA": 298},
    12, NOW,
)  # fmt: skip


def test_progress_is_said_against_the_threshold(local: LocalTime, settle: Settle) -> None:
    gateway = AvanceGateway(
        lambda _s, _c: Page((ROW,), 1), lambda _id: AVANCE, lambda _id: "Distrito 5"
    )
    vm = AvanceVm(gateway, local)
    vm.load()
    vm.choose("000137")
    settle()
    [line] = vm.lines
    assert (line.name, line.office, line.percent) == ("MUESTRA FICTICIA, Ana", "Distrito 5", "62 %")
    assert vm.detail_name == "MUESTRA FICTICIA, Ana"
    assert vm.detail is not None
    assert vm.detail.of_umbral == "de 4,436 · faltan 1,682"
    assert vm.detail.in_review == "410 en mesa de control"
    assert vm.detail.not_counting == "298 no cuentan"
    assert vm.detail.pending == "12 pendientes en tabletas, según el dispositivo, hoy 10:42"


def test_every_result_of_the_ine_has_its_line(local: LocalTime) -> None:
    said = shown(AVANCE, local).results
    assert [label for label, _ in said] == [each.value for each in Resultado]
    assert dict(said)["Baja"] == "298"
    assert dict(said)["Extemporáneo"] == "0"


@pytest.mark.parametrize(("counted", "reached"), [(4435, False), (4436, True), (5000, True)])
def test_the_threshold_is_reached_at_its_own_number(
    local: LocalTime, counted: int, *, reached: bool
) -> None:
    said = shown(replace(AVANCE, counted=counted, received=9_000, by_result={}), local)
    assert said.reached is reached
    assert ("umbral alcanzado" in said.of_umbral) is reached


def test_what_was_not_verified_yet_neither_counts_nor_is_left_out(local: LocalTime) -> None:
    said = shown(replace(AVANCE, received=3469, pending_verification=7), local)
    assert (said.counted, said.received) == ("2,754", "3,469 recibidos en total")
    assert (said.unverified, said.not_counting) == ("7 por verificar", "298 no cuentan")


def test_without_a_word_of_the_tablets_it_says_so(local: LocalTime) -> None:
    said = shown(replace(AVANCE, pending_as_of=None, umbral=0), local)
    assert said.pending == "Sin noticia de las tabletas"
    assert said.counted_share == 0.0


def test_of_two_aspirantes_chosen_the_last_one_is_shown(local: LocalTime, settle: Settle) -> None:
    late = Event()

    def of(id_solicitante: str) -> Avance:
        if id_solicitante == "000001":
            assert late.wait(60)
        else:
            late.set()
        return replace(AVANCE, id_solicitante=id_solicitante)

    vm = AvanceVm(AvanceGateway(lambda _s, _c: Page((ROW,), 1), of, lambda _id: ""), local)
    vm.choose("000001")
    vm.choose("000137")
    settle()
    assert vm.detail is not None
    assert vm.detail.id_solicitante == vm.wanted == "000137"


def test_what_is_set_aside_says_why_and_who_goes_on(local: LocalTime, settle: Settle) -> None:
    alone = Apartado(
        1, "verificacion", "000123-00007-4", "sobre_ausente", NOW, NOW, 1, NOW + timedelta(hours=1)
    )
    waits = replace(
        alone, id=2, job="acuses", code="apartado_sin_prever", tries=6, next_try_at=None
    )
    asked: list[int] = []

    def again(number: int) -> Apartado:
        asked.append(number)
        return replace(waits, next_try_at=NOW)

    vm = ApartadosVm(ApartadosGateway(lambda _s, _c: Page((waits, alone), 2), again), local)
    vm.load()
    settle()
    assert [line.state for line in vm.lines] == ["Espera a una persona", "Lo intenta el servidor"]
    assert [line.detail for line in vm.lines] == ["6 intentos", "Otra vez hoy 11:42"]
    assert vm.lines[0].advice.endswith("6 intentos, el último hoy 10:42.")
    assert vm.lines[1].why == "El servidor recibió este apoyo y ya no tiene su sobre."
    vm.again(2)
    settle()
    assert asked == [2]
    assert vm.lines[0].state == "Lo intenta el servidor"


TABLET = DeviceOfDesk("d1", "000201", NOW, ("000137",), NOW, None, "", None)


def test_a_code_of_ours_leaves_in_words(local: LocalTime) -> None:
    apart = Apartado(1, "verificacion", "000123-00007-4", "sobre_ausente", NOW, NOW, 1, None)
    assert "verificación de un apoyo" in sheets.apartados(local).cells(apart)
    stolen = replace(TABLET, voided_at=NOW, void_reason="robada")
    assert "fue robada" in sheets.tabletas(local).cells(stolen)


def test_a_reported_tablet_is_suspended_with_a_reason(local: LocalTime, settle: Settle) -> None:
    asked: list[tuple[str, str]] = []

    def suspend(device: str, reason: SuspensionReason, _seen: int) -> DeviceOfDesk:
        asked.append((device, reason.reason))
        return replace(TABLET, voided_at=NOW, void_reason="robada")

    def withdraw(_device: str, _reason: SuspensionReason, _seen: int) -> DeviceOfDesk:
        return replace(TABLET, reported_by=(), reported_at=None)

    def reopen(_device: str, _reason: SuspensionReason, _seen: int) -> DeviceOfDesk:
        return replace(TABLET, voided_at=NOW, void_reason="robada", reopened_at=NOW)

    gateway = TabletasGateway(lambda _s, _c: Page((TABLET,), 1), suspend, withdraw, reopen)
    vm = TabletasVm(gateway, local)
    vm.load()
    settle()
    [line] = vm.lines
    assert (line.state, line.detail) == (
        "En uso · 1 reporte",
        "Por Id Solicitante 000137, hoy 10:42",
    )
    assert (line.can_suspend, line.can_withdraw) == (True, True)
    vm.suspend(vm.lines[0], "")
    assert list(vm.errors) == ["motivo"]
    assert not asked
    vm.suspend(vm.lines[0], "revision")
    settle()
    assert asked == [("d1", "revision")]
    assert (vm.lines[0].state, vm.lines[0].can_suspend) == ("Suspendida hoy 10:42", False)
    assert vm.lines[0].can_reopen
    vm.reopen(vm.lines[0], "")
    assert list(vm.errors) == ["motivo"]
    vm.reopen(vm.lines[0], "revision")
    settle()
    assert (vm.lines[0].state, vm.lines[0].can_reopen) == ("Reabierta hoy 10:42", True)
    assert vm.lines[0].can_suspend
    vm.withdraw(vm.lines[0], "lo_pidio_auxiliar")
    settle()
    assert (vm.lines[0].state, vm.lines[0].can_withdraw) == ("En uso", False)


def test_a_late_answer_to_an_older_filter_is_not_shown(local: LocalTime, settle: Settle) -> None:
    late = Event()
    entry = an_entry(1, "0" * 64)

    def page(_all: Wanted, _cursor: str, wanted: BitacoraWanted) -> Page[BitacoraRow]:
        if wanted.actor == "eva":
            assert late.wait(60)
            return Page((entry,), 1)
        late.set()
        return Page((), 0)

    def check(_after: int) -> ChainChecked:
        return ChainChecked(1, 1, 1, 0, "")

    vm = BitacoraVm(BitacoraGateway(page, page, check, str), local)
    empty = dict.fromkeys(("actor", "act", "subject", "day", "day_to"), "")
    vm.ask(empty | {"actor": "eva"})
    vm.ask(empty | {"actor": "ana"})
    settle()
    assert not vm.lines
