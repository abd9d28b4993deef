"""Numerals 13 to 23 on the tablet as named states, without a screen.

What comes next, what may be done, and what is destroyed. One draft at a time, in memory only.
"""

from collections.abc import Callable
from datetime import datetime
from enum import Enum
from typing import Final

from capture_kiosk.capture.draft import Draft, Taken
from capture_kiosk.capture.form import field_values
from core.domain.apoyos.apoyo import (
    CredentialType,
    FaceConsent,
    NoticeAgreement,
    Signature,
    check_least_data,
)
from core.domain.credencial.lectura import CredentialReading, Family, SideName
from core.domain.device.paquete import VinculoShown, WorkPacket
from core.domain.errors import OutsideWindow
from core.domain.proceso.periodo import Window


class CaptureStep(Enum):
    """The current step of a capture; the value names its page."""

    NOTICE = "aviso"
    TYPE = "tipo"
    FRONT = "frente"
    BACK = "reverso"
    DATA = "datos"
    FACE = "rostro"
    SIGNATURE = "firma"
    REVIEW = "revise"


ORDER: Final = tuple(CaptureStep)
DASHES: Final = {
    CaptureStep.NOTICE: 1,
    CaptureStep.TYPE: 1,
    CaptureStep.FRONT: 2,
    CaptureStep.BACK: 3,
    CaptureStep.DATA: 4,
    CaptureStep.FACE: 5,
    CaptureStep.SIGNATURE: 6,
    CaptureStep.REVIEW: 7,
}
"""How many of the seven dashes are drawn full."""


