"""A screen of glass: the display on which cage opens its output, and the finger that touches it.

wlroots has no protocol by which a test could touch its headless output, and `/dev/uinput` is not on
every machine. But a compositor of wlroots may be the client of another one, and then takes its
touches from there, by the same code as from a panel: cage finds the surface under the finger and
passes it on. So this is that other one. It draws nothing: it keeps the last picture.
"""

import mmap
import os
import select
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtGui import QImage

from tests.appliance.wire import Arguments, Wire, fixed, listen

_DISPLAY = 1
_GLOBALS = {"wl_compositor": 4, "wl_shm": 1, "xdg_wm_base": 1, "wl_seat": 5}
_TOUCH = 4
_FORMATS = (0, 1)  # ARGB8888, XRGB8888
# full screen, activated
_STATES = [2, 4]
_FINGER = 0
_OPENS = {
    ("wl_compositor", 0): "wl_surface",
    ("wl_compositor", 1): "wl_region",
    ("wl_shm", 0): "wl_shm_pool",
    ("wl_shm_pool", 0): "wl_buffer",
    ("wl_surface", 3): "wl_callback",
    ("xdg_wm_base", 2): "xdg_surface",
    ("xdg_surface", 1): "xdg_toplevel",
    ("wl_seat", 2): "wl_touch",
    ("wl_display", 0): "wl_callback",
    ("wl_display", 1): "wl_registry",
}
"""The requests whose first argument names a new object, and its kind."""


class Asked(NamedTuple):
    """One request: of which object, what it made, and what it carries."""

    number: int
    made: int
    arguments: Arguments


