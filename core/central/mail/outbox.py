"""The transactional outbox: mail rows commit with their act (norma/sistema.md, 9)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, not_
from sqlalchemy.orm import aliased
from sqlmodel import Session, and_, col, delete, or_, select, update

from core.back_off import back_off
from core.central import leases
from core.central.database import row_of
from core.central.errors import MailNotBuilt
from core.central.listing import AS_IT_IS, Narrowed, Order, SortedList
from core.central.mail.delivery import check_buildable
from core.central.mail.tries import FIRST_WAIT, LONGEST_WAIT, MOST_TRIES, due
from core.central.mail.turns import next_turn
from core.central.mail.whom import names_of
from core.central.pages import found_by
from core.central.tables.shared import StoredAttachment, StoredMail
from core.domain.desk.correo import CorreoRow, MailState
from core.errors import NotThere
from core.mail_address import mail_address
from core.ports.central import Attachment, Letter, NewMail
from core.ports.shared import Clock
from core.wire import Page

VOIDED = "correo_anulado"
"""Why a mail that was withdrawn went to nobody."""


@dataclass(frozen=True, slots=True)
class StoredOutbox:
    """An Outbox in the database."""

    session: Session
    clock: Clock

    def put(self, mail: NewMail) -> int:
        """Queue a mail and return its id. One that cannot be built is FAILED at once."""
        now, wrong = self.clock.now(), ""
        try:
            check_buildable(mail, now)
        except MailNotBuilt as fault:
            wrong = fault.code
        row = StoredMail(
            kind=mail.kind,
            to=mail.to,
            about=mail.about,
            subject=mail.letter.subject,
            text=mail.letter.text,
            html=mail.letter.html,
            secret=mail.secret,
            state=(MailState.FAILED if wrong else MailState.WAITING).value,
            created_at=now,
            next_try_at=None if wrong else now,
            last_error=wrong,
            whose=mail.whose,
            turn=next_turn(self.session, mail.whose) if mail.whose else 0,
        )
        self.session.add(row)
        self.session.flush()
        mail_id = _id(row)
        self.session.add_all(_stored(mail_id, each) for each in mail.attachments)
        self.session.flush()
        return mail_id

    def void(self, kind: str, about: str) -> None:
        waiting = select(StoredMail).where(
            StoredMail.kind == kind,
            StoredMail.about == about,
            StoredMail.state != MailState.SENT.value,
        )
        for row in self.session.exec(waiting).all():
            self._wipe(row)
            row.state, row.next_try_at, row.last_error = MailState.FAILED.value, None, VOIDED
            self.session.add(row)
        self.session.flush()

    def due(self, *, limit: int) -> Sequence[int]:
        """Return the ids of at most `limit` mails due now: oldest first, those of lists last.

        Who asked for a new password does not wait until a list of altas was told; and of lists,
        those of each aspirante take turns.
        """
        query = (
            select(StoredMail.id)
            .where(col(StoredMail.next_try_at).is_not(None), due(self.clock.now()))
            .order_by(col(StoredMail.turn), col(StoredMail.id))
            .limit(limit)
        )
        return [each for each in self.session.exec(query).all() if each is not None]

    def take(self, mail_id: int, holder: leases.Holder) -> bool:
        """Tell whether `holder` may send a mail now: it is due, and no other worker has it."""
        now = self.clock.now()
        wanted = and_(
            col(StoredMail.id) == mail_id,
            col(StoredMail.state) == MailState.WAITING.value,
            due(now),
        )
        return bool(leases.take(self.session, StoredMail, wanted, holder=holder, now=now))

    def read(self, mail_id: int) -> NewMail:
        """Return a whole mail with attachments. Raises NotThere."""
        row = self._row(mail_id)
        attached = select(StoredAttachment).where(StoredAttachment.mail_id == mail_id)
        return NewMail(
            kind=row.kind,
            to=row.to,
            about=row.about,
            letter=Letter(subject=row.subject, text=row.text, html=row.html),
            secret=row.secret,
            attachments=tuple(
                Attachment(each.name, each.media_type, each.content, each.content_id)
                for each in self.session.exec(attached.order_by(col(StoredAttachment.id))).all()
            ),
        )

    def attached(self, mail_id: int, media_type: str) -> bytes | None:
        """Return the first file of that kind of a mail, or None: not there, or deleted since."""
        query = select(StoredAttachment.content).where(
            StoredAttachment.mail_id == mail_id, StoredAttachment.media_type == media_type
        )
        return self.session.exec(query.order_by(col(StoredAttachment.id)).limit(1)).first()

    def sent(self, mail_id: int) -> None:
        """Mark as delivered and delete its secret content."""
        row = self._row(mail_id)
        row.state, row.sent_at, row.next_try_at = MailState.SENT.value, self.clock.now(), None
        row.attempts, row.last_error = row.attempts + 1, ""
        row.leased_by, row.leased_until = "", None
        if row.secret:
            self._wipe(row)
        self.session.add(row)
        self.session.flush()

    def failed(self, mail_id: int, why: str, *, final: bool = False) -> None:
        """Record a failure and schedule the next try with back-off.

        After the last try, or with `final`, the mail is FAILED.
        """
        row = self._row(mail_id)
        row.attempts, row.last_error = row.attempts + 1, why
        row.leased_by, row.leased_until = "", None
        wait = back_off(row.attempts, FIRST_WAIT, LONGEST_WAIT)
        row.next_try_at = self.clock.now() + wait
        if final or row.attempts >= MOST_TRIES:
            row.state, row.next_try_at = MailState.FAILED.value, None
        self.session.add(row)
        self.session.flush()

    def delayed(self, why: str, holder: leases.Holder) -> None:
        """Record on every waiting mail why none is sent; no try is counted, no lease kept."""
        leases.give_back(self.session, StoredMail, holder=holder)
        waiting = col(StoredMail.state) == MailState.WAITING.value
        self.session.exec(update(StoredMail).where(waiting).values(last_error=why))

    def again(self, mail_id: int) -> None:
        """Requeue a mail, sent or failed. Raises NotThere."""
        row = self._row(mail_id)
        row.state, row.attempts, row.last_error = MailState.WAITING.value, 0, ""
        row.sent_at, row.next_try_at = None, self.clock.now()
        self.session.add(row)
        self.session.flush()

    def bounced(self, mail_id: int, to: frozenset[str], code: str) -> bool:
        """Mark a mail that was sent as failed after all; tell whether it went to one of `to`."""
        row = self.session.get(StoredMail, mail_id)
        if row is None or row.state != MailState.SENT.value:
            return False
        names = {row.to.strip().casefold(), mail_address(row.to).casefold()}
        if names.isdisjoint(each.strip().casefold() for each in to):
            return False
        row.state, row.last_error = MailState.FAILED.value, code
        self.session.add(row)
        self.session.flush()
        return True

    def shown(self, mail_id: int) -> CorreoRow:
        """Return a mail without its body. Raises NotThere."""
        return self._all([self._row(mail_id)])[0]

    def newest(self, kind: str, about: str) -> CorreoRow:
        """Return the last mail of a kind about a subject. Raises NotThere."""
        query = select(StoredMail).where(StoredMail.kind == kind, StoredMail.about == about)
        row = self.session.exec(query.order_by(col(StoredMail.id).desc()).limit(1)).first()
        if row is None:
            raise NotThere
        return self._all([row])[0]

    def of_person(self, kind: str, about: str, to: str, *, limit: int) -> Sequence[CorreoRow]:
        """Return at most `limit` mails about a subject, newest first: of this kind, or to `to`.

        An auxiliar's number may be an aspirante's too, so what goes to others is left out.
        """
        theirs = or_(col(StoredMail.kind) == kind, col(StoredMail.to) == to)
        query = select(StoredMail).where(StoredMail.about == about, theirs)
        newest = query.order_by(col(StoredMail.id).desc()).limit(limit)
        return self._all(self.session.exec(newest).all())

    def is_wiped(self, mail_id: int) -> bool:
        """Tell whether its content was deleted, so that it cannot be sent again."""
        return not self._row(mail_id).text

    def page(
        self, *, after: int, limit: int, search: str, asked: Narrowed = AS_IT_IS
    ) -> Page[CorreoRow]:
        """Return mails without bodies, newest first, below id `after` (0: from the newest).

        `fallidos` are those that a person may still send again, as `failed_now` says.
        """
        return _LISTING.page(
            self.session,
            select(StoredMail).where(found_by(StoredMail, search)),
            self._all,
            asked,
            after=after,
            limit=limit,
        )

    def _all(self, rows: Sequence[StoredMail]) -> Sequence[CorreoRow]:
        whom = names_of(self.session, rows)
        return [_shown(row, whom.get(row.id or 0, "")) for row in rows]

    def _row(self, mail_id: int) -> StoredMail:
        return row_of(self.session, StoredMail, mail_id)

    def _wipe(self, row: StoredMail) -> None:
        row.text, row.html = "", ""
        self.session.exec(delete(StoredAttachment).where(col(StoredAttachment.mail_id) == row.id))


def failed_now() -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that a mail failed, was not withdrawn, and none took its place."""
    later = aliased(StoredMail)
    again = exists().where(
        col(later.about) == col(StoredMail.about),
        col(later.kind) == col(StoredMail.kind),
        col(later.id) > col(StoredMail.id),
    )
    return (
        col(StoredMail.state) == MailState.FAILED.value,
        col(StoredMail.last_error) != VOIDED,
        not_(again),
    )


_LISTING = SortedList(
    StoredMail.id,
    orders={
        "para": Order(StoredMail.to),
        "estado": Order(StoredMail.state),
        "pedido": Order(StoredMail.created_at),
    },
    states={
        "fallidos": lambda: and_(*failed_now()),
        "en_espera": lambda: col(StoredMail.state) == MailState.WAITING.value,
        "enviados": lambda: col(StoredMail.state) == MailState.SENT.value,
    },
    day=StoredMail.created_at,
)


def _id(row: StoredMail) -> int:
    if row.id is None:
        raise NotThere
    return row.id


def _stored(mail_id: int, each: Attachment) -> StoredAttachment:
    return StoredAttachment(
        mail_id=mail_id,
        name=each.name,
        media_type=each.media_type,
        content=each.content,
        content_id=each.content_id,
    )


def _shown(row: StoredMail, whom: str) -> CorreoRow:
    return CorreoRow(
        id=_id(row),
        kind=row.kind,
        to=row.to,
        subject=row.subject,
        about=row.about,
        state=MailState(row.state),
        created_at=row.created_at,
        sent_at=row.sent_at,
        attempts=row.attempts,
        next_try_at=row.next_try_at,
        last_error=row.last_error,
        whom=whom,
    )
