"""Numeral 25: retry times, whose problem a failure is, and the words shown. No Qt, no network.

Words of a record: Guardado (sealed here), Enviado (fully sent, no verified receipt yet), Recibido
and Borrado (receipted; only the folio remains).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import Enum

from core.back_off import back_off
from core.domain.tablet import KeptReceipt, RecordInfo, SendStage
from core.errors import ApoyoError, CentralUnreachable, ReceiptRejected
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
    """What the last try says of the way to the server."""

    UNKNOWN = "unknown"
    UP = "up"
    DOWN = "down"


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


@dataclass(frozen=True, slots=True)
class Round:
    """One contact with the server: a result a record, and the outcome of renewing the packet."""

    sent: tuple[Sent, ...] = ()
    refusal: ApoyoError | None = None
    reached: bool = False
    packet_closed: str = ""


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

    def began(self) -> "SendingFlow":
        """Note that a run began."""
        return replace(self, busy=True)

    def ended(self, run: Round) -> "SendingFlow":
        """Note how a run ended."""
        failed = any(each.stage is not SendStage.RECEIVED for each in run.sent) or not run.reached
        return SendingFlow(
            network=Network.UP if run.reached else Network.DOWN,
            failures=self.failures + 1 if failed else 0,
            last=run,
        )

    @property
    def next_try(self) -> timedelta:
        """Return the wait before the next run."""
        if not self.failures:
            return QUIET
        return back_off(self.failures, FIRST, LONGEST)

    @property
    def trouble(self) -> Trouble | None:
        """Return the first problem to show, None where there is none."""
        for each in self.last.sent:
            if each.error is not None:
                return _trouble(each.error, f"Registro {each.record.counter}: ")
        if self.last.refusal is not None:
            return _trouble(self.last.refusal, "")
        return None

    def word(self, record: RecordInfo) -> Word:
        """Return the word of a record that still waits."""
        for each in self.last.sent:
            same = each.record.record_id == record.record_id
            if same and isinstance(each.error, ReceiptRejected):
                return Word.ENVIADO
        return Word.GUARDADO

    def lines(
        self, waiting: Sequence[RecordInfo], kept: Sequence[KeptReceipt], most: int = 40
    ) -> tuple[RecordLine, ...]:
        """Return at most `most` lines, newest first.

        Records that only wait are joined to ranges.
        """
        told = {each.record.record_id: each.error for each in self.last.sent if each.error}
        quiet = [r for r in waiting if r.record_id not in told]
        loud = [r for r in waiting if r.record_id in told]
        lines = [_span(quiet)] if quiet else []
        lines += [
            RecordLine(str(r.counter), _because(told[r.record_id]), self.word(r))
            for r in reversed(loud)
        ]
        lines += [
            RecordLine(str(receipt.counter), f"folio {receipt.folio}", Word.BORRADO)
            for receipt in reversed(kept)
        ]
        return tuple(lines[:most])


def _span(records: Sequence[RecordInfo]) -> RecordLine:
    first, last = records[0].counter, records[-1].counter
    if len(records) == 1:
        return RecordLine(str(first), "en espera", Word.GUARDADO)
    return RecordLine(f"{first} a {last}", f"{len(records)} en espera", Word.GUARDADO)


def _because(error: ApoyoError) -> str:
    """Return why a record waits, short: the network's faults are not the record's."""
    if isinstance(error, CentralUnreachable):
        return "espera red"
    return f"problema {OWNERS.get(explain(error).owner, 'del registro')}"


def _trouble(error: ApoyoError, before: str) -> Trouble:
    told = explain(error)
    owner = f"Problema {OWNERS.get(told.owner, 'de la tableta')} · Código {told.code}"
    title = told.title if not before else before + told.title[:1].lower() + told.title[1:]
    return Trouble(title, told.action, owner)
