"""Numeral 4: each rule of the registration has its own error."""

from dataclasses import replace
from datetime import date

import pytest

from core.domain.credencial.clave_elector import ClaveElector
from core.domain.credencial.ocr_cic import Cic, Ocr, Seccion
from core.domain.errors import (
    BirthDisagrees,
    CicMalformed,
    CicTenDigits,
    ClaveMalformed,
    DatesOutOfOrder,
    MailMalformed,
    MaternoMissing,
    OcrMalformed,
    OcrOrCicMissing,
    PhoneMalformed,
    PhoneMissing,
    SeccionDisagrees,
    TextMissing,
)
from core.domain.registration.aspirante import (
    Autenticacion,
    Contacto,
    CredencialAspirante,
    Expediente,
    Persona,
    RegistroAspirante,
    check_order,
)

PERSONA = Persona(
    nombre="Ana",
    apellido_paterno="Muestra",
    apellido_materno="Ficticia",
    sin_segundo_apellido=False,
    sobrenombre="",
    lugar_nacimiento="Aguascalientes",
    fecha_nacimiento=date(1987, 3, 12),
    genero="Femenino",
)
CREDENCIAL = CredencialAspirante(
    clave=ClaveElector("MSFCAN87031201M400"),
    ocr=Ocr("0123604187352"),
    cic=Cic("160734825"),
    entidad="01",
    municipio="001",
    seccion=Seccion("0123"),
)
REGISTRO = RegistroAspirante(
    cargo="dip-5",
    persona=PERSONA,
    credencial=CREDENCIAL,
    contacto=Contacto("", "", "449 000 0137"),
    autenticacion=Autenticacion("ana.muestra@correo.example"),
    expediente=Expediente(
        recibido=date(2026, 10, 30),
        recibido_por="Oficialía de Partes",
        manifestacion=date(2026, 10, 12),
        constancia="IEE/CG/041/2026",
    ),
)


def test_a_whole_registration_is_accepted() -> None:
    assert REGISTRO.persona.sobrenombre == ""


@pytest.mark.parametrize("field", ["nombre", "apellido_paterno", "lugar_nacimiento", "genero"])
def test_obligatory_texts_of_the_person(field: str) -> None:
    with pytest.raises(TextMissing):
        replace(PERSONA, **{field: "  "})


def test_no_second_surname_is_said_and_not_left_out() -> None:
    with pytest.raises(MaternoMissing):
        replace(PERSONA, apellido_materno="")
    assert replace(PERSONA, apellido_materno="", sin_segundo_apellido=True)


def test_ocr_or_cic_either_is_enough() -> None:
    assert replace(CREDENCIAL, ocr=None)
    assert replace(CREDENCIAL, cic=None)
    with pytest.raises(OcrOrCicMissing):
        replace(CREDENCIAL, cic=None, ocr=None)


def test_the_ocr_begins_with_the_seccion() -> None:
    with pytest.raises(SeccionDisagrees):
        replace(CREDENCIAL, seccion=Seccion("0124"))


def test_ten_digits_of_cic_are_named_as_such() -> None:
    with pytest.raises(CicTenDigits):
        Cic("1607348251")
    with pytest.raises(CicMalformed):
        Cic("16073482")


@pytest.mark.parametrize("text", ["", "012360418735", "01236041873521", "01236O4187352"])
def test_an_ocr_has_thirteen_digits(text: str) -> None:
    with pytest.raises(OcrMalformed):
        Ocr(text)


def test_one_telephone_of_three_is_enough() -> None:
    with pytest.raises(PhoneMissing):
        Contacto("", " ", "")
    with pytest.raises(PhoneMalformed):
        Contacto("", "", "449 000 013")


def test_an_address_without_domain_is_none() -> None:
    with pytest.raises(MailMalformed):
        Autenticacion("ana@correo")


def test_the_clave_carries_the_date_of_birth() -> None:
    other = replace(PERSONA, fecha_nacimiento=date(1987, 3, 21))
    with pytest.raises(BirthDisagrees):
        replace(REGISTRO, persona=other)


def test_a_clave_typed_in_lower_case_with_spaces_is_the_same() -> None:
    assert ClaveElector.typed(" msfcan 870312 01m400 ") == CREDENCIAL.clave
    with pytest.raises(ClaveMalformed):
        ClaveElector.typed("MSFCAN87131201M400")


def test_the_order_of_dates_is_the_law_s() -> None:
    days = [date(2026, 10, day) for day in (12, 30, 30)]
    check_order(manifestacion=days[0], constancia=days[1], registered=days[2])
    with pytest.raises(DatesOutOfOrder):
        check_order(manifestacion=days[1], constancia=days[0], registered=days[2])
    with pytest.raises(DatesOutOfOrder):
        check_order(manifestacion=days[0], constancia=days[1], registered=date(2026, 10, 29))
