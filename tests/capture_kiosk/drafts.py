"""Drafts in the states a test needs. Every citizen is made up."""

from collections.abc import Callable

from capture_kiosk.capture.capture_flow import CaptureFlow
from capture_kiosk.capture.draft import Taken
from core.domain.apoyos.apoyo import CredentialType, InkPoint, Signature
from core.domain.credencial.lectura import (
    FIELDS,
    CredentialReading,
    Family,
    FieldReading,
    SideName,
)
from core.domain.device.paquete import WorkPacket
from core.domain.proceso.periodo import Window
from tests.capture_kiosk import world

VALUES = {
    "nombre": "LUIS FERNANDO",
    "apellido_paterno": "DEL ANGEL",
    "apellido_materno": "ACUÑA",
    "clave_elector": "ANACLS94011201H059",
    "curp": "AEAL940112HASNCS00",
    "anio_registro": "2012",
    "numero_emision": "05",
    "seccion": "2981",
    "ocr": "2981902352649",
    "cic": "252510906",
}


def a_reading(**fields: FieldReading) -> CredentialReading:
    """Return a reading that is sure of everything but what `fields` say."""
    sure = {key: FieldReading(value, 0.99, "front") for key, value in VALUES.items()}
    whole = {key: FieldReading() for key in FIELDS} | sure | fields
    return CredentialReading(whole, {}, Family.EF, ())


def a_signature(cannot_sign: str = "") -> Signature:
    """Return enough ink."""
    points = tuple(InkPoint(10.0 * n, 20.0, 8 * n, 0.5) for n in range(20))
    return Signature((points,), 552, 400, b"png", cannot_sign)


def nothing() -> None:
    """Forget nothing: nobody holds anything of these drafts."""


def a_flow(packet: WorkPacket | None = None, forget: Callable[[], None] = nothing) -> CaptureFlow:
    """Return a capture that has just begun, for Ana."""
    made = packet or world.packet()
    flow = CaptureFlow(forget)
    flow.obey(made)
    flow.begin(made.vinculos[0], Window.CAPTURE, world.NOW)
    return flow


def to_data(flow: CaptureFlow, reading: CredentialReading | None = None) -> CaptureFlow:
    """Carry a capture to the form."""
    flow.agree(world.NOW)
    flow.choose_type(CredentialType.EF)
    for side in (SideName.FRONT, SideName.BACK):
        taken = Taken(bytearray(side.value.encode()), bytearray(b"card"))
        flow.keep_side(side, taken, Family.EF, by_hand=False)
    flow.keep_reading(reading or a_reading())
    return flow


def to_review(flow: CaptureFlow) -> CaptureFlow:
    """Carry a capture from the form to the review, without a face."""
    flow.confirm_data()
    flow.answer_face(given=False, now=world.NOW)
    flow.sign(a_signature())
    return flow
