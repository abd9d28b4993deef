"""What CURP, clave and names say about each other."""

import pytest

from core.domain.credencial.cross_checks import clave_disagreements, entidades_of, name_letters

PAIRS = (
    ("SNEJPR85050509M100", "SIEP850505MDFNJR09"),
    ("MSFCNM01022888H000", "MUFN010228HNESCMA5"),
)


@pytest.mark.parametrize(("clave", "curp"), PAIRS)
def test_a_pair_agrees_in_fifteen_places(clave: str, curp: str) -> None:
    assert clave_disagreements(clave, curp) == ()


def test_a_changed_character_is_named() -> None:
    clave, curp = PAIRS[0]
    assert clave_disagreements("T" + clave[1:], curp) == (0,)
    assert clave_disagreements(clave[:12] + "14" + clave[14:], curp) == (12, 13)


def test_born_abroad_has_two_numbers() -> None:
    assert entidades_of(PAIRS[1][1]) == ("87", "88")
    assert entidades_of("SIEP850505MXXNJR09") == ()


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        (("SINTETICO", "EJEMPLO", "PRUEBA ANA"), "SIEPNJR"),
        (("DE LA CRUZ", "ZUÑIGA", "ANA"), "CUZARXN"),
        (("BUENDIA", "", "ROCIO"), "BUXRNXC"),
        (("FLORES", "TZOMPANTZI", "JOSE HECTOR"), "FOTHLZC"),
        (("ÑANDU", "PEÑA", "MARIA"), "XAPMNXR"),
        (("RUIZ", "DE LA O", "PEDRO"), "RUOPZXD"),
        (("O", "DIAZ", "J JESUS"), "OXDJXZS"),
        (("RAMOS", "DIAZ", "M GUADALUPE"), "RADGMZD"),
        (("Ávila", "Nu\u0301ñez", "Íñigo"), "AINIVXX"),
    ],
)
def test_the_letters_of_a_name(name: tuple[str, str, str], letters: str) -> None:
    assert name_letters(*name) == letters
