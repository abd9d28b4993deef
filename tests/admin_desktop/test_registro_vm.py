"""Numeral 4, the form's own judgement: every datum broken once says its own sentence beside it."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from pytestqt.qtbot import QtBot

from admin_desktop.framework.local_time import LocalTime
from admin_desktop.parts.marks import Mark
from admin_desktop.screens.registro.gateway import RegistroGateway
from admin_desktop.screens.registro.vm import RegistroVm
from core.domain.proceso.geografia import Municipio, SeccionPlace
from core.domain.registration.aspirante import Registered, RegistroAspirante
from core.domain.registration.coincidencia import Coincidencia, Coincidencias, Datum
from core.domain.registration.constancia import Constancia, ConstanciaRow
from core.errors import CentralRefused, CentralUnreachable
from tests.documents.sheets import a_proceso
from tests.fakes.clock import SetClock

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 18, tzinfo=UTC)
WHOLE = {
    "cargo": "d5",
    "persona.nombre": "Ana",
    "persona.apellido_paterno": "Muestra",
    "persona.apellido_materno": "Ficticia",
    "persona.lugar_nacimiento": "Aguascalientes",
    "persona.fecha_nacimiento": "12/03/1987",
    "persona.genero": "Femenino",
    "credencial.clave": "MSFCAN87031201M400",
    "credencial.ocr": "0123604187352",
    "credencial.cic": "160734825",
    "credencial.entidad": "01",
    "credencial.municipio": "001",
    "credencial.seccion": "0123",
    "contacto.movil": "4490000137",
    "autenticacion.correo": "ana.muestra@correo.example",
    "expediente.recibido": "24/11/2026",
    "expediente.recibido_por": "Persona Ficticia",
    "expediente.manifestacion": "20/11/2026",
    "expediente.constancia": "IEE/CG/041/2026",
}


def a_row(day: date = TODAY, registered_as: str = "", nombre: str = "Ana") -> ConstanciaRow:
    constancia = Constancia(
        number="IEE/CG/041/2026",
        date=day,
        nombre=nombre,
        apellido_paterno="Muestra",
        apellido_materno="Ficticia",
        sin_segundo_apellido=False,
        sobrenombre="",
        cargo="d5",
    )
    return ConstanciaRow(1, constancia, registered_as, due_today=not registered_as)


class Office:
    """What the form asks, answered in the test's own words."""

    def __init__(self) -> None:
        self.row: ConstanciaRow | None = a_row()
        self.sent: list[tuple[RegistroAspirante, str]] = []
        self.refusal: Exception | None = None
        self.keys = 0
        self.alike: dict[Datum, tuple[str, ...]] = {}

    def gateway(self) -> RegistroGateway:
        return RegistroGateway(
            cargos=lambda: a_proceso().cargos,
            generos=lambda: ("Femenino", "Masculino"),
            entidad=lambda: "01",
            find=lambda number: self.row if number == "IEE/CG/041/2026" else None,
            municipios=lambda _e: (Municipio("01", "001", "A"), Municipio("01", "002", "B")),
            place=_place,
            alike=self.find_alike,
            register=self.register,
            new_key=self.new_key,
        )

    def find_alike(self, asked: Coincidencia) -> Coincidencias:
        return Coincidencias(self.alike.get(asked.datum, ()))

    def new_key(self) -> str:
        self.keys += 1
        return f"llave-ficticia-{self.keys}"

    def register(self, registro: RegistroAspirante, key: str) -> Registered:
        self.sent.append((registro, key))
        if self.refusal:
            raise self.refusal
        return Registered("000001", NOW, same_day=True)


def _place(entidad: str, seccion: str) -> SeccionPlace | None:
    municipio = {"0123": "001", "0124": "002"}.get(seccion)
    return SeccionPlace(seccion, entidad or "01", municipio, "A", "005") if municipio else None


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def vm(office: Office, qtbot: QtBot) -> RegistroVm:
    made = RegistroVm(office.gateway(), LocalTime(SetClock(NOW), lambda: "America/Mexico_City"))
    made.open_new()
    assert qtbot
    return made


