"""A name is one value: its rules, how it is said and listed, and its flat fields on the wire."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.central.tables.registration import StoredAspirante, StoredConstancia
from core.central.tables.vinculos import StoredVinculo
from core.domain.errors import MaternoMissing, TextMissing
from core.domain.registration.aspirante import AspiranteRow, Persona
from core.domain.registration.aspirante_shown import AspiranteShown
from core.domain.registration.auxiliar import AltaAuxiliar
from core.domain.registration.constancia import Constancia
from core.domain.values.form_reader import FormReader
from core.domain.values.nombre import Nombrado, NombreCompleto, NombreFields, read_nombre
from core.wire import to_json

_AT = datetime(2027, 1, 2, 3, 4, 5, tzinfo=UTC)
_ANA: NombreFields = {
    "nombre": "Ana",
    "apellido_paterno": "Muestra",
    "apellido_materno": "Ficticia",
    "sin_segundo_apellido": False,
}
_SHOWN = ("000101", "Ana", "Muestra", "Ficticia", "Ani", "d5")


def _completo(**name: str | bool) -> NombreCompleto:
    return NombreCompleto(**_ANA | {"sobrenombre": "Ani"} | name)  # type: ignore[arg-type]


def _persona(**name: str | bool) -> Persona:
    given_name = _ANA | {"sobrenombre": "Ani"} | name
    return Persona(
        **given_name,  # type: ignore[arg-type]
        lugar_nacimiento="Morelia",
        fecha_nacimiento=date(1990, 1, 1),
        genero="Mujer",
    )


def _constancia(**name: str | bool) -> Constancia:
    return Constancia(
        number="CI-1",
        date=date(2027, 1, 1),
        **_ANA | {"sobrenombre": "Ani"} | name,  # type: ignore[arg-type]
        cargo="d5",
    )


def _alta(**name: str | bool) -> AltaAuxiliar:
    return AltaAuxiliar(
        **_ANA | name,  # type: ignore[arg-type]
        fecha_nacimiento=date(1990, 1, 1),
        telefono="4431234567",
        correo="ana@ejemplo.mx",
    )


def _row() -> AspiranteRow:
    return AspiranteRow(*_SHOWN, _AT, True, "", None, None, None, 0, 1, 1, 2)  # noqa: FBT003


_Makes = Callable[..., Nombrado]
RULED: tuple[_Makes, ...] = (_completo, _persona, _constancia, _alta)
_NAME = '"nombre":"Ana","apellido_paterno":"Muestra","apellido_materno":"Ficticia"'
_LEGAL = _NAME + ',"sin_segundo_apellido":false'


@pytest.mark.parametrize("make", RULED)
@pytest.mark.parametrize("field", ["nombre", "apellido_paterno"])
@pytest.mark.parametrize("empty", ["", "  "])
def test_whoever_carries_a_name_needs_its_obligatory_parts(
    make: _Makes, field: str, empty: str
) -> None:
    with pytest.raises(TextMissing):
        make(**{field: empty})


@pytest.mark.parametrize("make", RULED)
def test_one_apellido_alone_has_to_be_said(make: _Makes) -> None:
    with pytest.raises(MaternoMissing):
        make(apellido_materno=" ")
    alone = make(apellido_materno="", sin_segundo_apellido=True)
    assert (alone.full_name, alone.listed_name) == ("Ana Muestra", "MUESTRA, Ana")


@pytest.mark.parametrize(
    "named", [*(make() for make in RULED), AspiranteShown(*_SHOWN), _row()], ids=repr
)
def test_every_carrier_says_and_lists_it_alike(named: Nombrado) -> None:
    assert named.full_name == "Ana Muestra Ficticia"
    assert named.listed_name == "MUESTRA FICTICIA, Ana"


def test_a_name_is_read_again_as_it_was_typed() -> None:
    for alone in (False, True):
        name = NombreCompleto("Ana", "Muestra", "" if alone else "Ficticia", alone, "La Muestra")
        assert read_nombre(FormReader(name.as_typed("persona.")), "persona.") == name


_PART = st.text(st.sampled_from("Aáñü e\u0301\t"), min_size=1).filter(str.strip)


@given(_PART, _PART, st.sampled_from(["", "Ruiz"]))
def test_a_name_is_said_composed_and_with_single_spaces(one: str, two: str, three: str) -> None:
    name = _completo(
        nombre=one, apellido_paterno=two, apellido_materno=three, sin_segundo_apellido=True
    ).full_name
    assert name == normalize("NFC", " ".join(f"{one} {two} {three}".split()))


def test_the_json_of_each_carrier_keeps_flat_fields_in_their_order() -> None:
    assert to_json(_persona()).decode() == (
        f'{{{_LEGAL},"sobrenombre":"Ani","lugar_nacimiento":"Morelia",'
        '"fecha_nacimiento":"1990-01-01","genero":"Mujer"}'
    )
    assert to_json(_constancia()).decode() == (
        f'{{"number":"CI-1","date":"2027-01-01",{_LEGAL},"sobrenombre":"Ani","cargo":"d5",'
        '"delivered_at":null,"delivered_to":"","issued_here":true}'
    )
    assert to_json(_alta()).decode() == (
        f'{{{_LEGAL},"fecha_nacimiento":"1990-01-01","telefono":"4431234567",'
        '"correo":"ana@ejemplo.mx","cuenta":"","proveedor":""}'
    )
    shown = f'{{"id_solicitante":"000101",{_NAME},"sobrenombre":"Ani","cargo":"d5"'
    assert to_json(AspiranteShown(*_SHOWN)).decode() == shown + "}"
    assert to_json(_row()).decode() == (
        shown + ',"registered_at":"2027-01-02T03:04:05Z","same_day":true,"mail_state":"",'
        '"mail_sent_at":null,"first_login_at":null,"trained_at":null,"auxiliares":0,'
        '"received":1,"counted":1,"umbral":2}'
    )


def test_a_row_gives_back_the_name_that_it_was_given() -> None:
    fields = _completo().nombre_completo_fields()
    assert _constancia().nombre_completo == _completo()
    for table in (StoredAspirante, StoredConstancia):
        assert table(**fields).nombre_completo_fields() == fields
    assert StoredVinculo(**_ANA).nombre_fields() == _ANA
