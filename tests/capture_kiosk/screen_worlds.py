"""What the catalogue of screens shows: citizens, aspirantes and records at their longest."""

from dataclasses import replace
from datetime import timedelta
from functools import cache
from math import cos, sin

from capture_kiosk.capture.capture_flow import CaptureFlow
from capture_kiosk.capture.draft import Taken
from capture_kiosk.device.tablet import Tablet
from core.domain.apoyos.apoyo import CredentialType, FrameSourceKind, RecordId, RecordMode
from core.domain.apoyos.envio import folio
from core.domain.credencial.lectura import Family, SideName
from core.domain.device.paquete import VinculoShown, WorkPacket
from core.domain.device.tablet import CaptureFacts, KeptReceipt
from core.domain.registration.aspirante_shown import AspiranteShown
from core.domain.values.signed import Signed
from core.muestra.make import Sample, make_sample
from core.tablet.receipts import FolderLedger
from tests.capture_kiosk import world
from tests.capture_kiosk.conftest import Opened
from tests.fakes.apoyos import an_apoyo

LONG_NAME = "María Guadalupe de los Ángeles Prueba-Ficticia Hernández de la Concepción"
LONG_OFFICE = (
    "Presidencia municipal de San Juan Bautista Ejemplo de los Muchos Nombres, Estado Ficticio"
)
LONG = AspiranteShown(
    "000103",
    "María de los Ángeles",
    "Muestra-Ejemplificadora",
    "Hernández",
    "La Güera",
    LONG_OFFICE,
)
SEED = 5
FLOURISH = [
    (70 + 5 * n, round(110 + 34 * sin(n / 2.1) * cos(n / 9.0) + (n % 3) * 2)) for n in range(64)
]
"""A signature of one stroke, in pixels of its pad."""


def long_packet() -> WorkPacket:
    """Return a packet whose names are as long as they come."""
    shown = (LONG, world.RAUL, world.ANA)
    cargos = ("muni", "pres", "dip5")
    return world.packet(
        auxiliar_name=LONG_NAME,
        vinculos=tuple(
            VinculoShown(each, cargo, world.PERIODO)
            for each, cargo in zip(shown, cargos, strict=True)
        ),
        secciones=dict.fromkeys(cargos, ("2981",)),
    )


def usual_packet() -> WorkPacket:
    """Return a packet in whose demarcation the citizen of the catalogue lives."""
    seccion = sample().person.fields["seccion"]
    return world.packet(secciones={"dip5": (seccion,), "pres": (seccion,)})


@cache
def sample() -> Sample:
    """Return the one citizen of the catalogue, fictitious."""
    return make_sample(SEED, "easy", "E")


def photographed(flow: CaptureFlow) -> None:
    """Carry a capture that agreed to nothing yet to its form, with two real pictures."""
    flow.agree(world.NOW)
    flow.choose_type(CredentialType.EF)
    for side, shot in ((SideName.FRONT, sample().front), (SideName.BACK, sample().back)):
        taken = Taken(bytearray(shot.jpeg), bytearray(shot.jpeg))
        flow.keep_side(side, taken, Family.EF, by_hand=False)


def records(opened: Opened, waiting: int, sent: int) -> None:
    """Leave records that wait, and receipts of others, on the tablet; its session is open."""
    tablet: Tablet = opened.kiosk._tablet
    for counter in range(1, sent + 1):
        when = world.NOW - timedelta(hours=sent - counter)
        name = folio(world.ANA.id_solicitante, counter)
        kept = KeptReceipt(
            counter, world.ANA.id_solicitante, name, when, Signed("recibo", "", "", "")
        )
        FolderLedger.at(opened.data / "receipts").keep(RecordId(f"{counter:032x}"), kept)
    for _ in range(waiting):
        facts = CaptureFacts(
            RecordMode.APOYO, world.ANA.id_solicitante, FrameSourceKind.FILE, world.NOW
        )
        tablet.save(facts, an_apoyo())


def near_end(packet: WorkPacket) -> WorkPacket:
    """Return the packet with ten minutes left to capture."""
    periodo = replace(world.PERIODO, capture_ends_at=world.NOW + timedelta(minutes=10))
    return replace(
        packet, vinculos=tuple(replace(each, periodo=periodo) for each in packet.vinculos)
    )
