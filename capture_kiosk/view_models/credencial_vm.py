"""Numerals 16 and 17: one side of the credential, taken, judged, kept or taken again."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtQml import QmlElement

from capture_kiosk.capture.aim import Aim
from capture_kiosk.capture.capture_flow import DASHES, CaptureFlow, CaptureStep
from capture_kiosk.capture.draft import Taken
from capture_kiosk.capture.families import family_name
from capture_kiosk.view_models.lens import Lens
from capture_kiosk.view_models.page_vm import Ways
from capture_kiosk.view_models.qt_properties import Rows, fixed, notified
from capture_kiosk.view_models.shutter_page import ShutterPage
from capture_kiosk.view_models.verdicts import PictureVerdict, fractions, pointer, verdicts
from core.domain.apoyos.apoyo import CredentialType
from core.domain.credencial.lectura import Family, SideJudgement, SideName
from core.errors import ApoyoError
from core.messages import explain_code
from core.qt_support.background import Background

QML_IMPORT_NAME = "ApoyoKiosk"
QML_IMPORT_MAJOR_VERSION = 1

_TITLES = {SideName.FRONT: "Frente de la credencial", SideName.BACK: "Reverso de la credencial"}
_STEPS = {SideName.FRONT: CaptureStep.FRONT, SideName.BACK: CaptureStep.BACK}
_NOTHING = SideJudgement(None, None, Family.UNKNOWN, ())


@dataclass(frozen=True, slots=True)
class _Judged:
    """What was said of the picture number `shot`."""

    shot: int
    judgement: SideJudgement | ApoyoError


def _judged(shot: int, judge: Callable[[], SideJudgement]) -> _Judged:
    try:
        return _Judged(shot, judge())
    except ApoyoError as error:
        return _Judged(shot, error)


@QmlElement
class CredencialVm(ShutterPage):
    """The page of one side."""

    changed = Signal()
    _by_hand_note = "Tómela cuando se vea completa y nítida."

    def __init__(self, ways: Ways, flow: CaptureFlow, lens: Lens, side: SideName) -> None:
        super().__init__(ways, lens)
        self._flow = flow
        self._side = side
        self._title = _TITLES[side]
        self._dashes = DASHES[_STEPS[side]]
        self._rows = Rows(PictureVerdict, self)
        self._taken = b""
        self._shot = 0
        self._judgement = _NOTHING
        self._judging = self._refused = self._disagrees = False

    verdicts = fixed("_rows")

    def enter(self) -> None:
        self._start_anew()

    def leave(self) -> None:
        self._taken, self._judgement = b"", _NOTHING
        self._judging = False
        super().leave()

    def _start_anew(self) -> None:
        self._all_is_well()
        self._judging = self._refused = self._disagrees = False
        self._pointer = "Ponga la credencial dentro del marco"
        self._rows.show(())
        takes_itself = not self._has_kept and not (self._flow.step and self._flow.draft.by_hand)
        self._arm(self._lens.card_shutter(self._other_card), takes_itself=takes_itself)

    def _lost_sight(self) -> None:
        super()._lost_sight()
        self._rows.show(())

    def _say(self, aim: Aim) -> None:
        guidance = aim.guidance
        if guidance is None or self._frame is None:
            return
        height, width = self._frame.shape[:2]
        self._corners = fractions(guidance, width, height)
        self._pointer = "Voltee la credencial" if aim.same_side else pointer(guidance)
        self._rows.show(() if aim.same_side else verdicts(guidance))

    @Slot()
    def shoot(self) -> None:
        """Take the picture that is shown, whatever the guidance says."""
        if not self._has_frame:
            self._pointer = "Todavía no hay imagen de la cámara"
            self.changed.emit()
            return
        self._take(by_itself=False)

    def _take(self, *, by_itself: bool) -> None:
        del by_itself
        self._taken = self._freeze()
        self._judging = True
        self._pointer = "Revisando la foto…"
        self._shot += 1
        work = partial(_judged, self._shot, self._lens.judging(self._taken, self._side))
        task = Background(work, self)
        task.done.connect(self._on_judged)
        task.start()
        self.changed.emit()

    @Slot()
    def shootAgain(self) -> None:  # noqa: N802  QML calls it
        """Go back to the live picture."""
        self._start_anew()

    @Slot()
    def useAnyway(self) -> None:  # noqa: N802  QML calls it
        """Accept a refused picture deliberately; it is flagged for review."""
        self._keep(by_hand=False)

    @Slot()
    def byHand(self) -> None:  # noqa: N802  QML calls it
        """Keep the picture shown and have the data typed, so that no card blocks a capture."""
        if not self._taken:
            if not self._has_frame:
                self._pointer = "La foto es obligatoria: muestre la credencial"
                self.changed.emit()
                return
            self._taken = self._freeze()
        self._keep(by_hand=True)

    @Slot()
    def keepType(self) -> None:  # noqa: N802  QML calls it
        """Go on with the type that a person chose (15)."""
        self._keep(by_hand=False)

    @Slot()
    def keepPicture(self) -> None:  # noqa: N802  QML calls it
        """Go on with the picture that was taken before."""
        self._flow.keep_as_it_was()
        self._ways.follow()

    @Slot()
    def changeType(self) -> None:  # noqa: N802  QML calls it
        """Go back to the choice of the type; the picture is taken anew after it."""
        self._flow.go_to(CaptureStep.TYPE)
        self._ways.follow()

    @Slot()
    def back(self) -> None:
        """Return one step."""
        self._flow.back()
        self._ways.follow()

    @Slot(object)
    def _on_judged(self, said: object) -> None:
        """Take what was said of the last picture; of one that was left, nothing."""
        if not self._judging or not isinstance(said, _Judged) or said.shot != self._shot:
            return
        self._judging = False
        if isinstance(said.judgement, ApoyoError):
            self._not_judged(said.judgement)
        else:
            self._weigh(said.judgement)

    def _weigh(self, judgement: SideJudgement) -> None:
        self._judgement = judgement
        if judgement.refused:
            self._refuse(next(found.code.value for found in judgement.findings if found.refuses))
        elif self._disagrees_with(judgement.model_family):
            self._disagrees = True
            self._pointer = "Compare el tipo de credencial"
            self._problem = f"La foto parece de {family_name(judgement.model_family.value)}"
            self._advice = "Mire la credencial y diga cuál es."
            self.changed.emit()
        else:
            self._keep(by_hand=False)

    def _not_judged(self, error: ApoyoError) -> None:
        self._refused = True
        self._pointer = "La foto no se pudo revisar"
        self._explain(error)
        self.changed.emit()

    def _refuse(self, code: str) -> None:
        self._refused = True
        said = explain_code(code)
        self._problem, self._advice = said.title, said.action
        self._code = f"Código {said.code}"
        self._pointer = "Tome la foto otra vez"
        self.changed.emit()

    def _disagrees_with(self, seen: Family) -> bool:
        chosen = self._flow.draft.type_chosen
        known = seen is not Family.UNKNOWN and self._side is SideName.FRONT
        return known and chosen not in (None, CredentialType.OTHER) and self._chosen != seen.value

    def _keep(self, *, by_hand: bool) -> None:
        found = self._judgement
        taken = Taken(
            bytearray(self._taken),
            bytearray(found.rectified),
            tuple(each.code.value for each in found.findings),
            tuple(each.code.value for each in found.findings if each.refuses),
        )
        self._flow.keep_side(self._side, taken, found.model_family, by_hand=by_hand)
        self._ways.follow()

    @property
    def _other_card(self) -> bytes:
        """Return the flattened picture of the other side, empty where it was not taken yet."""
        sides = self._flow.draft.sides if self._flow.step else {}
        other = SideName.BACK if self._side is SideName.FRONT else SideName.FRONT
        return bytes(sides[other].rectified) if other in sides else b""

    @property
    def _chosen(self) -> str:
        running = self._flow.step is not None and self._flow.draft.type_chosen
        return running.value if running else ""

    @property
    def _type_name(self) -> str:
        return family_name(self._chosen) if self._chosen else ""

    @property
    def _kept(self) -> QImage:
        taken = self._flow.draft.sides.get(self._side) if self._flow.step else None
        return QImage.fromData(bytes(taken.rectified or taken.frame)) if taken else QImage()

    @property
    def _has_kept(self) -> bool:
        return bool(self._flow.step) and self._side in self._flow.draft.sides

    kept = notified(QImage, "_kept", changed)
    hasKept = notified(bool, "_has_kept", changed)  # noqa: N815  QML reads it
    title = notified(str, "_title", changed)
    judging = notified(bool, "_judging", changed)
    refused = notified(bool, "_refused", changed)
    disagrees = notified(bool, "_disagrees", changed)
    problem = notified(str, "_problem", changed)
    advice = notified(str, "_advice", changed)
    code = notified(str, "_code", changed)
    typeName = notified(str, "_type_name", changed)  # noqa: N815  QML reads it