class Glass:
    """A panel of some size, with one finger."""

    def __init__(self, socket_path: Path, size: tuple[int, int]) -> None:
        self._listener = listen(socket_path)
        self._size = size
        self._picture: QImage | None = None
        self._serial = 0
        self._forget()

    def _forget(self) -> None:
        self._wire: Wire | None = None
        self._kinds = {_DISPLAY: "wl_display"}
        self._pools: dict[int, int] = {}
        self._buffers: dict[int, tuple[int, ...]] = {}
        self._attached = 0
        self._frames: list[int] = []
        self._surface = self._toplevel = self._shell = self._seat = self._touch = 0
        self._picture = None

    @property
    def picture(self) -> QImage | None:
        """The last picture that came, none before the first and once the client is gone."""
        return self._picture

    def wait(self, until: Callable[[], bool], seconds: float) -> bool:
        """Serve the client until this is so; tell whether it became so in time."""
        end = time.monotonic() + seconds
        while not (so := until()) and time.monotonic() < end:
            watched = [self._wire or self._listener]
            if select.select(watched, [], [], 0.02)[0]:
                self._serve()
        return so

    def touch(self, x: float, y: float) -> None:
        """Put the finger down, and lift it at once."""
        self._press(x, y)
        self._lift()

    def close(self) -> None:
        self._gone()
        self._listener.close()

    def _press(self, x: float, y: float) -> None:
        here = (self._serial, self._now(), self._surface, _FINGER, fixed(x), fixed(y))
        self._serial += 1
        self._tell(self._touch, 0, *here)
        self._tell(self._touch, 3)

    def _lift(self) -> None:
        self._serial += 1
        self._tell(self._touch, 1, self._serial, self._now(), _FINGER)
        self._tell(self._touch, 3)

    @staticmethod
    def _now() -> int:
        return time.monotonic_ns() // 1_000_000

    def _tell(self, number: int, event: int, *values: int | str | list[int]) -> None:
        assert self._wire is not None
        assert number, "nobody listens"
        self._wire.tell(number, event, *values)

    def _serve(self) -> None:
        if self._wire is None:
            self._wire = Wire(self._listener.accept()[0])
            return
        try:
            for number, request, arguments in self._wire.asked():
                self._answer(number, request, arguments)
        except (ConnectionError, BrokenPipeError):
            self._gone()

    def _gone(self) -> None:
        for each in self._pools.values():
            os.close(each)
        if self._wire is not None:
            self._wire.close()
        self._forget()

    def _answer(self, number: int, request: int, arguments: Arguments) -> None:
        kind = self._kinds.get(number, "")
        if kind == "wl_registry":
            self._bind(arguments)
            return
        made = 0
        if opens := _OPENS.get((kind, request)):
            made = arguments.uint()
            self._kinds[made] = opens
        act = getattr(self, f"_{kind}_{request}", None)
        if act is not None:
            act(Asked(number, made, arguments))

    def _bind(self, arguments: Arguments) -> None:
        arguments.uint()
        name, _, made = arguments.text(), arguments.uint(), arguments.uint()
        self._kinds[made] = name
        if name == "wl_seat":
            self._seat = made
            self._tell(made, 1, "vidrio")
        if name == "wl_shm":
            for each in _FORMATS:
                self._tell(made, 0, each)

    def _wl_display_0(self, asked: Asked) -> None:
        self._done(asked.made)

    def _wl_display_1(self, asked: Asked) -> None:
        for place, (name, version) in enumerate(_GLOBALS.items(), 1):
            self._tell(asked.made, 0, place, name, version)

    def _wl_compositor_0(self, asked: Asked) -> None:
        self._kinds[asked.made] = "wl_surface"

    def _wl_shm_0(self, asked: Asked) -> None:
        self._pools[asked.made] = asked.arguments.file()

    def _wl_shm_pool_0(self, asked: Asked) -> None:
        where = tuple(asked.arguments.uint() for _ in range(4))  # offset, width, height, stride
        self._buffers[asked.made] = (os.dup(self._pools[asked.number]), *where)

    def _wl_shm_pool_1(self, asked: Asked) -> None:
        os.close(self._pools.pop(asked.number))
        self._freed(asked.number)

    def _wl_buffer_0(self, asked: Asked) -> None:
        os.close(self._buffers.pop(asked.number)[0])
        self._freed(asked.number)

    def _wl_surface_1(self, asked: Asked) -> None:
        self._attached = asked.arguments.uint()

    def _wl_surface_3(self, asked: Asked) -> None:
        self._frames.append(asked.made)

    def _wl_surface_6(self, asked: Asked) -> None:
        """Keep the picture at once: the buffer is the client's again."""
        if self._toplevel and asked.number == self._surface and self._attached in self._buffers:
            if self._picture is None:  # wlroots 0.15 forgets a finger that it had before it ran
                self._tell(self._seat, 0, _TOUCH)
            self._picture = self._read(self._attached)
            self._tell(self._attached, 0)
            self._attached = 0
        for each in self._frames:
            self._done(each)
        self._frames = []

    def _read(self, buffer: int) -> QImage:
        handle, offset, width, height, stride = self._buffers[buffer]
        with mmap.mmap(handle, 0, prot=mmap.PROT_READ) as memory:
            bits = memory[offset : offset + stride * height]
        return QImage(bits, width, height, stride, QImage.Format.Format_RGB32).copy()

    def _xdg_wm_base_2(self, asked: Asked) -> None:
        self._shell, self._surface = asked.made, asked.arguments.uint()

    def _xdg_surface_1(self, asked: Asked) -> None:
        self._toplevel = asked.made
        self._configure()

    def _wl_seat_2(self, asked: Asked) -> None:
        self._touch = asked.made

    def _configure(self) -> None:
        self._serial += 1
        self._tell(self._toplevel, 0, *self._size, _STATES)
        self._tell(self._shell, 0, self._serial)

    def _done(self, callback: int) -> None:
        self._tell(callback, 0, self._now() & 0xFFFFFFFF)
        self._freed(callback)

    def _freed(self, number: int) -> None:
        del self._kinds[number]
        self._tell(_DISPLAY, 1, number)