class CaptureFlow:
    """One capture, from the choice of an aspirante (13) to «Guardar apoyo» (23).

    `forget` is called wherever pictures are destroyed, to destroy what was derived from them.
    """

    def __init__(self, forget: Callable[[], None]) -> None:
        self._forget = forget
        self._packet: WorkPacket | None = None
        self._draft: Draft | None = None
        self._step: CaptureStep | None = None

    @property
    def step(self) -> CaptureStep | None:
        """Return the current step, None without a capture."""
        return self._step

    @property
    def draft(self) -> Draft:
        """Return the draft of the current capture. Raises LookupError without one."""
        if self._draft is None:
            raise LookupError
        return self._draft

    @property
    def vinculo(self) -> VinculoShown | None:
        """Return the vínculo of the current capture, None without one."""
        return self._draft.vinculo if self._draft else None

    @property
    def packet(self) -> WorkPacket:
        """Return the work packet in force for captures. Raises LookupError before `obey`."""
        if self._packet is None:
            raise LookupError
        return self._packet

    def obey(self, packet: WorkPacket) -> None:
        """Set the work packet for the next capture."""
        self._packet = packet

    def begin(self, vinculo: VinculoShown, window: Window, now: datetime) -> None:
        """Open a draft for one aspirante (13). Raises OutsideWindow unless capture is open (12)."""
        if window is not Window.CAPTURE:
            raise OutsideWindow
        self.cancel()
        self._draft = Draft(vinculo, now)
        self._step = CaptureStep.NOTICE

    def cancel(self) -> None:
        """Wipe the draft; nothing of it remains."""
        if self._draft:
            self._draft.wipe()
        self._forget()
        self._draft = None
        self._step = None

    def agree(self, now: datetime) -> None:
        """Note that the citizen read or heard the notice and goes on (before 16)."""
        self.draft.notice = NoticeAgreement(self.packet.notice.version, now)
        self._advance()

    def choose_type(self, chosen: CredentialType) -> None:
        """Note what the auxiliar saw and tapped (15). The data must be confirmed again."""
        if self.draft.type_chosen is not chosen:
            self.draft.data_confirmed = False
        self.draft.type_chosen = chosen
        self._advance()

    def keep_side(self, side: SideName, taken: Taken, seen: Family, *, by_hand: bool) -> None:
        """Store a picture (16, 17); what was read is read anew, the other side's picture stays."""
        draft = self.draft
        draft.put(side, taken)
        draft.by_hand = draft.by_hand or by_hand
        if draft.by_hand:
            self._forget()  # nothing will be read
        if side is SideName.FRONT:
            draft.type_seen = seen
        draft.reading = None
        draft.data_confirmed = False
        self._advance()

    def keep_as_it_was(self) -> None:
        """Go on with what this step already holds."""
        if self._step and self._done(self._step):
            self._advance(after=self._step)

    def keep_reading(self, reading: CredentialReading) -> None:
        """Store the result of the reader (18) for the draft's present pictures."""
        self.draft.reading = reading
        if reading.model_family is not Family.UNKNOWN:
            self.draft.type_seen = reading.model_family
        self._keep_cards(reading)

    def _keep_cards(self, reading: CredentialReading) -> None:
        cards = {
            SideName.FRONT: reading.rectified_front,
            SideName.BACK: reading.rectified_back,
        }
        for side, card in cards.items():
            if card and side in self.draft.sides:
                self.draft.sides[side].rectified = bytearray(card)

    def write(self, key: str, value: str) -> None:
        """Store what a person typed in a field (20); the reading is kept beside it."""
        self.draft.values[key] = value

    def confirm_data(self) -> None:
        """Leave the form (20). Raises LeastDataMissing; then the step does not change."""
        draft = self.draft
        check_least_data(draft.type_chosen or CredentialType.OTHER, field_values(draft))
        draft.data_confirmed = True
        self._advance()

    def answer_face(self, *, given: bool, now: datetime, picture: bytes | None = None) -> None:
        """Note the citizen's own answer, and the picture after a yes (21)."""
        self.draft.face = FaceConsent(given, now, picture if given else None)
        self._advance()

    def sign(self, signature: Signature) -> None:
        """Keep the signature, or the mark of who cannot sign (22)."""
        self.draft.signature = signature
        self._advance()

    def change_aspirante(self, vinculo: VinculoShown) -> None:
        """Assign the draft to another aspirante (13); notice and signature are asked again."""
        self.draft.vinculo = vinculo
        self.draft.notice = None
        self.draft.signature = None
        self._step = CaptureStep.NOTICE

    def go_to(self, step: CaptureStep) -> None:
        """Return to an earlier step; later steps are only reached by completing the others."""
        if self._step and ORDER.index(step) <= ORDER.index(self._step):
            self._step = step

    def back(self) -> None:
        """Return one step; on the first one the capture is cancelled."""
        if self._step is None:
            return
        earlier = [step for step in self._asked() if ORDER.index(step) < ORDER.index(self._step)]
        if earlier:
            self._step = earlier[-1]
        else:
            self.cancel()

    @property
    def ready_to_save(self) -> bool:
        """Tell whether every required step is done (23)."""
        return all(self._done(step) for step in self._asked() if step is not CaptureStep.REVIEW)

    def _asked(self) -> tuple[CaptureStep, ...]:
        """Return the steps of this proceso. The face may be left out, never made a condition."""
        face = self.packet.readings.ask_for_face
        return tuple(step for step in ORDER if face or step is not CaptureStep.FACE)

    @property
    def holds(self) -> bool:
        """Tell whether anything would be destroyed with the draft: a picture, typed data, ink."""
        draft = self._draft
        return draft is not None and bool(draft.sides or draft.values or draft.signature)

    def _advance(self, after: CaptureStep | None = None) -> None:
        """Go to the first step that is not done; from a front kept as it was, to its back."""
        if after is CaptureStep.FRONT:
            self._step = CaptureStep.BACK
            return
        waiting = (step for step in self._asked() if not self._done(step))
        self._step = next(waiting, CaptureStep.REVIEW)

    def _done(self, step: CaptureStep) -> bool:
        draft = self.draft
        return {
            CaptureStep.NOTICE: draft.notice is not None,
            CaptureStep.TYPE: draft.type_chosen is not None,
            CaptureStep.FRONT: SideName.FRONT in draft.sides,
            CaptureStep.BACK: SideName.BACK in draft.sides,
            CaptureStep.DATA: draft.data_confirmed,
            CaptureStep.FACE: draft.face is not None,
            CaptureStep.SIGNATURE: draft.signature is not None,
            CaptureStep.REVIEW: False,
        }[step]
