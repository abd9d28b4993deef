"""From a finished draft to the values that are sealed (numeral 23)."""

from collections.abc import Mapping

from capture_kiosk.capture.draft import Draft, Taken
from capture_kiosk.capture.form import field_values
from core.domain.apoyos.apoyo import (
    Apoyo,
    CredentialType,
    FaceConsent,
    FrameSourceKind,
    RecordMode,
    Side,
)
from core.domain.credencial.lectura import SideName
from core.domain.device.tablet import CaptureFacts, Citizen
from core.domain.errors import InkMissing

NOT_ASKED = "sin_pregunta_de_rostro"
"""A finding of a proceso whose settings leave the question of the face out."""


def apoyo_of(draft: Draft, versions: Mapping[str, str]) -> Apoyo:
    """Return everything that is sealed. Raises InkMissing without a signature."""
    if draft.signature is None or draft.notice is None:
        raise InkMissing
    asked = () if draft.face else (NOT_ASKED,)
    return Apoyo(
        type_seen=draft.type_seen.value,
        type_chosen=draft.type_chosen or CredentialType.OTHER,
        fields=field_values(draft),
        front=_side(draft.sides[SideName.FRONT]),
        back=_side(draft.sides[SideName.BACK]),
        face=draft.face or FaceConsent(given=False, answered_at=draft.started_at, picture=None),
        signature=draft.signature,
        notice=draft.notice,
        findings=(*draft.findings, *asked),
        continued_anyway=draft.continued_anyway,
        versions=dict(versions),
    )


def facts_of(draft: Draft, frames: FrameSourceKind) -> CaptureFacts:
    """Return what the header says of the capture."""
    aspirante = draft.vinculo.aspirante.id_solicitante
    return CaptureFacts(RecordMode.APOYO, aspirante, frames, draft.started_at)


def citizen_of(draft: Draft) -> Citizen:
    """Return what may warn of a repeat."""
    return Citizen(draft.vinculo.cargo_id, draft.value("clave_elector"), draft.value("cic"))


def _side(taken: Taken) -> Side:
    return Side(bytes(taken.frame), bytes(taken.rectified))
