"""Numeral 1 at the desk: the form of a proceso and its publication."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from admin_desktop.framework.local_time import LocalTime
from admin_desktop.screens.proceso import form as proceso_form
from admin_desktop.screens.proceso.signing import Change, Signing
from admin_desktop.screens.proceso.vm import ProcesoGateway, ProcesoVm
from core.domain.proceso.proceso import Ambito, Cargo, Mode, Proceso, PublishedProceso
from core.domain.values.form_errors import FormBroken
from core.errors import CentralRefused, CentralUnreachable
from tests.admin_desktop.conftest import NOW

CARGO = Cargo("distrito-005", "Diputación local, distrito 5", Ambito.DISTRITO, "09", "005", 4436)


def whole_form() -> dict[str, str]:
    return {**proceso_form.drafted_texts(), "id": "PRACTICA-2026", "acuerdo": "INE/CG/001/2026"}


def published(proceso: Proceso, version: int = 1) -> PublishedProceso:
    return PublishedProceso(version, NOW, proceso, (), "0" * 16)


def a_vm(
    local: LocalTime,
    *,
    fetch: Callable[[], PublishedProceso | None] = lambda: None,
    publish: Callable[[Proceso], PublishedProceso] = published,
) -> ProcesoVm:
    return ProcesoVm(
        ProcesoGateway(fetch, lambda proceso, _seen: publish(proceso), lambda _: b""), local
    )


def sign(vm: ProcesoVm, settle: Callable[[], None], **changed: str) -> Signing:
    """Publish a form: look at what is signed, and sign it."""
    shown: list[Signing] = []
    vm.to_sign.connect(shown.append)
    vm.publish(whole_form() | changed)
    settle()
    [signing] = shown
    vm.sign()
    settle()
    return signing


def test_the_form_reads_back_what_it_shows() -> None:
    proceso = proceso_form.read_proceso(whole_form(), (CARGO,))
    assert proceso_form.read_proceso(proceso_form.texts_of(proceso), (CARGO,)) == proceso
    assert proceso.mode is Mode.PRACTICA
    assert proceso.readings == type(proceso.readings)()
    assert proceso.notice.text.startswith("BORRADOR POR REVISAR")


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("id", "", "falta_dato"),
        ("nombre", " ", "falta_dato"),
        ("instituto", "", "falta_dato"),
        ("acuerdo", "", "falta_dato"),
        ("generos", "\n", "falta_dato"),
        ("fundamentos", "", "falta_dato"),
        ("aviso", "", "falta_dato"),
        ("aviso_version", "", "falta_dato"),
        ("deber", "", "falta_dato"),
        ("gracia", "dos", "numero_escrito"),
        ("margen", "-1", "numero_escrito"),
        ("ocioso", "", "falta_dato"),
        ("correo", "1.5", "numero_escrito"),
        ("apps", "abc", "huella_escrita"),
    ],
)
def test_each_broken_field_has_its_own_code(field: str, text: str, code: str) -> None:
    with pytest.raises(FormBroken) as broken:
        proceso_form.read_proceso({**whole_form(), field: text}, (CARGO,))
    assert broken.value.fields == {field: code}


def test_hashes_are_one_a_line_in_any_case() -> None:
    proceso = proceso_form.read_proceso(
        {**whole_form(), "apps": f"{'A' * 64}\n{'1' * 64}\n"}, (CARGO,)
    )
    assert proceso.authorised_apps == ("a" * 64, "1" * 64)


def test_a_proceso_without_offices_is_not_sent(local: LocalTime) -> None:
    sent: list[Proceso] = []
    vm = a_vm(local, publish=lambda proceso: sent.append(proceso) or published(proceso))
    vm.publish(whole_form())
    assert not sent
    assert vm.errors == {
        "cargos": "El proceso no tiene cargos. Agregue al menos uno antes de publicarlo."
    }
    assert vm.trouble is not None
    assert vm.trouble.code == "revise_campos"


def test_offices_get_an_id_of_their_own(local: LocalTime) -> None:
    vm = a_vm(local)
    for name in ("Presidencia municipal", "Sindicatura"):
        assert vm.add_cargo({"cargo": name, "ambito": "municipio", "numero": "14", "umbral": "900"})
    assert vm.add_cargo(
        {"cargo": "Gubernatura", "ambito": "entidad", "numero": "", "umbral": "9000"}
    )
    assert [line.place for line in vm.cargos] == ["Municipio 14", "Municipio 14", "Toda la entidad"]
    assert [each.id for each in vm._cargos] == ["municipio-014", "municipio-014-2", "entidad"]
    assert not vm.add_cargo({"cargo": "Sindicatura", "ambito": "entidad", "umbral": "1"})
    assert vm.errors["cargo"].startswith("Eso ya está en la lista.")
    vm.remove_cargo(0)
    assert [line.name for line in vm.cargos] == ["Sindicatura", "Gubernatura"]


def test_an_office_with_errors_is_not_added(local: LocalTime) -> None:
    vm = a_vm(local)
    assert not vm.add_cargo({"cargo": "", "ambito": "distrito", "numero": "", "umbral": "x"})
    assert set(vm.errors) == {"cargo", "numero", "umbral"}
    assert not vm.cargos


def test_publishing_says_the_version(local: LocalTime, settle: Callable[[], None]) -> None:
    sent: list[Proceso] = []
    vm = a_vm(local, publish=lambda proceso: sent.append(proceso) or published(proceso, 3))
    vm.add_cargo({"cargo": "Gubernatura", "ambito": "entidad", "umbral": "9000"})
    signing = sign(vm, settle)
    assert signing.is_first
    assert ("Cargos", "Gubernatura: Toda la entidad, 9,000 apoyos") in signing.whole
    assert vm.working == ""
    assert vm.said == "Proceso publicado, versión 3."
    assert vm.state == "En vigor: versión 3, publicada el 24 nov 2026, 10:42."
    assert sent[0].cargos[0].entidad == "09"


def test_what_the_server_refuses_is_said_beside_its_field(
    local: LocalTime, settle: Callable[[], None]
) -> None:
    def refuse(_proceso: Proceso) -> PublishedProceso:
        raise CentralRefused("falta_dato", 422, fields=(("legal_grounds", "falta_dato"),))

    vm = a_vm(local, publish=refuse)
    vm.add_cargo({"cargo": "Gubernatura", "ambito": "entidad", "umbral": "9000"})
    sign(vm, settle)
    assert set(vm.errors) == {"fundamentos"}
    assert vm.said == ""


def test_without_an_answer_the_form_stays(local: LocalTime, settle: Callable[[], None]) -> None:
    def silent(_proceso: Proceso) -> PublishedProceso:
        raise CentralUnreachable

    vm = a_vm(local, publish=silent)
    vm.add_cargo({"cargo": "Gubernatura", "ambito": "entidad", "umbral": "9000"})
    sign(vm, settle)
    assert vm.trouble is not None
    assert vm.trouble.owner == "red"
    assert vm.cargos


def test_a_published_proceso_fills_the_form(local: LocalTime, settle: Callable[[], None]) -> None:
    proceso = replace(proceso_form.read_proceso(whole_form(), (CARGO,)), name="Otro nombre")
    vm = a_vm(local, fetch=lambda: published(proceso))
    filled: list[bool] = []
    vm.filled.connect(lambda: filled.append(True))
    vm.load()
    settle()
    assert filled == [True]
    assert vm.texts["nombre"] == "Otro nombre"
    assert vm.cargos[0].umbral == "4,436 apoyos"


def test_before_the_first_publication_the_drafts_stay(
    local: LocalTime, settle: Callable[[], None]
) -> None:
    vm = a_vm(local)
    vm.load()
    settle()
    assert vm.state.startswith("Sin publicar.")
    assert vm.texts["instituto"] == "Instituto Electoral del Estado"


def test_nothing_is_sent_before_what_is_signed_was_seen(
    local: LocalTime, settle: Callable[[], None]
) -> None:
    sent: list[Proceso] = []
    vm = a_vm(local, publish=lambda proceso: sent.append(proceso) or published(proceso))
    vm.add_cargo({"cargo": "Gubernatura", "ambito": "entidad", "umbral": "9000"})
    vm.publish(whole_form())
    settle()
    assert not sent
    vm.sign()
    settle()
    assert len(sent) == 1


def test_what_changes_against_the_version_in_force_is_shown(
    local: LocalTime, settle: Callable[[], None]
) -> None:
    before = proceso_form.read_proceso(whole_form(), (replace(CARGO, umbral=4000),))
    vm = a_vm(local, fetch=lambda: published(before, 4))
    vm.load()
    settle()
    vm._cargos = (CARGO,)
    aviso = before.notice.text.replace("Dar el apoyo es voluntario.", "Nadie está obligado.")
    signing = sign(vm, settle, aviso=aviso, deber=before.duty_text)
    assert signing.title == "Se firma la versión 5 del proceso"
    cargos, notice = signing.changes
    said = "Diputación local, distrito 5: Distrito 5"
    assert cargos == Change("Cargos", f"{said}, 4,000 apoyos", f"{said}, 4,436 apoyos")
    assert notice.label == "Aviso de privacidad"
    assert "voluntario" in notice.before
    assert "Nadie está obligado" in notice.after
    assert "Qué se recaba" not in notice.before, "only the lines that change"


def test_the_same_again_changes_nothing(local: LocalTime, settle: Callable[[], None]) -> None:
    before = proceso_form.read_proceso(whole_form(), (CARGO,))
    vm = a_vm(local, fetch=lambda: published(before))
    vm.load()
    settle()
    assert sign(vm, settle).changes == ()


@pytest.mark.parametrize(
    "field", ["nombre", "acuerdo", "generos", "fundamentos", "aviso", "aviso_personas", "deber"]
)
def test_a_draft_is_not_published_in_a_real_proceso(field: str) -> None:
    clean = whole_form() | {
        "aviso": "Aviso aprobado.",
        "aviso_personas": "Aviso aprobado.",
        "deber": "Deber aprobado.",
    }
    assert proceso_form.read_proceso(clean | {"modo": "real"}, (CARGO,)).mode is Mode.REAL
    draft = {field: "Borrador por revisar"}
    assert proceso_form.read_proceso(clean | draft, (CARGO,)).mode is Mode.PRACTICA
    with pytest.raises(FormBroken) as broken:
        proceso_form.read_proceso(clean | draft | {"modo": "real"}, (CARGO,))
    assert broken.value.fields == {field: "texto_borrador"}


@pytest.mark.parametrize("umbral", ["0", "-1", ""])
def test_an_umbral_is_one_or_more(local: LocalTime, umbral: str) -> None:
    vm = a_vm(local)
    assert not vm.add_cargo({"cargo": "Gubernatura", "ambito": "entidad", "umbral": umbral})
    assert set(vm.errors) == {"umbral"}
    assert vm.add_cargo({"cargo": "Gubernatura", "ambito": "entidad", "umbral": "1"})
