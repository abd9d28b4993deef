"""A proceso in a database, without a network: arrivals, verdicts and what changes them."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select

from core.central.database import open_database
from core.central.leases import LEASE, Holder
from core.central.tables.apoyos import StoredApoyo
from core.central.tables.verification import StoredOpening, StoredVerdict
from core.central.unit_of_work import UnitOfWork, Units
from core.central.verification.records import known
from core.domain.apoyos.apoyo import ClockState, RecordId
from core.domain.apoyos.conteo import without_duplicates
from core.domain.apoyos.envio import Announcement, folio
from core.domain.device.paquete import Activation
from core.domain.proceso.geografia import SeccionPlace
from core.domain.proceso.periodo import PeriodoAct
from core.domain.proceso.proceso import PublishedProceso
from core.domain.values.signed import PROCESO, Signed
from core.domain.verification.padron import PadronCut
from core.domain.verification.resultado import PadronAnswer
from core.ports.apartados import unguarded
from core.ports.central_apoyos import NewApoyo, Received
from core.ports.central_padron import KeyedHashes, SealedRecord
from core.ports.keyed_request import KeyedRequest
from core.procedure.n09_verify_in_padron import VerifyInPadron
from core.sealing import b64
from core.server.composition.dependencies import Dependencies
from core.server.jobs import verify
from core.server.jobs.verify import VerifyJob
from core.settings.server import ServerSettings
from core.wire import to_json
from tests.apoyo_data import FIRST, SECOND, a_periodo, a_proceso, an_alta, register
from tests.fakes.apoyos import a_header
from tests.fakes.clock import SetClock
from tests.fakes.padron import MemoryPadron
from tests.fakes.registration import NOW
from tests.importing import put_geografia

PAIRS = ((FIRST, 0), (FIRST, 1), (SECOND, 1), (SECOND, 2))
"""Of aspirante and auxiliar, by the place of the latter."""

CITIZENS = tuple(f"{number:02x}" * 16 for number in range(1, 6))
_ALL = 10_000


class Stumble(Exception):
    """What a broken record raises when it is opened."""


@dataclass
class Story:
    """One database and what happens in it. `padrones` by cut; `broken` folios fail to open."""

    engine: Engine
    clock: SetClock = field(default_factory=lambda: SetClock(NOW))
    died: bool = False
    padrones: dict[str, MemoryPadron] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    people: list[str] = field(default_factory=list)
    devices: list[str] = field(default_factory=list)
    opened: dict[str, str] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    killed_at: int = -1

    @property
    def units(self) -> Units:
        return Units(self.engine, self.clock)

    def begin(self) -> None:
        with self.units.writing("prueba") as work:
            places = (
                SeccionPlace(each, "12", "001", "MUESTRA", "001") for each in ("0101", "0102")
            )
            put_geografia(work, places)
            published = PublishedProceso(1, NOW, a_proceso(), (), "llave")
            body = b64.encode(to_json(published))
            work.procesos.publish(published, Signed(PROCESO, body, "llave", "firma"))
            register(work, NOW, FIRST, "gubernatura")
            register(work, NOW, SECOND, "gubernatura")
            work.periodos.add(PeriodoAct("gubernatura", "", a_periodo(NOW), "MUESTRA/2"))
            for place in range(3):
                alta = an_alta(correo=f"a{place}@muestra.invalid")
                self.people.append(f"{place + 1:06d}")
                for aspirante in [each for each, whose in PAIRS if whose == place]:
                    if work.vinculos.auxiliar_of(alta.correo) is None:
                        self.people[place] = work.vinculos.open_auxiliar(alta).number
                    self._vinculo(work, aspirante, place)
                admitted = work.devices.admit(
                    self.people[place], Activation("", f"llave-{place}", "", "file")
                )
                self.devices.append(admitted.device.id)
        self.cut((0, 1, 2))

    def _vinculo(self, work: UnitOfWork, aspirante: str, place: int) -> None:
        alta = an_alta(correo=f"a{place}@muestra.invalid")
        request = KeyedRequest.of(secrets.token_hex(4), alta)
        work.vinculos.accept(work.vinculos.begin(aspirante, self.people[place], alta, request).id)

    # What may happen. Each is told by numbers that a test draws.

    def arrive(self, pair: int, citizen: int, minutes: int = 0, trusted: int = 1) -> None:
        """Receive a record that was saved so many minutes ago."""
        aspirante, place = PAIRS[pair]
        auxiliar, saved_at = self.people[place], self.clock.now() - timedelta(minutes=minutes)
        header = a_header(
            secrets.token_hex(16),
            aspirante=aspirante,
            auxiliar=auxiliar,
            device=self.devices[place],
            started_at=saved_at,
            saved_at=saved_at,
            clock=ClockState.TRUSTED if trusted else ClockState.TO_CONFIRM,
        )
        signed = Signed("recibo", "e30", "llave", "firma")
        with self.units.writing("prueba") as work:
            told = Announcement(aspirante, (), self.clock.now())
            envio = work.envios.begin(auxiliar, told, header.device)
            group = work.group([header])
            sequence = group.apoyos.next_sequence(aspirante)
            name = folio(aspirante, sequence)
            new = NewApoyo(header, "a" * 64, 9, envio.id, self.clock.now())
            received = Received(RecordId(header.record_id), "a" * 64, name, auxiliar, signed)
            position = group.bitacora(header.device).append("apoyo_recibido", name)
            group.apoyos.add(new, sequence, position, received)
            group.write()
        self.opened[name] = CITIZENS[citizen]

    def wait(self, hours: int) -> None:
        self.clock.forward(timedelta(hours=hours))

    def baja(self, pair: int) -> None:
        aspirante, place = PAIRS[pair]
        with self.units.writing("prueba") as work:
            for vinculo in work.vinculos.in_force(self.people[place]):
                if vinculo.aspirante == aspirante:
                    work.vinculos.end(vinculo.id, "terminó")

    def alta(self, pair: int) -> None:
        aspirante, place = PAIRS[pair]
        with self.units.writing("prueba") as work:
            self._vinculo(work, aspirante, place)

    def report(self, pair: int) -> None:
        aspirante, place = PAIRS[pair]
        with self.units.writing("prueba") as work:
            for vinculo in work.vinculos.in_force(self.people[place]):
                if vinculo.aspirante == aspirante:
                    work.reports.add(self.devices[place], vinculo)

    def withdraw(self, pair: int) -> None:
        with self.units.writing("prueba") as work:
            work.reports.withdraw(self.devices[PAIRS[pair][1]])

    def change_device(self, pair: int) -> None:
        with self.units.writing("prueba") as work:
            work.devices.void(self.devices[PAIRS[pair][1]], "otra")

    def cut(self, listed: tuple[int, ...]) -> None:
        """Put another padrón in force, in which only these citizens are."""
        name = f"corte-{next(self.numbers)}"
        answers = {
            CITIZENS[each]: PadronAnswer(CITIZENS[each], "LN", "", "0101" if each < 4 else "0909")
            for each in listed
        }
        self.padrones[name] = MemoryPadron(answers)
        with self.units.writing("prueba") as work:
            cut = PadronCut(name, date(2026, 11, 1), self.clock.now(), len(listed), "0" * 64)
            work.cuts.add(cut, "0" * 64)

    def periodo(self, hours: int) -> None:
        """Let the period end so many hours later than at first."""
        later = a_periodo(NOW + timedelta(hours=hours))
        with self.units.writing("prueba") as work:
            work.periodos.add(PeriodoAct("gubernatura", "", later, "MUESTRA/3"))

    def breaks(self, number: int) -> None:
        """Let no one read what opening a record gave; or, the second time, let them again."""
        name = folio(FIRST, number)
        self.broken ^= {name}
        self._spoil()

    def mend(self) -> None:
        """Let everything be read again, and everything set aside be tried again."""
        self.broken.clear()
        self._spoil()
        with self.units.writing("prueba") as work:
            for each in work.apartados.page(after=0, limit=_ALL, search="").items:
                work.apartados.again(each.id)

    def _spoil(self) -> None:
        with self.units.writing("prueba") as work:
            for opening, name in work.session.exec(
                select(StoredOpening, StoredApoyo.folio).join(
                    StoredApoyo, col(StoredApoyo.record_id) == col(StoredOpening.record_id)
                )
            ):
                opening.doubt = "ROTA" if name in self.broken else "NONE"

    def run(self, whole: int = 0, killed_at: int = -1) -> bool:
        """Verify; where it is killed before one of its transactions, tell False."""
        self.clock.forward(timedelta(hours=2))  # what was set aside is due again
        with self.units.writing("prueba") as work:
            work.runs.ask("prueba", whole=bool(whole))
        job = self.job()
        if self.died:  # what the dead one held is another's once it was seen so for a whole lease
            job()
            self.clock.forward(LEASE)
        self.killed_at, self.died = killed_at, True
        try:
            job()
        except KeyboardInterrupt:
            return False
        finally:
            self.killed_at = -1
        self.died = False
        return True

    def job(self) -> VerifyJob:
        story, units = self, self.units

        class Dying(Units):
            """Units that end the process before the transaction it is told."""

            @contextmanager
            def writing(self, actor: str) -> Iterator[UnitOfWork]:
                if story.killed_at == 0:
                    raise KeyboardInterrupt
                story.killed_at -= 1
                with units.writing(actor) as work:
                    yield work

        deps = SimpleNamespace(
            units=Dying(self.engine, self.clock),
            clock=self.clock,
            worker=Holder(steady=lambda: self.clock.elapsed().total_seconds()),
            settings=ServerSettings(data=Path()),
            objects=None,
        )
        return VerifyJob(cast("Dependencies", deps), self.open)

    def open(self, record: SealedRecord) -> KeyedHashes:
        if record.folio in self.broken:
            raise Stumble
        return KeyedHashes(clave=self.opened[record.folio])

    # What must be so.

    def verdicts(self) -> dict[str, str]:
        with self.units.reading() as work:
            rows = work.session.exec(select(StoredVerdict)).all()
            return {row.folio: row.resultado for row in rows}

    def judged_from_nothing(self) -> dict[str, str]:
        """Return what every opened record is, all of them judged together."""
        with self.units.reading() as work:
            cut = work.cuts.last()
            assert cut
            rows = work.records.all(after=0, up_to=1 << 30, limit=_ALL)
            batch = known(rows, work.pairs.all(), unguarded)
            territory = work.territory(work.procesos.current().proceso)
            judged = VerifyInPadron(self.padrones[cut.id], territory)(batch.known)
        answers = {one.folio: one.answer for one in judged}
        outcomes = without_duplicates([(one.record, one.outcome) for one in judged], answers)
        return {name: outcome.resultado.value for name, outcome in outcomes.items()}

    def counted_twice(self) -> list[str]:
        """Return the citizens of whom more than one record counts."""
        with self.units.reading() as work:
            rows = work.session.exec(select(StoredVerdict)).all()
        found = [row.padron_row for row in rows if row.resultado == "Encontrado en Lista Nominal"]
        return [each for each in found if found.count(each) > 1]

    def differs(self) -> object:
        with self.units.reading() as work:
            return work.recount.differences()


@contextmanager
def told(url: str, patches: pytest.MonkeyPatch) -> Iterator[Story]:
    """Give the story of one fresh database."""
    engine = open_database(url)
    story = Story(engine)

    @contextmanager
    def open_padron(_folder: object, cut: str, _sha256: str) -> Iterator[MemoryPadron]:
        yield story.padrones[cut]

    with patches.context() as patch:
        patch.setattr(verify, "open_padron", open_padron)
        story.begin()
        yield story
    engine.dispose()
