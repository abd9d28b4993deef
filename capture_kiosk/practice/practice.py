"""A practice: the pages of a capture over a flow, a camera and a packet that know no queue.

It gets no tablet: nothing that is done here can be sealed, saved, sent or counted.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import count
from secrets import randbelow
from typing import Final

from PySide6.QtCore import QObject, Slot

from capture_kiosk.cameras.frames import Frame
from capture_kiosk.cameras.muestra import MuestraFrames
from capture_kiosk.cameras.stream import CameraStream
from capture_kiosk.capture.capture_flow import CaptureFlow
from capture_kiosk.capture.draft import Draft
from capture_kiosk.capture.record import apoyo_of
from capture_kiosk.capture_pages import CaptureParts, capture_pages
from capture_kiosk.device.today import Today
from capture_kiosk.practice.hints import hint_of
from capture_kiosk.practice.later import PracticeParts
from capture_kiosk.practice.packet import practice_packet
from capture_kiosk.practice.scenes import draw_scenes
from capture_kiosk.view_models.chip_vm import ChipVm
from capture_kiosk.view_models.guardado_vm import GuardadoVm, SavedWords
from capture_kiosk.view_models.inicio_vm import InicioVm
from capture_kiosk.view_models.invitations import Answering
from capture_kiosk.view_models.page_vm import PageVm, Ways
from capture_kiosk.view_models.revise_vm import Saving
from core.domain.device.paquete import WorkPacket
from core.qt_support.background import Background

LASTS: Final = timedelta(minutes=30)
"""A practice ends by itself after this long, whatever was being done."""
IDLE: Final = timedelta(minutes=5)
"""So does one that nobody touches, as a tablet left on a table is somebody's next tool."""
_SEEDS: Final = 1_000_000
_ZONE: Final = "America/Mexico_City"
_WORDS: Final = SavedWords(
    "Práctica terminada",
    "Así se ve al guardar un apoyo. Nada de esta práctica se guardó: ya se borró.",
    "Puede practicar otra vez, con otra credencial de MUESTRA.",
)


class Practice(QObject):
    """One practice after another, each from `begin` to `end`; its camera rests between them."""

    def __init__(self, parts: PracticeParts, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._window, self._clock = parts.window, parts.clock
        self._frames = MuestraFrames()
        self._camera = CameraStream(self._frames, self)
        self._flow = CaptureFlow(parts.forget)
        self._today = Today(parts.clock)
        self._numbers = count(1)
        self._begun_at: timedelta | None = None
        self._touched_at = parts.clock.elapsed()
        self._no_camera = False
        self._pages: Mapping[str, PageVm] = {}
        self._guardado: GuardadoVm | None = None

    @property
    def under_way(self) -> bool:
        """Tell whether somebody practises now."""
        return self._begun_at is not None

    def begin(self, own: WorkPacket | None, *, no_camera: bool = False) -> None:
        """Show the first page; the Instituto's notice is that of this tablet's packet, if any.

        With `no_camera` the first page says that this machine has none.
        """
        now = self._clock.now()
        self._begun_at = self._touched_at = self._clock.elapsed()
        self._no_camera = no_camera
        zone = own.time_zone if own else _ZONE
        self._today.packet = practice_packet(now, own.notice if own else None, zone)
        self._draw_another()
        if not self._pages:  # at the first practice, so that the app starts without them
            self._pages = self._made()
        self._window.furnish(self._pages)
        self._follow()

    def _made(self) -> Mapping[str, PageVm]:
        parts, today = self._parts, self._today
        ways = Ways(ChipVm(lambda: None, self, shown=False), self._follow, self._show, self._cancel)
        lens = replace(parts.lens, camera=self._camera)
        saving = Saving(_nothing_to_reserve, self._prepare, _never_seen, self._saved)
        inicio = InicioVm(ways, self._flow, today, lambda: None, _NOBODY_INVITES)
        inicio.say_practice()
        self._guardado = GuardadoVm(ways, inicio.capture, inicio.leave, _WORDS)
        capture = CaptureParts(ways, self._flow, today, lens, parts.read, saving)
        pages = {**capture_pages(capture), "inicio": inicio, "guardado": self._guardado}
        for page in pages.values():
            page.setParent(self)
        return pages

    def end(self) -> None:
        """Destroy all that was practised; the window is left without pages."""
        self._begun_at = None
        self._flow.cancel()
        self._window.furnish({})
        self._window.say_hint("")
        self._frames.show("")
        self._frames.furnish({})

    def close(self) -> None:
        """End the camera's thread too: the app is closing."""
        self._flow.cancel()
        self._camera.close()

    def touch(self) -> None:
        """Note that a person did something."""
        self._touched_at = self._clock.elapsed()

    def is_over(self) -> bool:
        """Tell whether it must end by itself."""
        now = self._clock.elapsed()
        begun = self._begun_at
        return begun is not None and (now - begun >= LASTS or now - self._touched_at >= IDLE)

    def _draw_another(self) -> None:
        self._frames.furnish({})
        task = Background(partial(draw_scenes, randbelow(_SEEDS)), self)
        task.done.connect(self._drawn)
        task.start()

    @Slot(object)
    def _drawn(self, scenes: Mapping[str, Frame]) -> None:
        if self.under_way:
            self._frames.furnish(scenes)

    def _follow(self) -> None:
        self._show(self._flow.step.value if self._flow.step else "inicio")

    def _show(self, page: str) -> None:
        """Show a page of the practice, with what it teaches; there are no others to lead to."""
        if self.under_way and page in self._pages:
            self._frames.show(page)
            self._window.say_hint(hint_of(page, no_camera=self._no_camera))
            self._window.show(page)

    def _cancel(self) -> None:
        self._flow.cancel()
        self._follow()

    def _prepare(self, draft: Draft) -> Callable[[], int]:
        apoyo_of(draft, {})  # what lacks is said as it would be; what was made is let go
        return partial(next, self._numbers)

    def _saved(self, number: int) -> None:
        if self._guardado is not None:
            self._guardado.say(number)
        self._draw_another()
        self._show("guardado")


def _nothing_to_reserve(_draft: Draft) -> Callable[[], None]:
    return lambda: None


def _never_seen(_draft: Draft) -> Callable[[], bool]:
    return lambda: False


def _nobody(_vinculo: str, _accepts: bool) -> None:  # noqa: FBT001  the person's yes or no
    """Answer nothing: no invitation is shown in a practice."""


_NOBODY_INVITES: Final = Answering(_nobody, lambda: None)
