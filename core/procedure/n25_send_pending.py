"""Numeral 25, on the tablet: what waits is announced, sent, and erased once receipted."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from core.domain.apoyos.apoyo import RecordId
from core.domain.apoyos.envio import MOST_WAITING, Announcement, EnvioOpened, WaitingRecord
from core.domain.device.tablet import RecordInfo, SendStage
from core.domain.values.signed import Signed
from core.errors import ApoyoError, CentralRefused, CentralUnreachable, MachineTrouble
from core.ports.shared import Clock
from core.ports.tablet import ApoyoQueue, Receipts, RecordServer
from core.procedure.n28_erase_sent import EraseSent

_GONE_AFTER = 2
"""Consecutive records without an answer after which the server counts as unreachable."""
_UNAUTHORISED = 401
_SERVER_TROUBLE = 500
_TOO_MUCH_NOW = (408, 429)
_NOT_UNDERSTOOD = "respuesta_no_entendida"
_OFFSETS_TRIED = 3


@dataclass(frozen=True, slots=True)
class RecordResult:
    """How far one record got; `error` is None once it is received."""

    record: RecordInfo
    stage: SendStage
    folio: str = ""
    error: ApoyoError | None = None


@dataclass(slots=True)
class _WayToServer:
    """Whether the server is still reachable, in one run."""

    silent: int = 0
    closed_by: ApoyoError | None = None

    def learn(self, error: ApoyoError | None) -> None:
        """Take into account how one record was answered."""
        silent = error is not None and _is_silence(error)
        self.silent = self.silent + 1 if silent else 0
        if error is not None and (self.silent >= _GONE_AFTER or not silent):
            self.closed_by = self.closed_by or _closes(error)


Answer = Signed | RecordResult
"""What one record was answered: a receipt, not yet verified, or how far it got without one."""


@dataclass(slots=True)
class _Behind:
    """Ends records by their order, in `hand`, one behind the one that is being sent.

    The way to the server and the disk here are each waited for while the other works. At most one
    record is sent ahead of the last that is told: what a person reads is true but for that one.
    """

    hand: ThreadPoolExecutor
    end: Callable[[RecordInfo, Answer], RecordResult]
    results: list[RecordResult] = field(default_factory=list)
    _under_way: Future[RecordResult] | None = None

    def take(self, record: RecordInfo, answer: Answer) -> None:
        """Begin the end of a record, once the one before has ended."""
        self.wait()
        self._under_way = self.hand.submit(self.end, record, answer)

    def wait(self) -> None:
        """Return once the last one taken has ended."""
        if self._under_way is not None:
            self.results.append(self._under_way.result())
            self._under_way = None


@dataclass(slots=True)
class _ReadAhead:
    """Reads the records to send of one envío by their order, in `hand` one ahead of the sent.

    No further: two records at most are held.
    """

    hand: ThreadPoolExecutor
    read: Callable[[RecordInfo], bytes]
    left: deque[RecordInfo]
    _begun: Future[bytes] | None = None

    def next(self) -> bytes:
        """Return the next record, and begin to read the one after it. Raises as reading does."""
        record, begun = self.left.popleft(), self._begun
        self._begun = None
        try:
            return self.read(record) if begun is None else begun.result()
        finally:
            if self.left:
                self._begun = self.hand.submit(self.read, self.left[0])


@dataclass(frozen=True, slots=True)
class SendPending:
    """Send what waits, one envío an aspirante. No password needed.

    While a record is sent, the one before is verified, noted and erased, and the one after is
    read; `told` receives each result, by their order, in the thread that does so.
    """

    queue: ApoyoQueue
    server: RecordServer
    receipts: Receipts
    erase: EraseSent
    clock: Clock
    told: Callable[[RecordResult], None] = field(default=lambda _: None)

    def __call__(self) -> Sequence[RecordResult]:
        """Return one result a record, in the order tried; `told` gets each at once.

        Errors of network and server are in the results, never raised: one bad record does not stop
        the rest. A receipt that does not verify erases nothing.
        """
        self.erase.finish()
        way = _WayToServer()
        with ThreadPoolExecutor(1, "recibo") as hand:
            behind = _Behind(hand, self._ended)
            for aspirante, records in _envios(self.queue.pending()):
                for record, answer in self._envio(aspirante, records, way, hand):
                    behind.take(record, answer)
            behind.wait()
        self.erase.settle()
        return behind.results

    def _envio(
        self,
        aspirante: str,
        records: Sequence[RecordInfo],
        way: _WayToServer,
        hand: ThreadPoolExecutor,
    ) -> Iterator[tuple[RecordInfo, Answer]]:
        """Yield the answers of one envío (norma/sistema.md, 3): announce, then send each."""
        opened = None
        if aspirante and way.closed_by is None:
            try:
                opened = self.server.announce(self._announcement(aspirante, records))
            except (CentralUnreachable, CentralRefused) as error:
                yield from ((record, _failed(record, error)) for record in records)
                way.learn(error)
                way.closed_by = _closes(error)
                return
        receipts = self._by_record(opened)
        lacking = deque(each for each in records if each.record_id not in receipts)
        reading = _ReadAhead(hand, self.queue.envelope, lacking)
        for record in records:
            if way.closed_by is not None:
                yield record, RecordResult(record, SendStage.UNTOUCHED, error=way.closed_by)
            else:
                held = opened.have.get(record.record_id, 0) if opened else 0
                answer = self._answer(record, receipts, held, reading)
                way.learn(answer.error if isinstance(answer, RecordResult) else None)
                yield record, answer

    def _answer(
        self,
        record: RecordInfo,
        receipts: Mapping[RecordId, Signed],
        held: int,
        reading: _ReadAhead,
    ) -> Answer:
        """Return the receipt of one record, sending what the server lacks of it."""
        try:
            return receipts.get(record.record_id) or self._sent(record, held, reading)
        except ApoyoError as error:
            return _failed(record, error)

    def _ended(self, record: RecordInfo, answer: Answer) -> RecordResult:
        """Return how one record fared; only a receipt that verifies erases it."""
        result = answer if isinstance(answer, RecordResult) else self._erased(record, answer)
        self.told(result)
        return result

    def _erased(self, record: RecordInfo, signed: Signed) -> RecordResult:
        try:
            receipt = self.receipts.check(signed, record)
            self.erase(record, signed, receipt)
        except ApoyoError as error:
            return _failed(record, error)
        return RecordResult(record, SendStage.RECEIVED, receipt.folio)

    def _sent(self, record: RecordInfo, held: int, reading: _ReadAhead) -> Signed:
        """Return the receipt of a record sent from where the server stopped holding it."""
        envelope = reading.next()
        for _ in range(_OFFSETS_TRIED):
            try:
                return self.server.upload(record, envelope, held)
            except CentralRefused as refusal:
                if refusal.code != "desfase":
                    raise
                held = min(int(refusal.facts.get("offset", "0")), record.size)
        raise CentralUnreachable

    def _by_record(self, opened: EnvioOpened | None) -> dict[RecordId, Signed]:
        """Return the receipts of an answer by the record each names; none is trusted yet."""
        given = opened.receipts if opened else ()
        named = ((self.receipts.record_of(signed), signed) for signed in given)
        return {record_id: signed for record_id, signed in named if record_id is not None}

    def _announcement(self, aspirante: str, records: Sequence[RecordInfo]) -> Announcement:
        waiting = tuple(
            WaitingRecord(each.record_id, each.counter, each.sha256, each.size) for each in records
        )
        return Announcement(aspirante, waiting, self.clock.now())


def _envios(records: Iterable[RecordInfo]) -> Iterator[tuple[str, list[RecordInfo]]]:
    """Yield what waits for each aspirante, as many at a time as one announcement holds."""
    for aspirante, waiting in _by_aspirante(records):
        for begin in range(0, len(waiting), MOST_WAITING):
            yield aspirante, waiting[begin : begin + MOST_WAITING]


def _by_aspirante(records: Iterable[RecordInfo]) -> list[tuple[str, list[RecordInfo]]]:
    """Return what waits for each aspirante; whose front no longer reads goes last, under ""."""
    groups: dict[str, list[RecordInfo]] = {}
    for record in records:
        groups.setdefault(record.aspirante, []).append(record)
    return sorted(groups.items(), key=lambda group: not group[0])


def _failed(record: RecordInfo, error: ApoyoError) -> RecordResult:
    """Return a fault of one record; what the server cannot do now (a full disk) is tried later.

    The error is kept as a value: its frames would hold every record announced until the next run.
    """
    error.__traceback__ = error.__cause__ = error.__context__ = None
    status = error.status if isinstance(error, CentralRefused) else 0
    busy = status >= _SERVER_TROUBLE or status in _TOO_MUCH_NOW
    passing = busy or isinstance(error, CentralUnreachable | MachineTrouble)
    stage = SendStage.CUT if passing else SendStage.REFUSED
    return RecordResult(record, stage, error=error)


def _is_silence(error: ApoyoError) -> bool:
    """Tell whether no answer came at all; one that is not understood is a fault of one record."""
    return isinstance(error, CentralUnreachable) and error.code != _NOT_UNDERSTOOD


def _closes(error: ApoyoError) -> ApoyoError | None:
    """Return the error if it ends the whole run: server unreachable, or sending refused."""
    unauthorised = isinstance(error, CentralRefused) and error.status == _UNAUTHORISED
    return error if unauthorised or _is_silence(error) else None
