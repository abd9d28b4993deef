"""Batches for the DERFE in the database: where each stands, its lines and its sealed file."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, insert, true
from sqlmodel import Session, col, func, select

from core.central import leases
from core.central.database import row_of
from core.central.pages import page_by_key
from core.central.tables.lotes import StoredLine, StoredLote, StoredSealed
from core.domain.verification.lote import Lote, LoteAsks, LoteOrder, LoteState
from core.domain.verification.lote_errors import LoteNotCounted, LoteNotReady, LoteOpen, LoteOver
from core.errors import ApoyoError, NotThere
from core.ports.central_lotes import LoteLine
from core.ports.shared import Clock
from core.wire import Page

ASKED, ASIDE, APPLIED, JUDGED = "pedida", "revisada", "aplicada", "juzgada"
"""States of a line."""

_IN_THE_MAKING = [
    each.value for each in (LoteState.WAITING, LoteState.COUNTED, LoteState.TO_PREPARE)
]
WORK = [each.value for each in (LoteState.WAITING, LoteState.TO_PREPARE, LoteState.TO_CANCEL)]
OVER = (LoteState.CANCELLED.value, LoteState.FAILED.value)
"""States of a batch that holds nobody any more."""


@dataclass(frozen=True, slots=True)
class StoredLotes:
    """Batches in the database."""

    session: Session
    clock: Clock

    def ask(self, order: LoteOrder, actor: str) -> Lote:
        """Have a batch counted. Raises LoteOpen while another one is in the making."""
        making = select(StoredLote.id).where(col(StoredLote.state).in_(_IN_THE_MAKING))
        if self.session.exec(making.limit(1)).first() is not None:
            raise LoteOpen
        row = StoredLote(
            state=LoteState.WAITING.value,
            whole=order.asks is LoteAsks.ALL,
            unanswered=order.asks is LoteAsks.UNANSWERED,
            turn=self._last_turn(order.asks),
            asked_by=actor,
            asked_at=self.clock.now(),
        )
        return self._kept(row)

    def _last_turn(self, asks: LoteAsks) -> int:
        """Return the turn that is going on of what asks again, 0 for what does not."""
        if asks is LoteAsks.NEW:
            return 0
        flag = StoredLote.whole if asks is LoteAsks.ALL else StoredLote.unanswered
        last = select(func.max(StoredLote.turn)).where(col(flag).is_(true()))
        return self.session.exec(last).one() or 1

    def turn_of(self, number: int) -> int:
        """Return of which turn a batch is."""
        return self._row(number).turn

    def next_turn(self, number: int) -> None:
        """Let a batch begin another turn: of its own nobody is left."""
        row = self._row(number)
        row.turn += 1
        self._kept(row)

    def order(self, number: int, actor: str) -> Lote:
        """Have a counted batch prepared. Raises NotThere, LoteNotCounted."""
        row = self._row(number)
        if row.state != LoteState.COUNTED.value or not row.lines:
            raise LoteNotCounted
        row.state, row.ordered_by = LoteState.TO_PREPARE.value, actor
        return self._kept(row)

    def cancel(self, number: int) -> Lote:
        """Have the worker take back what nobody answered. Raises NotThere, LoteOver."""
        row = self._row(number)
        if row.state in OVER:
            raise LoteOver
        row.state = LoteState.TO_CANCEL.value
        return self._kept(row)

    def has_work(self) -> bool:
        """Tell whether any batch waits for a worker."""
        query = select(StoredLote.id).where(col(StoredLote.state).in_(WORK)).limit(1)
        return self.session.exec(query).first() is not None

    def take(self, holder: leases.Holder) -> tuple[Lote, str] | None:
        """Return a batch that waits, now held by `holder`, and who ordered it; or None."""
        wanted, now = col(StoredLote.state).in_(WORK), self.clock.now()
        found = leases.take(self.session, StoredLote, wanted, holder=holder, now=now)
        if not found:
            return None
        row = self._row(found[0])
        self.session.refresh(row)
        return _shown(row), row.ordered_by

    def keep(self, number: int, holder: leases.Holder) -> bool:
        """Tell whether `holder` has this batch still, and begin its time anew."""
        now = self.clock.now()
        return leases.renew(self.session, StoredLote, number, holder=holder, now=now)

    def progress(self, number: int, done: int, size: int, holder: leases.Holder) -> LoteState:
        """Note how far it is, keep the lease, and return the state as it is now.

        TO_CANCEL also where another worker holds it: then it is not this one's any more.
        """
        if not self.keep(number, holder):
            return LoteState.TO_CANCEL
        row = self._row(number)
        self.session.refresh(row)
        row.done, row.size = done, size
        return self._kept(row).state

    def give_back(self, holder: leases.Holder) -> None:
        """Free what `holder` holds, for another worker or a later turn."""
        leases.give_back(self.session, StoredLote, holder=holder)

    def counted(self, number: int, lines: int, *, more: bool) -> None:
        """Note how many citizens it would ask about: a person decides now."""
        row = self._row(number)
        row.state, row.lines, row.done = LoteState.COUNTED.value, lines, row.size
        row.more = more
        self._free(row)

    def add(self, number: int, lines: Sequence[LoteLine]) -> None:
        """Keep some lines of a batch that is being prepared."""
        rows = [
            {
                "referencia": each.reference,
                "lote": number,
                "clave": each.question.clave,
                "cic": each.question.cic,
                "state": ASKED,
                "estatus": "",
                "cause": "",
                "seccion": "",
            }
            for each in lines
        ]
        self.session.connection().execute(insert(StoredLine), rows)

    def ready(self, shown: Lote, sealed: bytes) -> None:
        """Keep the file: the batch can be taken. Lines, key and hash are those of `shown`."""
        row = self._row(shown.id)
        row.lines, row.left_out, row.more = shown.lines, shown.left_out, shown.more
        row.key, row.sha256, row.done = shown.key, shown.sha256, row.size
        self.session.add(StoredSealed(lote=shown.id, sealed=sealed))
        self._end(row, LoteState.READY)

    def take_back(self, number: int, limit: int) -> bool:
        """Delete at most `limit` lines that nobody answered, and the file; tell whether all went.

        A citizen of these may be asked about again.
        """
        connection = self.session.connection()
        connection.execute(delete(StoredSealed).where(col(StoredSealed.lote) == number))
        mine = select(StoredLine.referencia).where(
            StoredLine.lote == number, StoredLine.state == ASKED
        )
        gone = delete(StoredLine).where(col(StoredLine.referencia).in_(mine.limit(limit)))
        return connection.execute(gone).rowcount < limit

    def cancelled(self, number: int) -> None:
        """Note that it is over."""
        self._end(self._row(number), LoteState.CANCELLED)

    def failed(self, number: int, error: ApoyoError) -> None:
        """Note why a batch could not be counted or prepared."""
        row = self._row(number)
        row.code = error.code
        self._end(row, LoteState.FAILED)

    def sealed(self, number: int) -> bytes:
        """Return the file of a batch. Raises NotThere, LoteNotReady."""
        self.check_ready(number)
        return row_of(self.session, StoredSealed, number).sealed

    def check_ready(self, number: int) -> None:
        """Return where a batch can be taken and answered. Raises NotThere, LoteNotReady."""
        if self._row(number).state != LoteState.READY.value:
            raise LoteNotReady

    def one(self, number: int) -> Lote:
        """Return a batch. Raises NotThere."""
        return _shown(self._row(number))

    def page(self, *, after: int, limit: int) -> Page[Lote]:
        """Return batches, newest first, below id `after` (0: from the newest)."""
        return page_by_key(
            self.session,
            select(StoredLote),
            StoredLote.id,
            lambda rows: map(_shown, rows),
            after=after,
            limit=limit,
        )

    def _row(self, number: int) -> StoredLote:
        return row_of(self.session, StoredLote, number)

    def _end(self, row: StoredLote, state: LoteState) -> None:
        row.state, row.ended_at = state.value, self.clock.now()
        self._free(row)

    def _free(self, row: StoredLote) -> None:
        row.leased_by, row.leased_until = "", None
        self._kept(row)

    def _kept(self, row: StoredLote) -> Lote:
        self.session.add(row)
        self.session.flush()
        return _shown(row)


def _shown(row: StoredLote) -> Lote:
    if row.id is None:
        raise NotThere
    return Lote(
        id=row.id,
        state=LoteState(row.state),
        asks=_asks(row),
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        ended_at=row.ended_at,
        size=row.size,
        done=row.done,
        lines=row.lines,
        more=row.more,
        left_out=row.left_out,
        answered=row.answered,
        key=row.key,
        sha256=row.sha256,
        code=row.code,
    )


def _asks(row: StoredLote) -> LoteAsks:
    again = LoteAsks.UNANSWERED if row.unanswered else LoteAsks.NEW
    return LoteAsks.ALL if row.whole else again
