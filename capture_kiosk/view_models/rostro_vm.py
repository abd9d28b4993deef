"""Numeral 21: the citizen's own answer is the only switch; the verdict on the photo advises."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from capture_kiosk.capture.aim import Aim
from capture_kiosk.capture.capture_flow import DASHES, CaptureFlow, CaptureStep
from capture_kiosk.device.today import Today
from capture_kiosk.view_models.lens import Lens
from capture_kiosk.view_models.page_vm import Ways
from capture_kiosk.view_models.qt_properties import Rows, fixed, notified
from capture_kiosk.view_models.shutter_page import ShutterPage
from capture_kiosk.view_models.verdicts import PictureVerdict
from core.domain.credencial.lectura import FaceVerdict
from core.messages import explain_code
from core.qt_support.background import Background

QML_IMPORT_NAME = "ApoyoKiosk"
QML_IMPORT_MAJOR_VERSION = 1


SHOWN_MS = 1200
"""How long a photo that took itself stays in sight, beside «Tomar otra foto», before it is used."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing the citizen should know before answering."""

    icon: str
    title: str
    text: str


_REASONS = (
    Reason("bien", "Es voluntaria", "Su apoyo cuenta igual con la foto o sin ella."),
    Reason("persona", "Para qué sirve", "Solo para comprobar que usted dio este apoyo."),
    Reason(
        "candado",
        "Cómo se cuida",
        "Se cifra junto con su apoyo y se borra de esta tableta cuando el servidor la recibe.",
    ),
)


def _judged(picture: bytes, judge: Callable[[bytes], FaceVerdict]) -> tuple[bytes, FaceVerdict]:
    """Return the verdict with the picture that it is of."""
    return picture, judge(picture)


@QmlElement
class RostroVm(ShutterPage):
    """The question, and the camera after a yes."""

    changed = Signal()
    _by_hand_note = "Tómela cuando el rostro se vea completo y con luz."
    _dashes = DASHES[CaptureStep.FACE]

    def __init__(self, ways: Ways, flow: CaptureFlow, today: Today, lens: Lens) -> None:
        super().__init__(ways, lens)
        self._flow = flow
        self._today = today
        self._asked = self._doubtful = False
        self._taken = b""
        self._by_itself = False
        self._shown_long_enough = QTimer(self)
        self._shown_long_enough.setSingleShot(True)
        self._shown_long_enough.setInterval(SHOWN_MS)
        self._shown_long_enough.timeout.connect(self.use)
        self._reasons = Rows(Reason, self)
        self._reasons.show(_REASONS)
        self._verdicts = Rows(PictureVerdict, self)

    reasons = fixed("_reasons")
    verdicts = fixed("_verdicts")

    def enter(self) -> None:
        self._asked = False
        self._taken = b""
        self.changed.emit()

    def leave(self) -> None:
        self._shown_long_enough.stop()
        self._taken = b""
        self._asked = False
        super().leave()

    @Slot()
    def refuse(self) -> None:
        """Note a no and go on; it is never a mark against the record."""
        self._flow.answer_face(given=False, now=self._today.now())
        self._ways.follow()

    @Slot()
    def keepAnswer(self) -> None:  # noqa: N802  QML calls it
        """Go on with the answer that the citizen gave before."""
        self._flow.keep_as_it_was()
        self._ways.follow()

    @Slot()
    def consent(self) -> None:
        """Open the camera: the citizen said yes."""
        self._asked = True
        self._pointer = "Mire a la cámara"
        self._arm(self._lens.face_shutter(), takes_itself=True)

    def _say(self, aim: Aim) -> None:
        if aim.face is not None:
            said = explain_code(aim.face.code.value).title
            self._pointer = "Así está bien" if aim.face.good else said

    @Slot()
    def shoot(self) -> None:
        """Take the picture that is shown."""
        if not self._has_frame:
            self._pointer = "Todavía no hay imagen de la cámara"
            self.changed.emit()
            return
        self._take(by_itself=False)

    def _take(self, *, by_itself: bool) -> None:
        """Take the frame; one that took itself, and is good, is used without another act."""
        self._by_itself = by_itself
        self._taken, self._doubtful = self._freeze(), False
        self._pointer = "Revisando la foto…"
        task = Background(partial(_judged, self._taken, self._lens.judge_face), self)
        task.done.connect(self._on_judged)
        task.failed.connect(self._not_judged)
        task.start()
        self.changed.emit()

    @Slot()
    def shootAgain(self) -> None:  # noqa: N802  QML calls it
        """Go back to the live picture; from here on it is taken by hand."""
        self._shown_long_enough.stop()
        self._taken = b""
        self._pointer = "Mire a la cámara"
        self._verdicts.show(())
        self._arm(self._lens.face_shutter(), takes_itself=False)

    @Slot()
    def use(self) -> None:
        """Keep the picture, whatever its verdict."""
        if self._taken:
            self._flow.answer_face(given=True, now=self._today.now(), picture=self._taken)
            self._ways.follow()

    @Slot()
    def back(self) -> None:
        """From the camera to the question; from the question to the form."""
        if self._asked:
            self.leave()
            return
        self._flow.back()
        self._ways.follow()

    @Slot(object)
    def _on_judged(self, said: object) -> None:
        """Take the verdict on the picture that is shown; on one that was taken again, none."""
        if self._taken and isinstance(said, tuple) and said[0] is self._taken:
            verdict: FaceVerdict = said[1]
            self._pointer = explain_code(verdict.code.value).title
            self._doubtful = not verdict.good
            self._verdicts.show((PictureVerdict("Rostro"),) if verdict.good else ())
            self.changed.emit()
            if self._by_itself and verdict.good:
                self._shown_long_enough.start()

    @Slot(object)
    def _not_judged(self, error: object) -> None:
        del error  # the verdict only advises: without one the picture stands as it is
        self._pointer = "Foto tomada"
        self.changed.emit()

    @property
    def _ask(self) -> str:
        return f"Pregunte a {self._flow.draft.name}" if self._flow.step else ""

    @property
    def _answered(self) -> str:
        face = self._flow.draft.face if self._flow.step else None
        if face is None:
            return ""
        return "Dejar la respuesta: sí" if face.given else "Dejar la respuesta: no"

    doubtful = notified(bool, "_doubtful", changed)
    answered = notified(str, "_answered", changed)
    asked = notified(bool, "_asked", changed)
    ask = notified(str, "_ask", changed)
