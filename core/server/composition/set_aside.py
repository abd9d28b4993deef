"""A faulty vínculo is left out of a packet alone, and set aside for the desk («Apartados»)."""

import logging
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from core.central.trouble import concerns_everybody
from core.central.unit_of_work import SERVER, UnitOfWork
from core.errors import ApoyoError
from core.server.composition.dependencies import Dependencies

T = TypeVar("T")
R = TypeVar("R")

PACKET = "paquete"
_UNFORESEEN = "apartado_sin_prever"
_log = logging.getLogger("apoyo.server")


@dataclass(slots=True)
class Aside:
    """An EachAlone inside a unit of work: what failed is kept, by name, to be written after it."""

    failed: dict[str, str] = field(default_factory=dict)
    well: list[str] = field(default_factory=list)

    def __call__(
        self, items: Iterable[T], name: Callable[[T], str], do: Callable[[T], R]
    ) -> Iterator[R]:
        for item in items:
            try:
                result = do(item)
            except Exception as fault:
                if concerns_everybody(fault):
                    raise
                self._left_out(name(item), fault)
                continue
            self.well.append(name(item))
            yield result

    def _left_out(self, named: str, fault: Exception) -> None:
        """Note it. The log gets the place of the fault, not its message: that may hold a name."""
        trace = "".join(traceback.format_tb(fault.__traceback__))
        _log.error("paquete, se aparta un vínculo: %s\n%s", type(fault).__name__, trace)
        self.failed[named] = fault.code if isinstance(fault, ApoyoError) else _UNFORESEEN


@contextmanager
def setting_aside(deps: Dependencies) -> Iterator[Aside]:
    """Give the Aside of a packet; what failed is written at the end, what went well forgiven.

    Enter it before the unit of work that the packet is made in: it opens its own.
    """
    aside = Aside()
    try:
        yield aside
    finally:
        with deps.units.reading() as work:
            known, resting = work.apartados.names(PACKET), work.apartados.resting(PACKET)
        well = [each for each in aside.well if each in known]
        failed = {item: code for item, code in aside.failed.items() if item not in resting}
        if well or failed:
            with deps.units.writing(SERVER) as work:
                work.apartados.forgive(PACKET, well)
                _write(work, failed)


def _write(work: UnitOfWork, failed: dict[str, str]) -> None:
    for item, code in failed.items():
        if work.apartados.set_aside(PACKET, item, code):
            work.bitacora.append("apartado", item, {"trabajo": PACKET, "codigo": code})
