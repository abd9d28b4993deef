"""What of a registration is odd and may be so: asked, never refused."""

from datetime import date

import pytest

from core.domain.proceso.geografia import ENTIDADES
from core.domain.registration.birthplace import entidad_named
from core.domain.registration.coincidencia import Datum
from core.domain.registration.registro import read_registro
from core.domain.registration.registro_rules import Alike, Beside
from tests.domain.registration.test_registro import TEXTS, TODAY, beside, codes


def doubts(**changed: str) -> dict[str, str]:
    texts = TEXTS | {name.replace("__", "."): text for name, text in changed.items()}
    read = read_registro(texts, Beside(TODAY))
    assert not read.broken
    assert read.registro is not None
    return {field: error.code for field, error in read.doubts.items()}


def test_a_plain_registration_has_no_doubt() -> None:
    assert not doubts()
    assert not doubts(persona__genero="Masculino")
    assert not doubts(credencial__entidad="14", credencial__municipio="039")


@pytest.mark.parametrize(
    ("nombre", "paterno", "materno", "clave"),
    [
        ("José María", "Muñoz", "Ávila", "MXAVMR87031201H400"),
        ("María de los Ángeles", "de la O", "Ñu", "OXXXAN87031201M400"),
        ("Ma. Guadalupe", "Muestra", "", "MSXXGD87031201X400"),
    ],
)
def test_the_letters_of_a_name_are_those_of_its_clave(
    nombre: str, paterno: str, materno: str, clave: str
) -> None:
    whole = {
        "persona__nombre": nombre,
        "persona__apellido_paterno": paterno,
        "persona__apellido_materno": materno,
        "persona__sin_segundo_apellido": "" if materno else "sí",
    }
    assert not doubts(**whole, credencial__clave=clave)
    other = "Z" + clave[1:]
    assert doubts(**whole, credencial__clave=other) == {"credencial.clave": "clave_otro_nombre"}


def test_a_name_that_is_not_whole_is_held_against_nothing() -> None:
    read = read_registro(
        {"credencial.clave": "ZZZZZZ87031201M400", "persona.nombre": "Ana"}, beside()
    )
    assert not read.doubts


@pytest.mark.parametrize(
    ("place", "number"),
    [
        ("Aguascalientes", "01"),
        ("Tepatitlán de Morelos, JALISCO", "14"),
        ("Guadalajara, Jalisco, México", "14"),
        ("Hidalgo, Michoacán", "16"),
        ("México, D.F.", "09"),
        ("Ciudad de México", "09"),
        ("Toluca (Estado de México)", "15"),
        ("México", ""),
        ("Guadalajara, México", ""),
        ("Hidalgo del Parral", ""),
        ("Los Ángeles, California", ""),
        ("", ""),
    ],
)
def test_a_place_of_birth_names_an_entidad_or_none(place: str, number: str) -> None:
    assert entidad_named(place) == number


def test_every_entidad_is_known_by_its_name() -> None:
    known = {number: entidad_named(f"Un lugar, {name}") for number, name in ENTIDADES.items()}
    assert {number for number, found in known.items() if found != number} == {"15"}


def test_a_birth_abroad_is_held_against_an_entidad_alone() -> None:
    clave = "MSFCAN87031287M400"
    assert not doubts(credencial__clave=clave, persona__lugar_nacimiento="Lima, Perú")
    assert doubts(credencial__clave=clave, persona__lugar_nacimiento="Puebla, Puebla") == {
        "persona.lugar_nacimiento": "clave_otra_entidad"
    }


def test_an_account_and_its_provider_go_together() -> None:
    assert doubts(autenticacion__cuenta="ana") == {
        "autenticacion.proveedor": "cuenta_sin_proveedor"
    }
    assert doubts(autenticacion__proveedor="google") == {
        "autenticacion.cuenta": "proveedor_sin_cuenta"
    }
    assert not doubts(autenticacion__cuenta="ana", autenticacion__proveedor="google")


NAME = ("Ana", "Muestra", "Ficticia")


@pytest.mark.parametrize(
    ("alike", "expected"),
    [
        (
            Alike(Datum.CORREO, (TEXTS["autenticacion.correo"],), ("000007",)),
            "autenticacion.correo",
        ),
        (Alike(Datum.NOMBRE, NAME, ("000007", "000009")), "persona.nombre"),
        (Alike(Datum.NOMBRE, NAME, ()), ""),
        (Alike(Datum.NOMBRE, ("Eva", *NAME[1:]), ("000007",)), ""),
        (Alike(Datum.CORREO, ("otra@correo.example",), ("000007",)), ""),
    ],
)
def test_another_with_the_same_datum_is_asked_about(alike: Alike, expected: str) -> None:
    read = read_registro(TEXTS, Beside(TODAY, alike=(alike,)))
    assert not read.broken
    assert "".join(read.doubts) == expected


def test_a_clave_of_another_is_refused_as_the_server_does() -> None:
    alike = Alike(Datum.CLAVE, ("MSFCAN87031201M400",), ("000007",))
    read = read_registro(TEXTS, Beside(date(2026, 11, 24), alike=(alike,)))
    assert codes(read) == {"credencial.clave": "clave_registrada"}
