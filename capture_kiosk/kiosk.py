"""The running app: its parts, its pages, and what happens between them."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QThreadPool, QTimer, Slot
from PySide6.QtGui import QWindow

from capture_kiosk import pages
from capture_kiosk.cameras.frames import FrameSource
from capture_kiosk.cameras.stream import CameraStream
from capture_kiosk.capture.capture_flow import CaptureFlow
from capture_kiosk.capture.reading import KioskReader
from capture_kiosk.device.appearance_file import AppearanceFile
from capture_kiosk.device.emptying import Emptying
from capture_kiosk.device.idle import IdleWatch
from capture_kiosk.device.keeping import RecordKeeping
from capture_kiosk.device.opening import Opening
from capture_kiosk.device.own_notice import OwnNotice
from capture_kiosk.device.self_test_log import SelfTestLog
from capture_kiosk.device.session_lock import LockLimits, SessionLock
from capture_kiosk.device.shutter_sound import ShutterSound
from capture_kiosk.device.snapshot import Snapshot, snapshot_of
from capture_kiosk.device.tablet import Tablet
from capture_kiosk.device.today import Today, is_practice
from capture_kiosk.later_pages import LaterPages
from capture_kiosk.practice.later import LaterPractice, PracticeParts
from capture_kiosk.sending.sender import Sender
from capture_kiosk.sending.sending_flow import SendingFlow
from capture_kiosk.view_models.bloqueada_vm import Covering
from capture_kiosk.view_models.chip_vm import ChipVm
from capture_kiosk.view_models.invitations import Answering
from capture_kiosk.view_models.kiosk_vm import KioskVm
from capture_kiosk.view_models.look_vm import LookVm
from capture_kiosk.view_models.page_vm import PageVm, Ways
from core.domain.apoyos.apoyo import FrameSourceKind
from core.domain.device.paquete import WorkPacket
from core.errors import ApoyoError
from core.messages import explain
from core.ports.shared import SteadyClock
from core.qt_support.background import Background
from core.settings.kiosk import KioskSettings

AT_ONCE: Final = 6
"""Threads for what is under way: models that load or a card that is drawn keep nobody waiting."""
WARM_AFTER_MS: Final = 700
"""While the auxiliar types the password, and not before the first page is drawn."""


class Kiosk(QObject):
    """One tablet, one window. `start` begins sending; `close` ends both threads."""

    def __init__(
        self,
        settings: KioskSettings,
        clock: SteadyClock,
        app_hash: Callable[[], str],
        source: FrameSource,
    ) -> None:
        super().__init__()
        self._settings, self._clock = settings, clock
        pool = QThreadPool.globalInstance()
        pool.setMaxThreadCount(max(AT_ONCE, pool.maxThreadCount()))
        self._tablet = Tablet(settings.data, clock, app_hash, source.kind)
        self._app_hash = app_hash
        self._opening = Opening(self._tablet)
        self._own_notice = OwnNotice(self._tablet.notices, clock)
        self._emptying = Emptying(self._tablet, settings.data, clock)
        self._reader = KioskReader(settings.models)
        self._flow = CaptureFlow(self._reader.forget)
        self._today = Today(clock)
        self._camera = CameraStream(source, self)
        self._sender = Sender(self._tablet.contact, self._tablet.cut, clock, self)
        self._sending = SendingFlow()
        self._open = False
        look = LookVm(AppearanceFile(settings.data / "apariencia"), self)
        self.window = KioskVm(look, self)
        self.window.on_end_of_practice(self._end_practice)
        self._lock = SessionLock(clock, LockLimits.of(settings))
        self._idle = IdleWatch(self._touched, self._tick, self._cover, self)
        self._sound = ShutterSound(wanted=settings.shutter_sound, parent=self)
        self._lens = pages.make_lens(self._camera, self._reader, self._sound.play)
        self._chip = ChipVm(partial(self._go, "cola"), self)
        self._self_tests = SelfTestLog(settings.data / "prueba")
        read, forget = self._reader.read, self._reader.forget
        practice = PracticeParts(self.window, clock, self._lens, read, forget)
        self._practice = LaterPractice(practice, self)
        self._ways = Ways(self._chip, self.follow, self._go, self._cancel, self.practise)
        self._pages = pages.make_pages(self._parts())
        for page in self._pages.by_name.values():
            page.setParent(self)
        self._later = LaterPages(self, self._capture_pages, self._tool_pages)
        self.window.furnish(self._pages.by_name, self._later)
        self._sender.changed.connect(self._on_sending)
        self._show_first_page()

    @property
    def is_activated(self) -> bool:
        """Tell whether an auxiliar activated this tablet."""
        return self._tablet.identity.is_activated()

    def start(self) -> None:
        """Start sending; the reader's models load after the first page is shown."""
        self._sender.start()
        self._look()
        QTimer.singleShot(WARM_AFTER_MS, self, self._warm)

    @Slot()
    def _warm(self) -> None:
        task = Background(self._reader.warm, self)
        task.failed.connect(self._reader_failed)
        task.start()
        self._sound.ready()

    def close(self) -> None:
        """Wipe the draft, release the camera, and end the threads after a contact in progress."""
        self._flow.cancel()
        self._practice.close()
        self._camera.close()
        self._sound.close()
        self._sender.close()

    def _parts(self) -> pages.PageDependencies:
        return pages.PageDependencies(
            ways=self._ways,
            flow=self._flow,
            today=self._today,
            lens=self._lens,
            admission=pages.make_admission(self._tablet, self._opening.activate, self._opened),
            preallocate=self._tablet.preallocate,
            unlock=self._opening.unlock,
            opened=self._opened,
            covering=Covering(self._lock, self._opening.unlock, self._uncovered),
            send_now=self._sender.wake,
            look=self._look,
            acuses=self._tablet.acuses,
            answering=Answering(self._answer, self._answered),
            own_notice=self._own_notice,
            tested=lambda: self._self_tests.said(self._today.now().date()),
        )

    def _capture_pages(self) -> Mapping[str, PageVm]:
        from capture_kiosk.capture_pages import CaptureParts, capture_pages
        from capture_kiosk.view_models.revise_vm import Saving

        keeping = RecordKeeping(self._tablet, self._app_hash)
        saving = Saving(keeping.preallocate, keeping.prepare, keeping.seen_before, self._saved)
        read = self._reader.read
        return capture_pages(
            CaptureParts(self._ways, self._flow, self._today, self._lens, read, saving)
        )

    def _tool_pages(self) -> Mapping[str, PageVm]:
        from capture_kiosk.tools import ToolParts, tool_pages

        return tool_pages(
            ToolParts(
                self._ways,
                self._lens,
                self._tablet,
                self._reader,
                self._settings,
                self._today,
                self._self_tests,
                self._emptying,
                network=lambda: self._sending.network,
                changed=self._look,
            )
        )

    @Slot()
    def follow(self) -> None:
        """Show the page of the current step; home without a capture, the password before it."""
        if not self._open:
            self._show_first_page()
        else:
            self._go(self._flow.step.value if self._flow.step else "inicio")

    def _go(self, page: str) -> None:
        """Show a page, unless everything is covered: then it is shown once it is uncovered."""
        page = self._own_notice.before(page, self._today)
        if not (self._lock.covered or self._practice.under_way):
            self.window.show(page)

    def practise(self, *, no_camera: bool = False) -> None:
        """Begin a practice; `no_camera` where this machine has none."""
        own = self._today.packet if self._today.has_packet else None
        self._practice.begin(own, no_camera=no_camera)

    def _end_practice(self) -> None:
        if self._practice.under_way:
            self._practice.end()
            self.window.furnish(self._pages.by_name, self._later)
            self.window.show("bloqueada") if self._lock.covered else self.follow()

    def watch(self, window: QWindow) -> None:
        """Cover this window when nobody touches it, or when it is left."""
        self._idle.watch(window)

    def _touched(self) -> None:
        self._lock.touch()
        self._practice.touch()

    def _tick(self) -> None:
        due = self._open and self._lock.is_due(self.window.shown)
        if self._practice.is_over() or (due and not self._practice.under_way):
            self._cover()
        elif due:
            self._lock.cover()  # the practice goes on; its end shows the cover
        if self._lock.draft_is_over():
            self._flow.cancel()

    def _cover(self) -> None:
        """Hide everything: a practice ends, an open session is covered."""
        self._end_practice()
        if self._open and not self._lock.covered:
            self._lock.cover()
            self.window.show("bloqueada")

    def _uncovered(self) -> None:
        self.follow()
        self._look()

    def _cancel(self) -> None:
        self._flow.cancel()
        self.follow()

    def _show_first_page(self) -> None:
        self.window.say_practice(practice=self._tablet.frames is FrameSourceKind.FILE)
        if self._emptying.is_signed():  # it was cut at its last step
            self._go("ceros")
        else:
            self._go("contrasena" if self.is_activated else "activacion")

    def _answer(self, vinculo: str, accepts: bool) -> None:  # noqa: FBT001  the person's yes or no
        self._tablet.answer(vinculo, accepts=accepts)

    def _answered(self) -> None:
        self._look()
        self._sender.wake()

    def _opened(self, said: WorkPacket | ApoyoError) -> None:
        self._open = True
        self._lock.uncover()
        self._take_packet(said)
        self._go("inicio")
        self._sender.wake()

    def _take_packet(self, said: WorkPacket | ApoyoError) -> None:
        if isinstance(said, ApoyoError):
            self._pages.inicio.say_closed(explain(said).sentence)
            return
        self._today.packet = said
        self._pages.inicio.say_closed("")
        from_folder = self._tablet.frames is FrameSourceKind.FILE
        self.window.say_practice(practice=from_folder or is_practice(said))
        self._pages.inicio.refresh()
        if self.window.shown == "inicio" and self._own_notice.is_due(said):
            self._go("inicio")

    def _saved(self, number: int) -> None:
        self._pages.guardado.say(number)
        self._go("guardado")
        self._look()
        self._sender.wake()

    @Slot(object)
    def _on_sending(self, flow: object) -> None:
        if not isinstance(flow, SendingFlow):
            return
        self._sending = flow
        self._today.skew = self._today.skew if flow.last.skew is None else flow.last.skew
        self._chip.show_flow(flow)
        self._pages.cola.show_flow(flow)
        if flow.progress is None or not flow.busy:
            self._look()

    def _look(self) -> None:
        task = Background(partial(snapshot_of, self._tablet, self._pages.cola.receipts_shown), self)
        task.done.connect(self._show)
        task.start()

    @Slot(object)
    def _show(self, snapshot: object) -> None:
        if not isinstance(snapshot, Snapshot):
            return
        self._today.bound = snapshot.bound
        kept = snapshot.kept
        self._chip.show_kept(kept.waiting, kept.received, self._sending)
        self._pages.cola.show_kept(kept.waiting, kept.receipts, self._sending)
        self._pages.inicio.say_invitations(snapshot.invitations)
        said = snapshot.packet or snapshot.closed
        if said is not None:
            self._take_packet(said)

    @Slot(object)
    def _reader_failed(self, error: object) -> None:
        if isinstance(error, ApoyoError):
            self._pages.inicio.say_reader(explain(error).sentence)
