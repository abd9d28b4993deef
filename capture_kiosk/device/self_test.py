"""The self-test of a morning: what a capture needs of this tablet, tried before anybody waits.

The camera's check is in camera_check.py; the others that need no tablet, in checks.py.
"""

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from capture_kiosk.capture.reading import KioskReader
from capture_kiosk.device.checks import SUPPLIES, Grade, Trial, battery_check, failed
from capture_kiosk.device.tablet import Tablet
from core.domain.credencial.lectura import SideName
from core.errors import ApoyoError
from core.messages import with_noun

SLOW_S: Final = 5.0
"""Seconds for one side of the credential; a slower tablet makes each citizen wait."""
LEAST_MB, FEW_MB = 100, 500
"""Free space below which nothing can be captured, and below which a day may not fit."""


@dataclass(frozen=True, slots=True)
class MachineChecks:
    """The checks that need neither camera nor network. Call it off the GUI thread."""

    tablet: Tablet
    reader: KioskReader
    folder: Path
    draw_card: Callable[[], bytes]
    supplies: Path = SUPPLIES
    clock: Callable[[], float] = time.monotonic

    def __call__(self) -> tuple[Trial, ...]:
        """Return one check each; an error of the machine is a check that failed, never raised."""
        return (
            self._reading(),
            self._disk(),
            battery_check(self.supplies),
            self._keyring(),
            self._queue(),
        )

    def _reading(self) -> Trial:
        """Read one side of a MUESTRA card, as it is read when a picture is taken."""
        name, card = "Lectura", self.draw_card()
        begun = self.clock()
        try:
            self.reader.judging(card, SideName.FRONT)()
        except ApoyoError as error:
            return failed(name, error)
        finally:
            self.reader.forget()
        seconds = self.clock() - begun
        said = f"Leyó una credencial de MUESTRA en {seconds:.1f} segundos."
        if seconds > SLOW_S:
            return Trial(name, Grade.DOUBT, said, "Cierre otros programas. Captar será lento.")
        return Trial(name, Grade.GOOD, said)

    def _disk(self) -> Trial:
        name = "Espacio"
        try:
            self.tablet.preallocate()  # writes, as a capture does
            free = shutil.disk_usage(self.folder).free // 1_000_000
        except (ApoyoError, OSError) as error:
            return failed(name, error)
        said = f"Quedan {free:,} MB."
        if free < LEAST_MB:
            return Trial(name, Grade.BAD, said, "Libere espacio: así no se puede guardar.")
        if free < FEW_MB:
            return Trial(name, Grade.DOUBT, said, "Envíe lo guardado antes de salir.")
        return Trial(name, Grade.GOOD, said)

    def _keyring(self) -> Trial:
        name = "Llavero"
        if not self.tablet.identity.is_activated():
            return Trial(name, Grade.DOUBT, "Esta tableta no está activada.", "Actívela.")
        try:
            self.tablet.identity.upload_token()
        except ApoyoError as error:
            return failed(name, error)
        return Trial(name, Grade.GOOD, "Las llaves de esta tableta se leen bien.")

    def _queue(self) -> Trial:
        name = "Guardados"
        try:
            waiting = self.tablet.waiting_anew()
        except ApoyoError as error:
            return failed(name, error)
        damaged = sum(not record.aspirante for record in waiting)
        if damaged:
            said = f"{with_noun(damaged, 'registro dañado', 'registros dañados')}."
            return Trial(name, Grade.DOUBT, said, "No los borre. Avise a la Unidad Técnica.")
        said = f"{with_noun(len(waiting), 'apoyo', 'apoyos')} por enviar."
        return Trial(name, Grade.GOOD, said)
