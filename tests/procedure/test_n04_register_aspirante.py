"""Numerals 4 and 5: registered whole or not at all; one mail, to one person."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import pytest

from core.domain.errors import DatesOutOfOrder, LateReasonMissing, UnderAge
from core.domain.proceso.proceso import PublishedProceso
from core.domain.registration.aspirante import Autenticacion, NewCorreo
from core.domain.registration.registration_errors import (
    CargoUnknown,
    ClaveRegistered,
    ConstanciaDisagrees,
    ConstanciaUnknown,
    ConstanciaUsed,
    GeografiaMissing,
    InTheFuture,
    KeyMissing,
    KeyReused,
    MunicipioUnknown,
    SeccionElsewhere,
    SeccionUnknown,
)
from core.errors import ApoyoError
from core.ports.central_registration import KnownAspirante
from core.procedure.access.correct_correo import CorrectCorreo
from core.procedure.n04_register_aspirante import RegisterAspirante
from core.procedure.n05_send_access import FreshPassword, SendAccess
from tests.fakes.access import MemoryAccounts, MemorySessions
from tests.fakes.clock import SetClock
from tests.fakes.entradas import MemoryIdentidades
from tests.fakes.registration import (
    NOW,
    PLACE,
    PROCESO,
    TODAY,
    MemoryAspirantes,
    MemoryBitacora,
    MemoryConstancias,
    MemoryGeografia,
    MemoryOutbox,
    MemoryProcesos,
    a_constancia,
    a_letter,
    a_registro,
)

KEY = "llave-ficticia"
PASSWORD = FreshPassword("temporal", "=temporal")


@dataclass
class Office:
    """Everything the act touches, in memory, with Ana's constancia issued."""

    clock: SetClock = field(default_factory=lambda: SetClock(NOW))
    bitacora: MemoryBitacora = field(default_factory=MemoryBitacora)
    outbox: MemoryOutbox = field(default_factory=MemoryOutbox)
    constancias: MemoryConstancias = field(default_factory=MemoryConstancias)
    geografia: MemoryGeografia = field(default_factory=MemoryGeografia)

    def __post_init__(self) -> None:
        self.accounts = MemoryAccounts(self.clock)
        self.sessions = MemorySessions(self.clock)
        self.aspirantes = MemoryAspirantes(self.constancias)
        self.procesos = MemoryProcesos([PublishedProceso(1, NOW, PROCESO, (), "llave")])
        self.constancias.add(a_constancia())

    def send_access(self) -> SendAccess:
        return SendAccess(
            accounts=self.accounts,
            sessions=self.sessions,
            identidades=MemoryIdentidades(self.clock),
            outbox=self.outbox,
            procesos=self.procesos,
            letters=a_letter,
            bitacora=self.bitacora,
            clock=self.clock,
            link="https://muestra.example/",
        )

    def register(self, key: str = KEY, **changes: Any) -> KnownAspirante:  # noqa: ANN401  any field
        act = RegisterAspirante(
            aspirantes=self.aspirantes,
            constancias=self.constancias,
            geografia=self.geografia,
            procesos=self.procesos,
            bitacora=self.bitacora,
            clock=self.clock,
            send_access=self.send_access(),
        )
        return act(a_registro(**changes), key, PASSWORD)


@pytest.fixture
def office() -> Office:
    return Office()


def test_the_same_day_is_that_of_the_state_and_not_of_greenwich(office: Office) -> None:
    office.clock.at = NOW.replace(hour=23, minute=59) + timedelta(hours=5)
    assert office.register().same_day


def test_a_minute_after_local_midnight_it_is_late(office: Office) -> None:
    office.clock.at = NOW.replace(hour=0, minute=1) + timedelta(days=1, hours=6)
    with pytest.raises(LateReasonMissing):
        office.register()
    assert not office.register(late_reason="sin sistema").same_day


def test_registering_writes_one_mail_with_the_five_things(office: Office) -> None:
    known = office.register()
    (mail,) = office.outbox.mails
    assert (mail.to, mail.about, mail.secret) == ("ana@muestra.example", known.id_solicitante, True)
    for item in ("000001", "sol000001", "temporal", "https://muestra.example/"):
        assert item in mail.letter.text
    assert "vence: 1 de diciembre de 2026, 12:00 h" in mail.letter.text
    assert office.bitacora.acts == [
        ("aspirante_registrado", "000001"),
        ("acceso_enviado", "000001"),
    ]


def test_the_same_key_gives_the_same_and_mails_nothing(office: Office) -> None:
    assert office.register() == office.register()
    assert len(office.outbox.mails) == 1
    with pytest.raises(KeyReused):
        office.register(late_reason="otra cosa")


