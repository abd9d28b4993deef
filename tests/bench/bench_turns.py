"""turns.announce, turns.recount: how long one that writes keeps the others waiting, at most.

What is told is the processor's time of the longest transaction, the disk apart: it says the same on
a machine that is busy with other things.
"""

import secrets
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from sqlalchemy import insert, select

from core.central.apoyos.conteo import UNJUDGED, Tally, count
from core.central.database import open_database
from core.central.migrations import upgrade
from core.central.tables.apoyos import StoredApoyo
from core.central.tables.verification import StoredOpening
from core.central.unit_of_work import UnitOfWork, Units
from core.domain.apoyos.apoyo import RecordId
from core.domain.apoyos.envio import MOST_WAITING, Announcement, WaitingRecord
from core.domain.verification.resultado import PadronAnswer
from core.procedure.n25_open_envio import look_up, still_to_keep
from core.server.composition.acts import open_envio
from tests.apoyo_data import FIRST
from tests.bench.figure import Figure
from tests.fakes.padron import MemoryPadron
from tests.fakes.registration import NOW
from tests.server.story import Story, told

_RECORDS, _TIMES, _MS = 20_000, 3, 1000


def measure() -> list[Figure]:
    """Return both figures, on SQLite: there all of a transaction is this process's own work."""
    with tempfile.TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patches:
        url = f"sqlite:///{place}/apoyo.db"
        engine = open_database(url)
        upgrade(engine)
        engine.dispose()
        with told(url, patches) as story:
            announced = max(_longest(lambda: _announce(story)) for _ in range(_TIMES))
            _receive(story)
            judged = _longest(story.run)
            assert not story.differs()
    of = "tiempo de procesador de la transacción más larga, SQLite"
    each = f"anuncio de {MOST_WAITING:,} registros nuevos; {of}, la peor de {_TIMES} anuncios"
    whole = f"verificación de {_RECORDS:,} registros ya abiertos, de principio a fin; {of}"
    return [
        Figure("turns.announce", _MS * announced, "ms", None, each),
        Figure("turns.recount", _MS * judged, "ms", None, whole),
    ]


def _longest(act: Callable[[], object]) -> float:
    """Return the processor's seconds of the longest transaction of an act."""
    spent: list[float] = []
    writing = Units.writing

    @contextmanager
    def timed(units: Units, actor: str) -> Iterator[UnitOfWork]:
        with writing(units, actor) as work:
            work.take_turn()
            began = time.thread_time()
            yield work
        spent.append(time.thread_time() - began)

    with patch.object(Units, "writing", timed):
        act()
    return max(spent)


def _announce(story: Story) -> None:
    """Announce as the route does: all of it, in the transactions that it takes."""
    waiting = tuple(
        WaitingRecord(RecordId(secrets.token_hex(16)), number, secrets.token_hex(32), 600_000)
        for number in range(1, MOST_WAITING + 1)
    )
    announcement = Announcement(FIRST, waiting, NOW)
    held = {each.record_id: 0 for each in waiting}
    with story.units.reading() as work:
        device = work.devices.find(story.devices[0])
        assert device is not None
        looked_up = look_up(work.apoyos, work.envios, device.auxiliar, announcement)
    with story.units.writing(device.id) as work:
        opened = open_envio(work)(device, announcement, held, looked_up)
    for some, is_last in still_to_keep(announcement, opened):
        with story.units.writing(device.id) as work:
            work.envios.complete(opened.envio, some, is_last=is_last)


def _receive(story: Story) -> None:
    """Receive and open many records, each of a citizen of the padrón."""
    story.arrive(0, citizen=0)
    opening = {"opened_at": NOW, "cic": "", "seccion": "", "emision": "", "doubt": "NONE"}
    names = [f"{number:032x}" for number in range(1, _RECORDS)]
    with story.units.writing("prueba") as work:
        connection = work.session.connection()
        first = dict(connection.execute(select(StoredApoyo.__table__)).one()._mapping)  # type: ignore[attr-defined]
        rows = [
            first | {"record_id": name, "folio": name, "sequence": n + 1, "position": n + 1_000}
            for n, name in enumerate(names, 1)
        ]
        connection.execute(insert(StoredApoyo), rows)
        opened = [opening | {"record_id": name, "clave": name} for name in names]
        connection.execute(insert(StoredOpening), opened)
        count(connection, [Tally(first["aspirante"], first["auxiliar"], UNJUDGED, len(names))])
    answers = {name: PadronAnswer(name, "LN", "", "0101") for name in names}
    story.padrones["corte-1"] = MemoryPadron(answers)
