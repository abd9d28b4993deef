"""The contract of verification: padrón, opener, territory, figures, and items taken one by one."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import NamedTuple

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from core.central.apoyos.blobs import FolderBlobs
from core.central.apoyos.conteo import UNJUDGED, Tally
from core.central.apoyos.conteo import count as count_all
from core.central.database import open_database
from core.central.errors import NoRoom
from core.central.registration.territory import StoredTerritory
from core.central.tables.verification import StoredVerdict
from core.central.unit_of_work import UnitOfWork, Units
from core.central.verification.padron import hash_cic, hash_clave, open_padron
from core.central.verification.padron_builder import SortedBuilder, put_in_force
from core.domain.apoyos.apoyo import Apoyo
from core.domain.apoyos.conteo import Doubt
from core.domain.apoyos.envio import Announcement, folio
from core.domain.device.paquete import Activation
from core.domain.proceso.geografia import SeccionPlace
from core.domain.proceso.periodo import PeriodoAct
from core.domain.proceso.proceso import Ambito, Cargo, Mode, ProcesoSettings
from core.domain.values.signed import Signed
from core.domain.verification.resultado import PadronAnswer, Resultado
from core.ports.apartados import EachAlone, unguarded
from core.ports.central_apoyos import NewApoyo, Received
from core.ports.central_padron import (
    KeyedHashes,
    Opener,
    PadronIndex,
    PadronRow,
    SealedRecord,
    Territory,
)
from core.ports.central_registration import Figures, Progress
from core.ports.keyed_request import KeyedRequest
from core.sealing import b64
from core.sealing.envelope import seal
from core.sealing.payload import encode
from core.server.jobs.one_by_one import one_by_one
from core.server.jobs.opening import InMemoryOpener
from tests.apoyo_data import FIRST, SECOND, a_periodo, a_proceso, an_alta, citizen, register
from tests.fakes.apoyos import a_header
from tests.fakes.clock import SetClock
from tests.fakes.padron import MemoryPadron, MemoryTerritory
from tests.fakes.registration import NOW
from tests.fakes.tablet import DEVICE, ELECTION
from tests.importing import put_geografia

KEY = b"k" * 32


class Row(NamedTuple):
    """A row of the padrón, as texts."""

    clave: str
    cic: str
    emision: str
    seccion: str
    estatus: str
    cause: str


ANA = Row("MSFCXX80010109M100", "111111111", "00", "0101", "LN", "")
EVA = Row("MSFCXX80010109M200", "222222222", "02", "0201", "BAJA", "Suspensión de derechos")
IDA = Row("MSFCXX80010109M300", "", "01", "0102", "PADRON", "")
NOBODY = "MSFCXX80010109M900"


@pytest.fixture(params=["memory", "file"])
def padron(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[PadronIndex]:
    """Return the padrón of Ana, Eva and Ida."""
    if request.param == "memory":
        hashes = {each: hash_clave(each.clave, KEY) for each in (ANA, EVA, IDA)}
        answers = {
            clave: PadronAnswer(clave, row.estatus, row.cause, row.seccion)
            for row, clave in hashes.items()
        }
        cics = {hash_cic(row.cic, KEY): clave for row, clave in hashes.items() if row.cic}
        yield MemoryPadron(answers, cics)
        return
    builder = SortedBuilder(tmp_path, KEY, date(2026, 11, 1))
    for line, row in enumerate((ANA, EVA, IDA), 2):
        builder.add(line, PadronRow(*(text.encode() for text in row)))
    assert list(builder.sort(lambda: None)) == []
    sha256 = builder.finish()
    put_in_force(tmp_path, builder.id)
    with open_padron(tmp_path, builder.id, sha256) as index:
        yield index


def hashes(clave: str, cic: str = "") -> KeyedHashes:
    return KeyedHashes(hash_clave(clave, KEY), hash_cic(cic, KEY))


def only(padron: PadronIndex, asked: KeyedHashes) -> tuple[PadronAnswer, Doubt]:
    """Return the answer for one citizen."""
    [answer] = padron.find([asked])
    return answer


def test_answers_stand_in_the_order_that_was_asked(padron: PadronIndex) -> None:
    asked = [hashes(each.clave) for each in (IDA, ANA, EVA, ANA)]
    found = padron.find([*asked, hashes(NOBODY)])
    assert [answer.seccion for answer, _ in found] == ["0102", "0101", "0201", "0101", ""]
    assert [*padron.find([])] == []


def test_a_citizen_is_found_by_clave_else_by_cic_and_told_apart(padron: PadronIndex) -> None:
    for row in (ANA, EVA, IDA):
        found, doubt = only(padron, hashes(row.clave, row.cic))
        assert doubt is Doubt.NONE
        assert (found.estatus, found.cause, found.seccion) == (row.estatus, row.cause, row.seccion)
        assert found.row == hash_clave(row.clave, KEY)
        assert only(padron, hashes(row.clave)) == (found, doubt)
        if row.cic:
            assert only(padron, hashes(NOBODY, row.cic)) == (found, doubt)
            assert only(padron, hashes("", row.cic)) == (found, doubt)
    for unknown in (hashes(NOBODY, "999999999"), hashes("", ""), hashes("", "999999999")):
        assert only(padron, unknown) == (PadronAnswer("", "", "", ""), Doubt.NONE)


def test_a_clave_and_a_cic_of_two_rows_disagree(padron: PadronIndex) -> None:
    _, doubt = only(padron, hashes(ANA.clave, EVA.cic))
    assert doubt is Doubt.KEYS_DISAGREE
    _, doubt = only(padron, hashes(ANA.clave, "999999999"))
    assert doubt is Doubt.NONE


@dataclass
class Sealing:
    """Envelopes on a disk, and the opener that has their key."""

    opener: Opener
    blobs: FolderBlobs
    given: Iterator[int] = field(default_factory=lambda: count(1))

    def record(self, apoyo: Apoyo, by: Ed25519PrivateKey = DEVICE) -> SealedRecord:
        """Seal a support of DEVICE, signed `by`, and keep it as the server does."""
        number = next(self.given)
        header = a_header(f"{number:032x}", device_counter=number)
        envelope = seal(header, encode(apoyo), to=ELECTION.public_key(), by=by)
        return self.keep(number, envelope)

    def keep(self, number: int, envelope: bytes) -> SealedRecord:
        record, sha256 = a_header(f"{number:032x}").record_id, f"{number:064x}"
        with closing(self.blobs.growing(record, sha256)) as growing:
            growing.finish(0, envelope)
        device = b64.encode(DEVICE.public_key().public_bytes_raw())
        return SealedRecord(record, folio(FIRST, number), number, sha256, device)


@pytest.fixture
def sealing(tmp_path: Path) -> Sealing:
    blobs = FolderBlobs(tmp_path / "sobres")
    blobs.folder.mkdir()
    (blobs.folder / "partes").mkdir()
    return Sealing(InMemoryOpener(blobs, ELECTION, KEY), blobs)


def test_what_leaves_an_envelope_are_hashes_seccion_and_emision(sealing: Sealing) -> None:
    opened = sealing.opener(sealing.record(citizen(ANA.clave, ANA.cic)))
    assert opened == replace(hashes(ANA.clave, ANA.cic), seccion="0101", emision="00")
    assert sealing.opener(sealing.record(citizen("ilegible", "?", "nada"))) == KeyedHashes(
        emision="00"
    )


def test_what_cannot_be_opened_has_its_doubt(sealing: Sealing) -> None:
    forged = sealing.record(citizen(ANA.clave, ANA.cic), by=Ed25519PrivateKey.generate())
    broken = sealing.keep(99, b"APOYOSOB y nada")
    for record in (forged, broken):
        assert sealing.opener(record) == KeyedHashes(doubt=Doubt.UNOPENABLE)


CARGOS = (
    Cargo("gubernatura", "Gubernatura", Ambito.ENTIDAD, "12", umbral=100),
    Cargo("distrito-1", "Diputación 1", Ambito.DISTRITO, "12", "1", umbral=10),
    Cargo("municipio-2", "Alcaldía 2", Ambito.MUNICIPIO, "12", "2", umbral=10),
)
PLACES = (
    SeccionPlace("0101", "12", "001", "MUESTRA", "001"),
    SeccionPlace("0102", "12", "002", "MUESTRA", "001"),
    SeccionPlace("0201", "12", "002", "MUESTRA", "002"),
    SeccionPlace("0101", "09", "002", "OTRA", "001"),
)


@pytest.fixture
def territory(work: UnitOfWork | None) -> Territory:
    """Return three cargos, of which one has a period, and an aspirante another of their own."""
    settings = ProcesoSettings(aspirante_mail_minutes=7)
    everyone, own = a_periodo(NOW), a_periodo(NOW + timedelta(days=30))
    if work is None:
        secciones = {
            "gubernatura": frozenset({"0101", "0102", "0201"}),
            "distrito-1": frozenset({"0101", "0102"}),
            "municipio-2": frozenset({"0102", "0201"}),
        }
        periodos = {("gubernatura", ""): everyone, ("gubernatura", SECOND): own}
        return MemoryTerritory(secciones, periodos, settings)
    put_geografia(work, PLACES)
    acts = [
        PeriodoAct("gubernatura", "", everyone, "MUESTRA/2", version=1),
        PeriodoAct("gubernatura", SECOND, own, "MUESTRA/3", version=2),
    ]
    proceso = a_proceso(mode=Mode.PRACTICA, cargos=CARGOS, readings=settings)
    return StoredTerritory(work.session, proceso, acts, NOW.date())


def test_each_cargo_has_its_demarcacion_and_its_period(territory: Territory) -> None:
    assert dict(territory.secciones()) == {
        "gubernatura": {"0101", "0102", "0201"},
        "distrito-1": {"0101", "0102"},
        "municipio-2": {"0102", "0201"},
    }
    assert territory.periodo_of("gubernatura", FIRST) == a_periodo(NOW)
    assert territory.periodo_of("gubernatura", SECOND) == a_periodo(NOW + timedelta(days=30))
    assert territory.periodo_of("distrito-1", SECOND) is None
    assert territory.settings() == ProcesoSettings(aspirante_mail_minutes=7)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def counted(request: pytest.FixtureRequest) -> Iterator[Progress]:
    """Return the figures of an aspirante with three records, of which one counts, and two aides."""
    engine = open_database(request.getfixturevalue(f"fresh_{request.param}"))
    with Units(engine, SetClock(NOW)).writing("prueba") as work:
        _three_records(work)
        yield work.progress
    engine.dispose()


def _three_records(work: UnitOfWork) -> None:
    signed = Signed("recibo", "e30", "llave", "firma")
    register(work, NOW, FIRST, "gubernatura")
    register(work, NOW, SECOND, "gubernatura")
    people = []
    for place in range(4):
        alta = an_alta(correo=f"a{place}@muestra.invalid")
        people.append(work.vinculos.open_auxiliar(alta).number)
        request = KeyedRequest.of(f"llave-{place}", alta)
        vinculo = work.vinculos.begin(FIRST, people[-1], alta, request)
        if place < 3:  # the last one never accepts
            work.vinculos.accept(vinculo.id)
        if place == 2:
            work.vinculos.end(vinculo.id, "terminó")
    device = work.devices.admit(people[0], Activation("", "llave", "", "file")).device.id
    envio = work.envios.begin(people[0], Announcement(FIRST, (), NOW))
    for number, resultado in enumerate((Resultado.FOUND, Resultado.DUPLICATE_SAME, None), 1):
        header = a_header(f"{number:032x}", aspirante=FIRST, auxiliar=people[0], device=device)
        received = Received(header.record_id, "a" * 64, folio(FIRST, number), people[0], signed)
        new = NewApoyo(header, "a" * 64, 9, envio.id, NOW)
        group = work.group([header])
        group.apoyos.add(new, number, number, received)
        group.write()
        if resultado:
            verdict = {"resultado": resultado.value, "judged_at": NOW}
            blank = dict.fromkeys(
                ("cause", "padron_cut", "padron_row", "estatus", "estatus_cause", "seccion"), ""
            )
            work.session.add(StoredVerdict(folio=received.folio, **verdict, **blank))
            pair = (FIRST, people[0])
            given = (Tally(*pair, UNJUDGED, -1), Tally(*pair, resultado.value, 1))
            count_all(work.session.connection(), given)
    work.session.flush()


def test_figures_count_auxiliares_in_force_received_and_counted(counted: Progress) -> None:
    assert counted.of([FIRST, SECOND, "000009"]) == {
        FIRST: Figures(auxiliares=2, received=3, counted=1),
        SECOND: Figures(0, 0, 0),
        "000009": Figures(0, 0, 0),
    }
    assert counted.of([]) == {}


Isolating = Callable[[], AbstractContextManager[EachAlone]]


@pytest.fixture
def isolating(fresh_sqlite: str) -> Iterator[Isolating]:
    """Return what begins a run of one job that sets its items aside in a database."""
    engine = open_database(fresh_sqlite)
    units = Units(engine, SetClock(NOW))
    yield lambda: one_by_one(units, "prueba")
    engine.dispose()


@pytest.fixture(params=["unguarded", "one by one"])
def each(request: pytest.FixtureRequest) -> Iterator[EachAlone]:
    if request.param == "unguarded":
        yield unguarded
        return
    with ExitStack() as stack:
        yield stack.enter_context(request.getfixturevalue("isolating")())


def test_results_come_in_order_and_of_nothing_comes_nothing(each: EachAlone) -> None:
    done: list[int] = []

    def double(item: int) -> int:
        done.append(item)
        return 2 * item

    assert list(each([3, 1, 2], str, double)) == [6, 2, 4]
    assert done == [3, 1, 2]
    assert list(each([], str, double)) == []


@pytest.mark.parametrize("fault", [NoRoom(), KeyboardInterrupt(), ConnectionResetError()])
def test_what_concerns_every_item_is_raised_by_name(each: EachAlone, fault: BaseException) -> None:
    def fail(item: int) -> int:
        if item == 2:
            raise fault
        return item

    results = each([1, 2, 3], str, fail)
    assert next(results) == 1
    with pytest.raises(type(fault)):
        next(results)


@pytest.mark.logs("apoyo.worker")
@pytest.mark.parametrize("fault", [ValueError(), OverflowError(), RecursionError(), OSError()])
def test_one_that_fails_is_left_out_and_the_others_are_done(
    isolating: Isolating, fault: Exception
) -> None:
    def fail(item: int) -> int:
        if item == 2:
            raise fault
        return item

    with isolating() as first:
        assert list(first([1, 2, 3], str, fail)) == [1, 3]
    with isolating() as again:  # it rests, and nothing else does
        assert list(again([1, 2, 3, 4], str, lambda item: item)) == [1, 3, 4]
