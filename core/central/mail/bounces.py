"""Notices that a mail did not arrive, as mail servers send them back (DSN, RFC 3464)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, message_from_string
from email.message import Message

from core.central.errors import MailAddressUnknown, MailBounced, MailboxFull
from core.central.mail.message_ids import MessageIds

_FULL = re.compile(r"\d\.2\.2")
_NO_SUCH = re.compile(r"5\.1\.\d{1,3}")


@dataclass(frozen=True, slots=True)
class Bounce:
    """Which of our mails did not arrive at whom, and the code of why."""

    mail_id: int
    to: str
    code: str


def read_bounce(raw: bytes, ids: MessageIds) -> Bounce | None:
    """Return what a notice says, None for any other mail, and for one that only tells of a delay.

    Whose it is, is told by the Message-ID of what was sent back, which servers never change, and
    which only who had the mail knows. One
    with more parts within parts than the parser can follow is no notice.
    """
    try:
        notice = message_from_bytes(raw)
        mail_id, failed = next(_our_ids(notice, ids), None), next(_failed(notice), None)
    except RecursionError:
        return None
    if mail_id is None or failed is None:
        return None
    to, status = failed
    return Bounce(mail_id, to, _code(status))


def _our_ids(notice: Message, ids: MessageIds) -> Iterator[int]:
    """Yield the numbers of our mails that the notice sends back, whole or by their heads."""
    for part in notice.walk():
        kind = part.get_content_type()
        if kind == "message/rfc822" and part.is_multipart():
            sent = part.get_payload(0)
        elif kind == "text/rfc822-headers":
            sent = message_from_string(str(part.get_payload()))
        else:
            continue
        named = ids.mail_of(str(sent["Message-ID"])) if isinstance(sent, Message) else None
        if named is not None:
            yield named


def _failed(notice: Message) -> Iterator[tuple[str, str]]:
    """Yield address and status of each recipient whom it failed for good."""
    for part in notice.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        blocks = part.get_payload()
        for block in blocks if isinstance(blocks, list) else ():
            if not isinstance(block, Message):
                continue
            if str(block.get("Action", "")).strip().lower() != "failed":
                continue
            named = block.get("Original-Recipient") or block.get("Final-Recipient") or ""
            yield str(named).rpartition(";")[2].strip(" <>"), str(block.get("Status", "")).strip()


def _code(status: str) -> str:
    if _FULL.match(status):
        return MailboxFull.code
    return MailAddressUnknown.code if _NO_SUCH.match(status) else MailBounced.code
