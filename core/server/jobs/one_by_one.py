"""Item isolation of all jobs: a failing item is set aside and the others continue.

Faults that concern every item (database, disk or mail server gone) are raised: the job rests and
nothing is set aside.
"""

import logging
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from core.central.apartados import plain_name
from core.central.trouble import concerns_everybody
from core.central.unit_of_work import SERVER, UnitOfWork, Units
from core.errors import ApoyoError

T = TypeVar("T")
R = TypeVar("R")

UNFORESEEN = "apartado_sin_prever"
"""The code of what is no error of ours."""

_log = logging.getLogger("apoyo.worker")


class Shelf(Protocol):
    """Where a job sets aside; `core.ports.apartados.Apartados` says what each promises."""

    def set_aside(self, job: str, item: str, code: str) -> bool: ...
    def names(self, job: str) -> frozenset[str]: ...
    def resting(self, job: str) -> frozenset[str]: ...
    def forgive(self, job: str, items: Sequence[str]) -> None: ...


def _apartados(work: UnitOfWork) -> Shelf:
    return work.apartados


@dataclass(slots=True)
class OneByOne:
    """An EachAlone of one job. Never inside a unit that writes: it opens its own."""

    units: Units
    job: str
    shelf: Callable[[UnitOfWork], Shelf]
    known: frozenset[str]
    resting: frozenset[str]
    _well: set[str] = field(default_factory=set)
    _failed: set[str] = field(default_factory=set)

    def __call__(
        self, items: Iterable[T], name: Callable[[T], str], do: Callable[[T], R]
    ) -> Iterator[R]:
        for item in items:
            named = plain_name(name(item))
            if named in self.resting or named in self._failed:
                continue
            try:
                result = do(item)
            except BaseException as fault:  # noqa: BLE001  whatever it is, it stops no other item
                self._set_aside(named, fault)
                continue
            self._went_well(named)
            yield result

    def together(
        self, items: Sequence[T], name: Callable[[T], str], keep: Callable[[Sequence[T]], object]
    ) -> list[T]:
        """Return the items that `keep` accepted; where it fails, halves are tried separately.

        `keep` is all or nothing, as a transaction. The failing item is set aside.
        """
        if not items:
            return []
        try:
            keep(items)
        except BaseException as fault:
            if len(items) == 1:
                self._set_aside(plain_name(name(items[0])), fault)
                return []
            if concerns_everybody(fault):
                raise
        else:
            for item in items:
                self._went_well(plain_name(name(item)))
            return list(items)
        half = len(items) // 2
        return [
            *self.together(items[:half], name, keep),
            *self.together(items[half:], name, keep),
        ]

    def forgive(self) -> None:
        """Remove set-aside entries of items that succeeded in this run."""
        well = sorted(self._well - self._failed)
        if well:
            with self.units.writing(SERVER) as work:
                self.shelf(work).forgive(self.job, well)

    def _went_well(self, named: str) -> None:
        if named in self.known:
            self._well.add(named)

    def _set_aside(self, named: str, fault: BaseException) -> None:
        """Note the failure for good. Raises the fault where it is not this item's."""
        if concerns_everybody(fault):
            raise fault
        log_fault(f"{self.job}, se aparta uno", fault)
        code = fault.code if isinstance(fault, ApoyoError) else UNFORESEEN
        self._failed.add(named)
        with self.units.writing(SERVER) as work:
            if self.shelf(work).set_aside(self.job, named, code):
                work.bitacora.append("apartado", named, {"trabajo": self.job, "codigo": code})


@contextmanager
def one_by_one(
    units: Units, job: str, shelf: Callable[[UnitOfWork], Shelf] = _apartados
) -> Iterator[OneByOne]:
    """Give the EachAlone of one run of a job.

    Items not yet due again are skipped; at the end those that succeeded are forgiven.
    """
    with units.reading() as work:
        kept = shelf(work)
        each = OneByOne(units, job, shelf, kept.names(job), kept.resting(job))
    yield each
    each.forgive()


def log_fault(what: str, fault: BaseException) -> None:
    """Log the type and place of an exception, not its message: that may hold personal data."""
    trace = "".join(traceback.format_tb(fault.__traceback__))
    _log.error("%s: %s\n%s", what, type(fault).__name__, trace)
