"""Numeral 25: retry times, whose problem a failure is, and the words shown. No Qt, no network.

Words of a record: Guardado (sealed here), Enviado (fully sent, no verified receipt yet), Recibido
and Borrado (receipted; only the folio remains).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

from core.back_off import back_off
from core.domain.apoyos.apoyo import RecordId
from core.domain.device.tablet import KeptReceipt, RecordInfo, SendStage
from core.errors import ApoyoError, CentralRefused, CentralUnreachable, ReceiptRejected
from core.messages import explain

QUIET = timedelta(seconds=15)
"""Between two looks while nothing waits: the packet is renewed and the network is known."""
FIRST, LONGEST = timedelta(seconds=2), timedelta(seconds=15)
"""After a failure: twice as long each time, never so long that a network that is back waits."""

OWNERS = {
    "tableta": "de la tableta",
    "red": "de la red",
    "servidor": "del servidor",
    "registro": "del registro",
    "dato": "del dato",
    "persona": "de su cuenta",
    "equipo": "de la tableta",
}


class Network(Enum):
    """What the last try says of the way to the server; the chip and the page say this one thing."""

    UNKNOWN = "unknown"
    UP = "up"
    DOWN = "down"
    PORTAL = "portal"
    IMPOSTOR = "impostor"
    SERVER = "server"


_NETWORK_OF = {
    "red_pide_entrar": Network.PORTAL,
    "servidor_no_confiable": Network.IMPOSTOR,
    "ancla_danada": Network.IMPOSTOR,
    "servidor_con_fallas": Network.SERVER,
    "respuesta_no_entendida": Network.SERVER,
}
_SERVER_FROM = 500


def network_of(error: ApoyoError | None) -> Network:
    """Return what an error says of the way; one of a record alone says that there is a way."""
    if isinstance(error, CentralUnreachable):
        return _NETWORK_OF.get(error.code, Network.DOWN)
    if isinstance(error, CentralRefused) and error.status >= _SERVER_FROM:
        return Network.SERVER
    return Network.UP


class Word(Enum):
    """The word of a record, and how many of its four dots are full."""

    GUARDADO = ("Guardado", 1)
    ENVIADO = ("Enviado", 2)
    RECIBIDO = ("Recibido", 3)
    BORRADO = ("Borrado", 4)

    @property
    def text(self) -> str:
        """Return the word."""
        return str(self.value[0])

    @property
    def dots(self) -> int:
        """Return how many dots are full."""
        return int(self.value[1])


@dataclass(frozen=True, slots=True)
class Sent:
    """The result of one record in a run; `error` is None once received."""

    record: RecordInfo
    stage: SendStage
    error: ApoyoError | None = None


def worth_keeping(results: Iterable[Sent]) -> tuple[Sent, ...]:
    """Return, by their order, the results of records with a fault of their own, and of others one.

    Of thousands that were received, or that only wait for the way, each says what the first says.
    """
    kept, said = [], set()
    for each in results:
        same = (each.stage, each.error.code if each.error else "")
        if _is_own(each) or same not in said:
            kept.append(each)
            said.add(same)
    return tuple(kept)


def _is_own(result: Sent) -> bool:
    """Tell whether a record has a fault of its own."""
    tried = result.error is not None and result.stage is not SendStage.UNTOUCHED
    return tried and network_of(result.error) is Network.UP


@dataclass(frozen=True, slots=True)
class SendingProgress:
    """How far a run is: records received of all, and bytes that left of all."""

    records: int = 0
    all_records: int = 0
    octets: int = 0
    all_octets: int = 0

    @property
    def percent(self) -> int:
        """Return the share of bytes that left, 0 to 100."""
        return min(100, 100 * self.octets // self.all_octets) if self.all_octets else 100


@dataclass(frozen=True, slots=True)
class Round:
    """One contact with the server: a result a record, and the outcome of renewing the packet."""

    sent: tuple[Sent, ...] = ()
    refusal: ApoyoError | None = None
    reached: bool = False
    packet_closed: str = ""
    skew: timedelta | None = None

    @property
    def way(self) -> ApoyoError | None:
        """Return the first error of the way itself, None where there is a way."""
        errors = [each.error for each in self.sent] + [self.refusal]
        return next((each for each in errors if network_of(each) is not Network.UP), None)


@dataclass(frozen=True, slots=True)
class Trouble:
    """What a person is told: what happened, what to do, whose problem, the code."""

    title: str
    action: str
    owner: str


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One line of the page of sendings. `number` is the record's own, or a span of them."""

    number: str
    note: str
    word: Word


