"""What the DERFE answered, in the database; and whom it can still be asked about (numeral 9)."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import bindparam, or_, select, text, true, tuple_, update
from sqlmodel import Session, col

from core.central.tables.apoyos import StoredApoyo
from core.central.tables.lotes import SAID, StoredLine, StoredLote
from core.central.tables.verification import StoredOpening
from core.central.tables.vinculos import StoredDevice
from core.central.verification.lotes import APPLIED, ASIDE, ASKED, JUDGED, OVER
from core.domain.apoyos.conteo import Doubt
from core.domain.verification.lote import Estatus, LoteAsks, RespuestaDerfe
from core.domain.verification.lote_errors import LoteNotReady
from core.ports.central_lotes import AskedCitizen, Citizens, DerfeAnswer
from core.ports.central_padron import KeyedHashes, SealedRecord

_AT_ONCE = 1_000
_SAID = text(SAID)
"""In the words of the partial index, without which it is not used."""


class AnsweredLine(NamedTuple):
    """A line whose answer was applied, and whose citizen is to be judged by it."""

    reference: str
    clave: str
    cic: str


class Whom(NamedTuple):
    """Whom a batch asks about; `turn` is that of one that asks again."""

    asks: LoteAsks
    turn: int = 0


class Looked(NamedTuple):
    """Some records that were looked at: the position of the last, and whom to ask about."""

    last: int
    questions: Sequence[AskedCitizen]


@dataclass(frozen=True, slots=True)
class StoredRespuestas:
    """Lines of all batches."""

    session: Session

    def askable(self, whom: Whom, *, after: int, limit: int) -> Looked | None:
        """Return whom the records above position `after` are of, each with a record; None: no more.

        One without clave and CIC cannot be asked about.
        """
        rows = self.session.connection().execute(
            _OPENED.where(col(StoredApoyo.position) > after).limit(limit)
        )
        found: dict[tuple[str, str], AskedCitizen] = {}
        last = 0
        for record_id, name, position, sha256, key, clave, cic, doubt in rows:
            last = position
            if (clave or cic) and doubt == Doubt.NONE.name:
                record = SealedRecord(record_id, name, position, sha256, key)
                found.setdefault((clave, cic), AskedCitizen(record, clave, cic))
        if not last:
            return None
        left = self._left(whom, set(found))
        return Looked(last, [each for key, each in found.items() if key in left])

    def _left(self, whom: Whom, keys: set[tuple[str, str]]) -> set[tuple[str, str]]:
        """Return which of these citizens are still to be asked about.

        New is of whom no batch asks, or asked. Of a turn is left whom no batch of it has.
        """
        batch = select(col(StoredLote.id))
        standing = col(StoredLine.lote).in_(batch.where(col(StoredLote.state).not_in(OVER)))
        if whom.asks is LoteAsks.NEW:
            return keys - self._with_line(keys, or_(_SAID, standing))
        flag = StoredLote.whole if whom.asks is LoteAsks.ALL else StoredLote.unanswered
        turn = batch.where(col(flag).is_(true()), col(StoredLote.turn) == whom.turn)
        if whom.asks is LoteAsks.UNANSWERED:
            said = col(StoredLine.state) != ASKED  # one that lies aside too
            keys = self._with_line(keys, standing) - self._with_line(keys, said)
        return keys - self._with_line(keys, col(StoredLine.lote).in_(turn))

    def _with_line(self, keys: Collection[tuple[str, str]], which: Any) -> set[tuple[str, str]]:  # noqa: ANN401  a condition
        return {(row.clave, row.cic) for row in self._lines_of(keys, which)}

    def _lines_of(self, keys: Collection[tuple[str, str]], *which: Any) -> Iterator[Any]:  # noqa: ANN401  conditions
        """Yield the lines of these citizens, the older answers first."""
        line = StoredLine
        columns = (line.clave, line.cic, line.estatus, line.cause, line.seccion, line.day)
        query = select(*map(col, columns)).order_by(col(line.day), col(line.lote))
        wanted = sorted(keys)
        for begin in range(0, len(wanted), _AT_ONCE):
            some = tuple_(col(line.clave), col(line.cic)).in_(wanted[begin : begin + _AT_ONCE])
            yield from self.session.connection().execute(query.where(some, *which))

    def references(self, lote: int) -> dict[str, bool]:
        """Return the references of a batch, each with whether its answer was applied."""
        query = select(col(StoredLine.referencia), col(StoredLine.state))
        rows = self.session.connection().execute(query.where(col(StoredLine.lote) == lote))
        return {reference: state in {APPLIED, JUDGED} for reference, state in rows}

    def put_aside(self, import_id: int, day: date, answers: Sequence[RespuestaDerfe]) -> None:
        """Keep answers that an import brought, until a person applies them.

        Raises LoteNotReady where a line is not there: its batch was taken back meanwhile.
        """
        rows = [
            {
                "of": each.reference,
                "brought": import_id,
                "said": each.estatus.value,
                "why": each.cause,
                "where": each.seccion,
                "on": day,
            }
            for each in answers
        ]
        if rows and self.session.connection().execute(_PUT_ASIDE, rows).rowcount != len(rows):
            raise LoteNotReady

    def drop_aside(self, import_id: int, limit: int) -> bool:
        """Forget at most `limit` answers that lie aside; tell whether that were all."""
        none = {"import_id": None, "estatus": "", "cause": "", "seccion": "", "day": None}
        return len(self._move(import_id, limit, {"state": ASKED, **none})) < limit

    def apply(self, import_id: int, limit: int) -> bool:
        """Have at most `limit` answers that lie aside taken for true; tell whether that were all.

        Done a second time it goes on with what is left.
        """
        moved = self._move(import_id, limit, {"state": APPLIED})
        if moved:
            lote = update(StoredLote).where(col(StoredLote.id) == moved[0])
            more = lote.values(answered=col(StoredLote.answered) + len(moved))
            self.session.connection().execute(more)
        return len(moved) < limit

    def _move(self, import_id: int, limit: int, values: Mapping[str, Any]) -> Sequence[int]:
        """Change so many answers that lie aside; return the batch of each."""
        aside = (col(StoredLine.import_id) == import_id, text(f"state = '{ASIDE}'"))
        chosen = select(col(StoredLine.referencia)).where(*aside).limit(limit)
        change = update(StoredLine).where(col(StoredLine.referencia).in_(chosen)).values(values)
        return self.session.connection().scalars(change.returning(col(StoredLine.lote))).all()

    def has_any(self) -> bool:
        """Tell whether any answer was ever applied."""
        query = select(col(StoredLote.id)).where(col(StoredLote.answered) > 0).limit(1)
        return self.session.connection().execute(query).first() is not None

    def of(self, asked: Iterable[KeyedHashes]) -> Citizens:
        """Return what the DERFE said last of these citizens, where it did."""
        keys = {(each.clave, each.cic) for each in asked}
        return {
            (row.clave, row.cic): DerfeAnswer(Estatus(row.estatus), row.cause, row.seccion, row.day)
            for row in self._lines_of(keys, _SAID)
        }

    def to_judge(self, limit: int) -> Sequence[AnsweredLine]:
        """Return lines whose citizens are to be judged by their answers, at most `limit`."""
        columns = (col(StoredLine.referencia), col(StoredLine.clave), col(StoredLine.cic))
        query = select(*columns).where(text(f"state = '{APPLIED}'"))
        query = query.order_by(col(StoredLine.referencia)).limit(limit)
        rows = self.session.connection().execute(query)
        return [AnsweredLine(reference, clave, cic) for reference, clave, cic in rows]

    def judged(self, lines: Sequence[AnsweredLine]) -> None:
        """Note that every record of these citizens was judged by their answers."""
        mine = col(StoredLine.referencia).in_([each.reference for each in lines])
        self.session.connection().execute(update(StoredLine).where(mine).values(state=JUDGED))


_PUT_ASIDE = (
    update(StoredLine)
    .where(col(StoredLine.referencia) == bindparam("of"), col(StoredLine.state) == ASKED)
    .values(
        state=ASIDE,
        import_id=bindparam("brought"),
        estatus=bindparam("said"),
        cause=bindparam("why"),
        seccion=bindparam("where"),
        day=bindparam("on"),
    )
)
_OPENED = (
    select(
        col(StoredApoyo.record_id),
        col(StoredApoyo.folio),
        col(StoredApoyo.position),
        col(StoredApoyo.sha256),
        col(StoredDevice.public_key),
        col(StoredOpening.clave),
        col(StoredOpening.cic),
        col(StoredOpening.doubt),
    )
    .join(StoredOpening, col(StoredOpening.record_id) == col(StoredApoyo.record_id))
    .join(StoredDevice, col(StoredDevice.id) == col(StoredApoyo.device))
    .order_by(col(StoredApoyo.position))
)
