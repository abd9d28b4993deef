"""What keeps a prepared server well, done beside it while it runs: `apoyo central recount`."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from core.central.apoyos.conteo import UNJUDGED
from core.central.apoyos.recount import Difference
from core.central.database import open_database
from core.central.migrations import is_current
from core.central.unit_of_work import Units
from core.clock import SystemClock
from core.server.errors import DatabaseOld
from core.server.jobs.recount import mend
from core.server.machine import machine_trouble
from core.settings import ServerSettings

_GROUP_TOO = 0o007


def recount(settings: ServerSettings, *, fix: bool) -> Sequence[Difference]:
    """Return where the roll-ups differ from the records; with `fix`, once that is corrected.

    Others go on meanwhile: a pair is corrected in a transaction of its own. Raises MachineTrouble.
    """
    with _units(settings) as units:
        with units.reading() as work:
            found = work.recount.differences()
        if fix:
            mend(units, found)
        return found


def told(each: Difference) -> str:
    """Return one difference as a line for a person."""
    under = "sin verificar" if each.resultado == UNJUDGED else f"«{each.resultado}»"
    return (
        f"Aspirante {each.pair.aspirante}, auxiliar {each.pair.auxiliar}, {under}: "
        f"el avance dice {each.kept} y son {each.counted}"
    )


@contextmanager
def _units(settings: ServerSettings) -> Iterator[Units]:
    """Give the units of work of a prepared server. Raises MachineTrouble.

    What SQLite makes beside its file is for the group of web and worker too.
    """
    os.umask(_GROUP_TOO)
    with machine_trouble(settings.data):
        engine = open_database(settings.database, settings.busy_seconds)
        try:
            if not is_current(engine):
                raise DatabaseOld
            yield Units(engine, SystemClock())
        finally:
            engine.dispose()