def test_a_repeat_is_held_against_what_was_sent_and_not_against_a_correction(
    office: Office,
) -> None:
    first = office.register()
    other = NewCorreo("otra@muestra.example")
    act = CorrectCorreo(office.aspirantes, office.bitacora, office.send_access())
    act(first.id_solicitante, other, FreshPassword("segunda", "=segunda"))
    assert office.register().id_solicitante == first.id_solicitante
    assert len(office.outbox.mails) == 2
    with pytest.raises(KeyReused):
        office.register(autenticacion=Autenticacion(other.correo))


@pytest.mark.parametrize("key", ["", "corta", "con espacio", "x" * 65])
def test_a_registration_carries_its_key(office: Office, key: str) -> None:
    with pytest.raises(KeyMissing):
        office.register(key)


REGISTRO = a_registro()


@pytest.mark.parametrize(
    ("changes", "error", "at"),
    [
        ({"cargo": "senaduria"}, CargoUnknown, "cargo"),
        (
            {"expediente": replace(REGISTRO.expediente, constancia="CI-9")},
            ConstanciaUnknown,
            "expediente.constancia",
        ),
        (
            {"persona": replace(REGISTRO.persona, nombre="Eva")},
            ConstanciaDisagrees,
            "expediente.constancia",
        ),
        (
            {"credencial": replace(REGISTRO.credencial, municipio="099")},
            MunicipioUnknown,
            "credencial.municipio",
        ),
        (
            {"credencial": replace(REGISTRO.credencial, entidad="10")},
            MunicipioUnknown,
            "credencial.municipio",
        ),
        (
            {"expediente": replace(REGISTRO.expediente, recibido=TODAY + timedelta(days=1))},
            InTheFuture,
            "expediente.recibido",
        ),
        (
            {"expediente": replace(REGISTRO.expediente, manifestacion=TODAY + timedelta(days=1))},
            DatesOutOfOrder,
            "expediente.manifestacion",
        ),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_kept(
    office: Office, changes: dict[str, Any], error: type[ApoyoError], at: str
) -> None:
    with pytest.raises(error) as told:
        office.register(**changes)
    assert getattr(told.value, "field", "") == at
    assert not office.aspirantes.kept
    assert not office.outbox.mails
    assert not office.bitacora.acts


def test_names_are_compared_without_case_or_spaces(office: Office) -> None:
    assert office.register(persona=replace(REGISTRO.persona, nombre=" ANA ")).same_day


def test_who_is_not_of_age_cannot_be_aspirante(office: Office) -> None:
    office.clock.at = NOW.replace(year=1997)
    with pytest.raises(UnderAge) as told:
        office.register()
    assert told.value.field == "persona.fecha_nacimiento"


def test_a_seccion_must_exist_in_its_municipio(office: Office) -> None:
    office.geografia.places = ()
    with pytest.raises(GeografiaMissing):
        office.register()
    office.geografia.places = (replace(PLACE, seccion="0999"),)
    with pytest.raises(SeccionUnknown):
        office.register()
    office.geografia.places = (replace(PLACE, municipio="016"), replace(PLACE, seccion="0999"))
    with pytest.raises(SeccionElsewhere):
        office.register()


def test_a_clave_and_a_constancia_serve_once(office: Office) -> None:
    office.register()
    with pytest.raises(ClaveRegistered):
        office.register("otra-llave")
    office.aspirantes.kept.clear()
    with pytest.raises(ConstanciaUsed):
        office.register("otra-llave")


def test_a_corrected_address_voids_the_first_access(office: Office) -> None:
    known = office.register()
    tokens = office.sessions.open(office.accounts.of_aspirante(known.id_solicitante).id)
    act = CorrectCorreo(office.aspirantes, office.bitacora, office.send_access())
    act("000001", NewCorreo("Otra@Muestra.example"), FreshPassword("segunda", "=segunda"))
    assert office.outbox.voided[-1] == ("acceso", "000001")
    assert office.outbox.mails[-1].to == "otra@muestra.example"
    assert office.accounts.of_aspirante("000001").kept == "=segunda"
    assert office.sessions.renew(tokens.refresh) is None


def test_a_birthday_today_is_of_age(office: Office) -> None:
    office.clock.at = NOW.replace(year=1998, month=1, day=2)
    office.constancias.kept[1] = a_constancia(date=date(1998, 1, 2))
    expediente = replace(
        REGISTRO.expediente, recibido=date(1998, 1, 2), manifestacion=date(1998, 1, 2)
    )
    assert office.register(expediente=expediente).same_day