@pytest.fixture
def fill(vm: RegistroVm, qtbot: QtBot) -> Callable[..., None]:
    def run(**changed: str) -> None:
        texts = WHOLE | {name.replace("__", "."): text for name, text in changed.items()}
        for name, text in texts.items():
            vm.type(name, text)
            vm.leave(name)
        known = texts["expediente.constancia"].strip()
        qtbot.wait(30)
        qtbot.waitUntil(lambda: not known or vm._looked_up == known, timeout=60_000)

    return run


def test_a_whole_form_is_sent_once_with_its_key(
    vm: RegistroVm, office: Office, fill: Callable[..., None], qtbot: QtBot
) -> None:
    fill()
    assert vm.missing == (Mark.OK, "Todo está completo.")
    with qtbot.waitSignal(vm.registered):
        vm.conclude()
    vm.conclude()
    assert [key for _, key in office.sent] == ["llave-ficticia-2"]
    registro = office.sent[0][0]
    assert registro.persona.fecha_nacimiento == date(1987, 3, 12)
    assert registro.expediente.manifestacion == date(2026, 11, 20)
    assert not vm.has_unsaved


BROKEN = {
    "cargo": ("cargo", "", "Falta este dato."),
    "nombre": ("persona.nombre", " ", "Falta este dato."),
    "paterno": ("persona.apellido_paterno", "", "Falta este dato."),
    "materno": ("persona.apellido_materno", "", "Falta el apellido materno."),
    "lugar": ("persona.lugar_nacimiento", "", "Falta este dato."),
    "nacimiento": ("persona.fecha_nacimiento", "31/02/1987", "no existe"),
    "nacimiento_mal": ("persona.fecha_nacimiento", "12/1987", "día/mes/año"),
    "signo": ("persona.nombre", "Ana 漢", "«漢» (U+6F22)"),
    "signo_materno": ("persona.apellido_materno", "F\ue000", "U+E000"),
    "menor": ("persona.fecha_nacimiento", "12/03/2010", "menos de 18"),
    "genero": ("persona.genero", "", "Falta este dato."),
    "clave": ("credencial.clave", "MSFCAN87031201W400", "no tiene la forma de una clave"),
    "ocr": ("credencial.ocr", "012360418735", "El OCR son trece"),
    "cic": ("credencial.cic", "16073482", "El CIC son nueve"),
    "cic_diez": ("credencial.cic", "1607348251", "el décimo es el dígito verificador"),
    "seccion": ("credencial.seccion", "12", "La sección son cuatro"),
    "telefono": ("contacto.oficina", "12345", "El teléfono son diez"),
    "sin_telefono": ("contacto.movil", "", "Falta un teléfono."),
    "correo": ("autenticacion.correo", "ana@", "no está completa"),
    "recibido": ("expediente.recibido", "25/11/2026", "todavía no llega"),
    "recibido_por": ("expediente.recibido_por", "", "Falta este dato."),
    "manifestacion": ("expediente.manifestacion", "25/11/2026", "no van en orden"),
    "constancia": ("expediente.constancia", "", "Falta este dato."),
    "desconocida": ("expediente.constancia", "IEE/999", "No hay una constancia"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_each_datum_broken_says_its_own_sentence_and_nothing_is_sent(
    case: str, vm: RegistroVm, office: Office, fill: Callable[..., None], qtbot: QtBot
) -> None:
    field, text, sentence = BROKEN[case]
    fill(**{field.replace(".", "__"): text})
    with qtbot.waitSignal(vm.go_to) as went:
        vm.conclude()
    assert went.args == [field]
    assert vm.state(field).mark is Mark.ERROR
    assert sentence in vm.state(field).sentence
    assert not office.sent


def test_a_clave_of_another_birth_blames_both(vm: RegistroVm, fill: Callable[..., None]) -> None:
    fill(persona__fecha_nacimiento="21/03/1987")
    assert "otra fecha de nacimiento" in vm.state("credencial.clave").sentence
    assert vm.state("persona.fecha_nacimiento").mark is Mark.WARN
    assert vm.section_mark("b") is Mark.WARN
    assert vm.section_mark("c") is Mark.ERROR


def test_an_ocr_of_another_seccion_and_a_seccion_elsewhere(
    vm: RegistroVm, fill: Callable[..., None], qtbot: QtBot
) -> None:
    fill(credencial__seccion="0124")
    assert "otra sección" in vm.state("credencial.ocr").sentence
    qtbot.waitUntil(lambda: "otro municipio" in vm.state("credencial.seccion").sentence)
    vm.type("credencial.seccion", "0999")
    qtbot.waitUntil(lambda: "no existe" in vm.state("credencial.seccion").sentence)


def test_one_of_ocr_and_cic_is_enough(vm: RegistroVm, fill: Callable[..., None]) -> None:
    fill(credencial__ocr="")
    assert vm.missing == (Mark.OK, "Todo está completo.")
    vm.type("credencial.cic", "")
    vm.conclude()
    assert "Falta el OCR o el CIC" in vm.state("credencial.ocr").sentence


def test_without_second_surname_the_box_is_enough(
    vm: RegistroVm, office: Office, fill: Callable[..., None]
) -> None:
    office.row = None
    fill(persona__apellido_materno="")
    vm.type("persona.sin_segundo_apellido", "sí")
    assert vm.state("persona.apellido_materno").mark is Mark.NONE


def test_another_day_asks_for_a_reason(
    vm: RegistroVm, office: Office, fill: Callable[..., None], qtbot: QtBot
) -> None:
    office.row = a_row(date(2026, 11, 23))
    fill()
    assert vm.is_late
    vm.conclude()
    assert "debía hacerse ese mismo día" in vm.state("late_reason").sentence
    vm.type("late_reason", "No hubo luz (MUESTRA)")
    with qtbot.waitSignal(vm.registered):
        vm.conclude()
    assert office.sent[0][0].late_reason == "No hubo luz (MUESTRA)"


def test_a_constancia_used_or_of_another_person_is_refused(
    vm: RegistroVm, office: Office, fill: Callable[..., None]
) -> None:
    office.row = a_row(registered_as="000007")
    fill()
    assert "ya se registró" in vm.state("expediente.constancia").sentence
    vm.open_new()
    office.row = a_row(nombre="Berta")
    fill()
    assert "otro nombre" in vm.state("expediente.constancia").sentence


def test_nothing_is_said_of_a_field_that_is_being_typed(vm: RegistroVm) -> None:
    vm.type("credencial.clave", "MSFCAN")
    assert vm.state("credencial.clave").mark is Mark.NONE
    vm.leave("credencial.clave")
    assert vm.state("credencial.clave").mark is Mark.ERROR


def test_what_the_server_refuses_lands_beside_its_field_and_nothing_is_lost(
    vm: RegistroVm, office: Office, fill: Callable[..., None], qtbot: QtBot
) -> None:
    office.refusal = CentralRefused(
        "clave_registrada", 409, fields=(("credencial.clave", "clave_registrada"),)
    )
    fill()
    with qtbot.waitSignal(vm.go_to) as went:
        vm.conclude()
    assert went.args == ["credencial.clave"]
    assert "Ya hay un aspirante" in vm.state("credencial.clave").sentence
    assert vm.has_unsaved
    vm.type("credencial.clave", "MSFCAN87031201M401")
    assert vm.state("credencial.clave").mark is Mark.OK


def test_a_server_that_is_away_keeps_form_and_key(
    vm: RegistroVm, office: Office, fill: Callable[..., None], qtbot: QtBot
) -> None:
    office.refusal = CentralUnreachable()
    fill()
    vm.conclude()
    qtbot.waitUntil(lambda: vm.trouble is not None, timeout=60_000)
    assert vm.text("persona.nombre") == "Ana"
    office.refusal = None
    with qtbot.waitSignal(vm.registered):
        vm.conclude()
    assert {key for _, key in office.sent} == {"llave-ficticia-2"}


def test_a_session_that_ends_holds_the_very_call(
    vm: RegistroVm, office: Office, fill: Callable[..., None], qtbot: QtBot
) -> None:
    held: list[Callable[[], None]] = []
    vm.hold_with(held.append)
    office.refusal = CentralRefused("sesion_vencida", 401)
    fill()
    vm.conclude()
    qtbot.waitUntil(lambda: bool(held))
    assert vm.working == "Registrando…"
    vm.conclude()
    office.refusal = None
    with qtbot.waitSignal(vm.registered):
        held[0]()
    first, second = office.sent
    assert first == second, "the same registration with the same key"


def test_starting_from_a_constancia_fills_names_and_cargo(vm: RegistroVm) -> None:
    vm.start_from(a_row())
    assert vm.text("persona.nombre") == "Ana"
    assert vm.text("cargo") == "d5"
    assert vm.hint("expediente.constancia") == "Del 24 nov 2026"
    assert not vm.has_unsaved


DOUBTS = {
    "nombre": ({"persona.nombre": "Berta"}, {}, "credencial.clave", "empezaría con MSFCBR"),
    "entidad": (
        {"persona.lugar_nacimiento": "Tepatitlán, Jalisco"},
        {},
        "persona.lugar_nacimiento",
        "nació en Aguascalientes",
    ),
    "cuenta": ({"autenticacion.cuenta": "ana"}, {}, "autenticacion.proveedor", "Google"),
    "correo": ({}, {Datum.CORREO: ("000007",)}, "autenticacion.correo", "otro aspirante: 000007"),
    "homónimo": ({}, {Datum.NOMBRE: ("000007",)}, "persona.nombre", "ese nombre: 000007"),
}


@pytest.mark.parametrize("case", DOUBTS)
def test_what_is_odd_is_told_beside_its_field_and_asked_before_it_is_sent(
    case: str, vm: RegistroVm, office: Office, fill: Callable[..., None], qtbot: QtBot
) -> None:
    changed, office.alike, field, said = DOUBTS[case]
    office.row = a_row(nombre=changed.get("persona.nombre", "Ana"))
    fill(**{name.replace(".", "__"): text for name, text in changed.items()})
    with qtbot.waitSignal(vm.doubted) as asked:
        vm.conclude()
    assert len(asked.args[0]) == 1
    assert said in asked.args[0][0]
    assert vm.state(field).mark is Mark.WARN
    assert said in vm.state(field).sentence
    assert not office.sent
    with qtbot.waitSignal(vm.registered):
        vm.conclude(sure=True)
    assert len(office.sent) == 1


def test_a_clave_of_another_aspirante_is_told_as_it_becomes_whole(
    vm: RegistroVm, office: Office, qtbot: QtBot
) -> None:
    office.alike = {Datum.CLAVE: ("000007",)}
    vm.type("credencial.clave", "MSFCAN87031201M400")
    qtbot.waitUntil(lambda: "Ya hay un aspirante" in vm.state("credencial.clave").sentence)
    vm.type("credencial.clave", "MSFCAN87031201M40")
    assert "Ya hay" not in vm.state("credencial.clave").sentence


def test_the_seccion_fills_the_municipio_that_nobody_chose(vm: RegistroVm, qtbot: QtBot) -> None:
    vm.type("credencial.seccion", "0123")
    qtbot.waitUntil(lambda: vm.text("credencial.municipio") == "001")
    vm.type("credencial.seccion", "0124")
    qtbot.waitUntil(lambda: vm.text("credencial.municipio") == "002")
    vm.type("credencial.municipio", "001")
    vm.type("credencial.seccion", "0124")
    qtbot.waitUntil(lambda: "otro municipio" in vm.state("credencial.seccion").sentence)
    assert vm.text("credencial.municipio") == "001"


def test_the_seccion_fills_the_entidad_that_nobody_chose(
    vm: RegistroVm, office: Office, qtbot: QtBot
) -> None:
    assert office
    vm.type("credencial.entidad", "")
    vm.type("credencial.seccion", "0123")
    qtbot.waitUntil(lambda: vm.text("credencial.municipio") == "001")
    assert vm.text("credencial.entidad") == "01"
