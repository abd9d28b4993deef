"""Notices that a mail did not arrive, as mail servers send them back (DSN, RFC 3464 and 6533)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email import message_from_bytes, message_from_string
from email.message import Message

from core.central.errors import MailAddressUnknown, MailBounced, MailboxFull
from core.central.mail.message_ids import MessageIds

_STATUS = re.compile(r"(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.])")
_FULL = re.compile(r"\d\.2\.2$")
_NO_SUCH = re.compile(r"5\.1\.(?:1|2|3|6|10)$|5\.2\.1$")
"""Source: RFC 3463, 3.2 and 3.3, RFC 7505: no such mailbox or host; the rest of 5.1 is ours."""
_TELLS_NOTHING = re.compile(r"\d\.0\.0$")
_MAIL_WITHIN = re.compile(rb"(?i)(content-type:\s*)message/")
_MOST_DEEP = 3
_BLANK = re.compile(r"\n[ \t]*\n")
_XTEXT = re.compile(r"\+([0-9A-F]{2})")
_STATUSES = frozenset({"message/delivery-status", "message/global-delivery-status"})
_WHOLE = frozenset({"message/rfc822", "message/global"})
_HEADS = frozenset({"text/rfc822-headers", "message/global-headers", "message/rfc822-headers"})


@dataclass(frozen=True, slots=True)
class Bounce:
    """Which of our mails did not arrive, at whom by any of their names, and the code of why."""

    mail_id: int
    to: frozenset[str]
    code: str


def read_bounces(raw: bytes, ids: MessageIds) -> Sequence[Bounce]:
    """Return what a notice says of each recipient whom it failed for good.

    Nothing of any other mail, or of one that only tells of a delay. Whose it is, is told by the
    Message-ID of what was sent back, which servers never change, and which only who had the mail
    knows. One that the parser cannot follow is no notice.
    """
    try:
        parts = list(_parts(raw, _MOST_DEEP))
        mail_id, failed = next(_our_ids(parts, ids), None), list(_failed(parts))
    except (RecursionError, LookupError, ValueError):  # what the library says of a broken mail
        return ()
    if mail_id is None:
        return ()
    return [Bounce(mail_id, to, _code(status)) for to, status in failed]


def _parts(raw: bytes, deep: int) -> Iterator[tuple[str, str]]:
    """Yield type and text of each part, and of the parts of mails within, so deep at the most.

    The parser is not told that a part is a mail: it would parse it encoded as it is, which some
    servers do though none should.
    """
    for part in message_from_bytes(_MAIL_WITHIN.sub(rb"\1x-message/", raw)).walk():
        decoded = None if part.is_multipart() else part.get_payload(decode=True)
        if not isinstance(decoded, bytes):
            continue
        kind = part.get_content_type().removeprefix("x-")
        yield kind, decoded.decode("utf-8", "replace").replace("\r\n", "\n").lstrip("\n")
        if kind in _WHOLE and deep:
            yield from _parts(decoded, deep - 1)


def _our_ids(parts: Sequence[tuple[str, str]], ids: MessageIds) -> Iterator[int]:
    """Yield the numbers of our mails that the notice sends back, whole or by their heads."""
    for kind, text in parts:
        if kind in _WHOLE | _HEADS:
            named = ids.mail_of(str(message_from_string(text)["Message-ID"]))
            if named is not None:
                yield named


def _failed(parts: Sequence[tuple[str, str]]) -> Iterator[tuple[frozenset[str], str]]:
    """Yield the names and the status of each recipient whom it failed for good."""
    blocks = (each for kind, text in parts if kind in _STATUSES for each in _BLANK.split(text))
    for block in map(message_from_string, blocks):
        if str(block.get("Action", "")).strip().lower().startswith("failed"):
            yield _names(block), _status(block)


def _names(block: Message) -> frozenset[str]:
    """Return the addresses by which a recipient is told: as asked for, and as it came to be.

    Some write the first one as it travels in SMTP (xtext, RFC 3461).
    """
    found = set()
    for name in ("Original-Recipient", "Final-Recipient"):
        told = str(block.get(name, "")).rpartition(";")[2].strip(" \t\r\n<>")
        found |= {told, _XTEXT.sub(lambda sign: chr(int(sign[1], 16)), told)}
    return frozenset(found - {""})


def _status(block: Message) -> str:
    """Return the status of a recipient; the other server's words where it tells nothing."""
    own = _STATUS.search(str(block.get("Status", "")))
    if own and not _TELLS_NOTHING.match(own[0]):
        return own[0]
    theirs = _STATUS.search(str(block.get("Diagnostic-Code", "")))
    return theirs[0] if theirs else ""


def _code(status: str) -> str:
    if _FULL.match(status):
        return MailboxFull.code
    return MailAddressUnknown.code if _NO_SUCH.match(status) else MailBounced.code
