"""Home: the aspirantes with their five data, what is left, and the way into a capture (12–14)."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from capture_kiosk import words
from capture_kiosk.capture.capture_flow import CaptureFlow
from capture_kiosk.device.today import WARN_BEFORE, Today
from capture_kiosk.view_models.aspirante_rows import HomeAspirante, aspirante_rows
from capture_kiosk.view_models.invitations import Answering, HomeInvitation, invitation_rows
from capture_kiosk.view_models.page_vm import PageVm, Ways
from capture_kiosk.view_models.period_words import PeriodWords
from capture_kiosk.view_models.qt_properties import Rows, fixed, notified
from core.domain.device.paquete import VinculoShown
from core.domain.proceso.periodo import Window
from core.domain.registration.invitacion import Invitacion
from core.errors import ApoyoError
from core.qt_support.background import Background

QML_IMPORT_NAME = "ApoyoKiosk"
QML_IMPORT_MAJOR_VERSION = 1

_TICK_MS = 1000


@QmlElement
class InicioVm(PageVm):
    """Whom the person supports, and whether a support may be captured now."""

    changed = Signal()

    def __init__(
        self,
        ways: Ways,
        flow: CaptureFlow,
        today: Today,
        preallocate: Callable[[], None],
        answering: Answering,
        tested: Callable[[], str] = str,
    ) -> None:
        super().__init__(ways)
        self._say_tested = tested
        self._answering = answering
        self._invitations = Rows(HomeInvitation, self)
        self._answer_under_way = False
        self._preallocate = preallocate
        self._flow = flow
        self._today = today
        self._rows = Rows(HomeAspirante, self)
        self._chosen = ""
        self._closed = self._reader = ""
        self._practice = False
        self._refused = self._beginning = False
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.refresh)
        self._timer.start()

    aspirantes = fixed("_rows")
    invitations = fixed("_invitations")

    def say_invitations(self, invitations: tuple[Invitacion, ...]) -> None:
        """Show what waits for an answer (numerals 6 and 7)."""
        self._invitations.show(invitation_rows(invitations))

    @Slot(str, bool)
    def answer(self, vinculo: str, accepts: bool) -> None:  # noqa: FBT001  QML gives it
        """Accept an invitation, or do not; one at a time."""
        if self._answer_under_way:
            return
        self._answer_under_way = True
        self._all_is_well()
        task = Background(partial(self._answering.answer, vinculo, accepts), self)
        task.done.connect(self._answered)
        task.failed.connect(self._not_answered)
        task.start()
        self.changed.emit()

    @Slot()
    def _answered(self) -> None:
        self._answer_under_way = False
        self.changed.emit()
        self._answering.answered()

    @Slot(object)
    def _not_answered(self, error: object) -> None:
        self._answer_under_way = False
        if isinstance(error, ApoyoError):
            self._explain(error)
        self.changed.emit()
        self._answering.answered()

    def say_practice(self) -> None:
        """Be the home of a practice: nothing is sent from it, and it has no session to cover."""
        self._practice = True
        self.changed.emit()

    def say_closed(self, sentence: str) -> None:
        """Say why the server closed this tablet's packet; empty says nothing."""
        self._closed = sentence
        self.changed.emit()

    def say_reader(self, sentence: str) -> None:
        """Say why credentials cannot be read here: data are then typed."""
        self._reader = sentence
        self.changed.emit()

    def enter(self) -> None:
        self._refused = False
        self._all_is_well()
        self.refresh()

    def leave(self) -> None:
        self._beginning = False

    @Slot()
    def tryTablet(self) -> None:  # noqa: N802  QML calls it
        """Open the self-test."""
        self._ways.show("prueba")

    @Slot()
    def renew(self) -> None:
        """Open the renewal of the packet from another screen."""
        self._ways.show("renovar")

    @Slot()
    def choosePin(self) -> None:  # noqa: N802  QML calls it
        """Open the choice of a PIN for the cover."""
        self._ways.show("bloqueada")

    @Slot()
    def refresh(self) -> None:
        """Show what the packet and the clock say now."""
        if not self._today.has_packet:
            return
        vinculos = self._today.packet.vinculos
        if vinculos and self._vinculo is None:
            self._chosen = vinculos[0].aspirante.id_solicitante
        self._rows.show(aspirante_rows(vinculos, self._chosen))
        self._warn_of_end()
        self.changed.emit()

    @Slot(str)
    def choose(self, aspirante: str) -> None:
        """Choose whom the person supports."""
        self._chosen = aspirante
        self._refused = False
        self.refresh()

    @Slot()
    def capture(self) -> None:
        """Begin a capture once the disk has room for it, or say why none may begin."""
        if self._beginning:
            return
        self._beginning = True
        self._all_is_well()
        task = Background(self._preallocate, self)
        task.done.connect(self._begin)
        task.failed.connect(self._no_room)
        task.start()

    @Slot()
    def _begin(self) -> None:
        if not self._beginning:  # the page was left meanwhile
            return
        self._beginning = False
        vinculo = self._vinculo
        window = self._today.window(vinculo) if vinculo else Window.CLOSED
        if vinculo is None or window is not Window.CAPTURE:
            self._ways.show("inicio")  # it may have been asked for at the end of the last one
            self._refused = True
            self.changed.emit()
            return
        self._flow.obey(self._today.packet)
        self._flow.begin(vinculo, window, self._today.now())
        self._ways.follow()

    @Slot(object)
    def _no_room(self, error: object) -> None:
        asked, self._beginning = self._beginning, False
        if asked and isinstance(error, ApoyoError):
            self._ways.show("inicio")
            self._explain(error)
            self.changed.emit()

    def _warn_of_end(self) -> None:
        vinculo = self._flow.vinculo or self._vinculo
        near = False
        if vinculo is not None and self._today.window(vinculo) is Window.CAPTURE:
            near = self._today.left(vinculo) <= WARN_BEFORE
        left = words.remaining(self._today.left(vinculo)) if near and vinculo else ""
        self._ways.chip.show_closing(f"{left} para guardar" if left else "")

    @property
    def _vinculo(self) -> VinculoShown | None:
        return self._today.vinculo(self._chosen) if self._today.has_packet else None

    @property
    def _window(self) -> Window:
        return self._today.window(self._vinculo) if self._vinculo else Window.CLOSED

    @property
    def _can_capture(self) -> bool:
        """Tell whether there is somebody to choose; the banner says why there is not."""
        return self._vinculo is not None and not self._closed

    @property
    def _auxiliar(self) -> str:
        if self._practice:
            return "Usted practica"
        return f"{self._today.packet.auxiliar_name}, auxiliar" if self._today.has_packet else ""

    @property
    def _period(self) -> PeriodWords:
        return PeriodWords(self._today, self._vinculo)

    @property
    def _left(self) -> str:
        return self._period.left

    @property
    def _ends(self) -> str:
        return self._period.ends

    @property
    def _has_period(self) -> bool:
        return self._period.periodo is not None

    @property
    def _share(self) -> float:
        return self._period.share

    @property
    def _sending_left(self) -> str:
        return self._period.sending_left

    @property
    def _tested(self) -> str:
        return self._say_tested()

    @property
    def _capture_note(self) -> str:
        return f"para {self._vinculo.aspirante.full_name}" if self._vinculo else ""

    @property
    def _banner_title(self) -> str:
        if self._closed:
            return "Esta tableta ya no puede captar"
        if self._problem:
            return self._problem
        if self._refused or self._window in (Window.SENDING_ONLY, Window.CLOSED):
            return self._left
        if self._ways.chip.closing_now:
            return self._ways.chip.closing_now
        if self._clock_doubt:
            return "Revise la hora de la tableta"
        return "Los datos se escribirán a mano" if self._reader else ""

    @property
    def _banner_text(self) -> str:
        if self._closed or self._problem:
            return self._closed or self._advice
        if not self._banner_title:
            return ""
        if self._window is Window.CAPTURE and not self._ways.chip.closing_now:
            doubt = self._clock_doubt
            return f"{doubt} Puede captar: la hora queda por confirmar." if doubt else self._reader
        if self._window is Window.CAPTURE:
            return "Un apoyo que no se guarde antes no se puede guardar después."
        if self._window is Window.BEFORE:
            return f"{self._ends}. Antes no se puede captar."
        return f"{self._ends}. Lo guardado se envía solo."

    @property
    def _clock_doubt(self) -> str:
        return self._today.clock_doubt if self._today.has_packet else ""

    @property
    def _banner_tone(self) -> str:
        return "error" if self._problem and not self._closed else "warn"

    closed = notified(str, "_closed", changed)
    tested = notified(str, "_tested", changed)
    practice = notified(bool, "_practice", changed)
    answering = notified(bool, "_answer_under_way", changed)
    canCapture = notified(bool, "_can_capture", changed)  # noqa: N815  QML reads it
    auxiliar = notified(str, "_auxiliar", changed)
    left = notified(str, "_left", changed)
    ends = notified(str, "_ends", changed)
    sendingLeft = notified(str, "_sending_left", changed)  # noqa: N815  QML reads it
    hasPeriod = notified(bool, "_has_period", changed)  # noqa: N815  QML reads it
    share = notified(float, "_share", changed)
    captureNote = notified(str, "_capture_note", changed)  # noqa: N815  QML reads it
    bannerTitle = notified(str, "_banner_title", changed)  # noqa: N815  QML reads it
    bannerText = notified(str, "_banner_text", changed)  # noqa: N815  QML reads it
    bannerCode = notified(str, "_code", changed)  # noqa: N815  QML reads it
    bannerTone = notified(str, "_banner_tone", changed)  # noqa: N815  QML reads it
