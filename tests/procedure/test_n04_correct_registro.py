"""A registration is corrected by the rules that made it, with its reason, and no mail goes out."""

from dataclasses import replace

import pytest

from core.domain.credencial.clave_elector import ClaveElector
from core.domain.credencial.ocr_cic import Ocr, Seccion
from core.domain.errors import DatesOutOfOrder, TextMissing
from core.domain.registration.aspirante import Autenticacion, Contacto, RegistroAspirante
from core.domain.registration.correccion import FIXED, LABELS, Correccion, changes, disagrees, told
from core.domain.registration.registration_errors import (
    ClaveRegistered,
    CorreccionEmpty,
    FixedDatum,
    GeneroUnknown,
    SeccionUnknown,
)
from core.errors import ApoyoError
from core.procedure.n04_correct_registro import CorrectRegistro
from tests.fakes.registration import a_constancia, a_registro
from tests.procedure.test_n04_register_aspirante import Office

ANA = a_registro()
NAMED_WITHIN = {FixedDatum, SeccionUnknown, DatesOutOfOrder}
"""Errors that name a datum of the registration, which is one field of what is sent."""


@pytest.fixture
def office() -> Office:
    office = Office()
    office.register()
    return office


def correct(office: Office, registro: RegistroAspirante, reason: str = "se tecleó mal") -> None:
    act = CorrectRegistro(
        office.aspirantes,
        office.accounts,
        office.constancias,
        office.geografia,
        office.procesos,
        office.bitacora,
    )
    act("000001", Correccion(registro, reason))


def renamed(**names: str) -> RegistroAspirante:
    return replace(ANA, persona=replace(ANA.persona, **names))


def test_a_name_is_corrected_wherever_it_is_shown_and_nothing_is_mailed(office: Office) -> None:
    mails = len(office.outbox.mails)
    correct(office, renamed(nombre="Anna", sobrenombre="La Anna"))
    known = office.aspirantes.by_id("000001")
    assert known.registro.persona.nombre == "Anna"
    assert office.accounts.of_aspirante("000001").name == known.name
    assert len(office.outbox.mails) == mails
    assert office.bitacora.acts[-1] == ("registro_corregido", "000001")
    assert office.bitacora.facts[-1] == {
        "motivo": "se tecleó mal",
        "cambios": "Nombre(s): «Ana» → «Anna»; Sobrenombre: (nada) → «La Anna»",
    }


def test_what_is_private_leaves_its_end_alone_in_the_bitacora(office: Office) -> None:
    card = replace(ANA.credencial, ocr=Ocr("0123000000777"))
    correct(office, replace(ANA, contacto=Contacto("", "", "5512349876"), credencial=card))
    said = office.bitacora.facts[-1]["cambios"]
    assert "5512349876" not in said
    assert "0123000000777" not in said
    assert "Teléfono móvil: (nada) → «…9876»" in said
    assert "OCR: «…0001» → «…0777»" in said


@pytest.mark.parametrize(
    ("registro", "error"),
    [
        (ANA, CorreccionEmpty),
        (replace(ANA, autenticacion=Autenticacion("otra@muestra.example")), FixedDatum),
        (replace(ANA, cargo="ayuntamiento"), FixedDatum),
        (replace(ANA, expediente=replace(ANA.expediente, constancia="CI-002")), FixedDatum),
        (replace(ANA, late_reason="otra"), FixedDatum),
        (renamed(genero="Otro que no hay"), GeneroUnknown),
        (
            replace(
                ANA,
                credencial=replace(
                    ANA.credencial, seccion=Seccion("9876"), ocr=Ocr("9876000000001")
                ),
            ),
            SeccionUnknown,
        ),
        (
            replace(
                ANA,
                expediente=replace(
                    ANA.expediente, manifestacion=ANA.expediente.recibido.replace(year=2030)
                ),
            ),
            DatesOutOfOrder,
        ),
    ],
)
def test_what_no_registration_may_say_no_correction_may(
    office: Office, registro: RegistroAspirante, error: type[ApoyoError]
) -> None:
    acts = list(office.bitacora.acts)
    with pytest.raises(error) as told_of:
        correct(office, registro)
    if error in NAMED_WITHIN:
        assert getattr(told_of.value, "field", "").startswith("registro.")
    assert office.aspirantes.by_id("000001").registro == ANA
    assert office.bitacora.acts == acts


def test_the_clave_of_another_is_refused_and_ones_own_is_not(office: Office) -> None:
    other = ClaveElector("MSFCAN80010209M001")
    with_other = replace(ANA, credencial=replace(ANA.credencial, clave=other))
    correct(office, with_other)
    correct(office, replace(with_other, contacto=Contacto("5500000009", "", "")))
    second = replace(office.aspirantes.by_id("000001"), id_solicitante="000002", registro=ANA)
    office.aspirantes.kept["000002"] = second
    with pytest.raises(ClaveRegistered):
        correct(office, ANA)


def test_a_reason_is_asked_for() -> None:
    with pytest.raises(TextMissing):
        Correccion(ANA, "  ")


def test_every_datum_of_a_registration_is_told_or_fixed() -> None:
    assert set(told(ANA)) | FIXED == set(LABELS)
    assert not set(told(ANA)) & FIXED
    assert changes(ANA, ANA) == ()


def test_a_constancia_is_left_behind_by_another_name_alone() -> None:
    constancia = a_constancia()
    assert not disagrees(constancia, ANA)
    assert not disagrees(constancia, renamed(sobrenombre="La Ana"))
    assert disagrees(constancia, renamed(nombre="Anna"))
    assert disagrees(replace(constancia, sobrenombre="La Otra"), renamed(sobrenombre="La Ana"))