@dataclass(frozen=True, slots=True)
class SendingFlow:
    """Immutable state of sending; each event returns a new one."""

    network: Network = Network.UNKNOWN
    busy: bool = False
    failures: int = 0
    last: Round = Round()
    progress: SendingProgress | None = None
    next_at: datetime | None = None

    def began(self) -> "SendingFlow":
        """Note that a run began."""
        return replace(self, busy=True, progress=None, next_at=None)

    def moved(self, progress: SendingProgress) -> "SendingFlow":
        """Note how far a run is."""
        return replace(self, progress=progress)

    def rests_until(self, moment: datetime) -> "SendingFlow":
        """Note when the next run begins."""
        return replace(self, next_at=moment)

    def ended(self, run: Round) -> "SendingFlow":
        """Note how a run ended."""
        failed = any(each.stage is not SendStage.RECEIVED for each in run.sent) or not run.reached
        return SendingFlow(
            network=network_of(run.way) if run.way or run.reached else Network.DOWN,
            failures=self.failures + 1 if failed else 0,
            last=run,
        )

    @property
    def next_try(self) -> timedelta:
        """Return the wait before the next run."""
        if not self.failures:
            return QUIET
        return back_off(self.failures, FIRST, LONGEST)

    def wait(self, share: float) -> timedelta:
        """Return the wait with its jitter: from half of it to the whole, by `share` (0 to 1).

        Many tablets that lost the same network do not come back at the same moment.
        """
        return self.next_try * (0.5 + 0.5 * share)

    @property
    def trouble(self) -> Trouble | None:
        """Return the one problem to show: of the way, else of the first record, else none."""
        if self.last.way is not None:
            return _trouble(self.last.way, "")
        for each in self.last.sent:
            if each.error is not None:
                return _trouble(each.error, f"Registro {each.record.counter}: ")
        if self.last.refusal is not None:
            return _trouble(self.last.refusal, "")
        return None

    def word(self, record: RecordInfo) -> Word:
        """Return the word of a record that still waits."""
        return _word(record, self.unreceipted)

    @property
    def unreceipted(self) -> frozenset[RecordId]:
        """Return the records that were sent whole without a receipt that verifies."""
        sent = self.last.sent
        return frozenset(s.record.record_id for s in sent if isinstance(s.error, ReceiptRejected))

    @property
    def _waits_for(self) -> tuple[str, str]:
        """Return what one record, and several, wait for."""
        if self.network in (Network.DOWN, Network.PORTAL, Network.IMPOSTOR):
            return "espera red", "esperan red"
        if self.network is Network.SERVER:
            return "espera al servidor", "esperan al servidor"
        return "en espera", "en espera"

    def lines(
        self, waiting: Sequence[RecordInfo], kept: Sequence[KeptReceipt], most: int = 40
    ) -> tuple[RecordLine, ...]:
        """Return at most `most` lines, newest first.

        Records that only wait are joined to ranges.
        """
        told = {
            each.record.record_id: each.error
            for each in self.last.sent
            if each.error and _is_own(each)
        }
        quiet = [r for r in waiting if r.record_id not in told] if told else waiting
        loud = [r for r in waiting if r.record_id in told] if told else []
        without = self.unreceipted
        lines = [_span(quiet, self._waits_for)] if quiet else []
        lines += [
            RecordLine(str(r.counter), _because(told[r.record_id]), _word(r, without))
            for r in loud[: -most - 1 : -1]
        ]
        lines += [
            RecordLine(str(receipt.counter), _folio(receipt), Word.BORRADO)
            for receipt in kept[: -most - 1 : -1]
        ]
        return tuple(lines[:most])


def _word(record: RecordInfo, without: frozenset[RecordId]) -> Word:
    return Word.ENVIADO if record.record_id in without else Word.GUARDADO


def _span(records: Sequence[RecordInfo], waits_for: tuple[str, str]) -> RecordLine:
    first, last = records[0].counter, records[-1].counter
    if len(records) == 1:
        return RecordLine(str(first), waits_for[0], Word.GUARDADO)
    return RecordLine(f"{first} a {last}", f"{len(records)} {waits_for[1]}", Word.GUARDADO)


def _folio(receipt: KeptReceipt) -> str:
    return (
        f"folio {receipt.folio}" if receipt.folio else "recibo dañado aquí: el folio, en el acuse"
    )


def _because(error: ApoyoError) -> str:
    """Return whose problem a record has, short."""
    return f"problema {OWNERS.get(explain(error).owner, 'del registro')}"


def _trouble(error: ApoyoError, before: str) -> Trouble:
    told = explain(error)
    owner = f"Problema {OWNERS.get(told.owner, 'de la tableta')} · Código {told.code}"
    title = told.title if not before else before + told.title[:1].lower() + told.title[1:]
    return Trouble(title, told.action, owner)
