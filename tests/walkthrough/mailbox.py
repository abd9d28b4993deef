"""Mails that the server left in its Maildir, parsed from their own bytes."""

import email
import email.policy
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import cast

from tests.walkthrough.waiting import PATIENCE

_LOOK_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Mail:
    """One .eml: every address it goes to, its plain text, its attachments by name."""

    path: Path
    to: tuple[str, ...]
    subject: str
    text: str
    html: str
    parts: dict[str, bytes]
    raw: bytes


def read(maildir: Path) -> list[Mail]:
    """Return every delivered mail, oldest first."""
    paths = [path for folder in ("new", "cur") for path in (maildir / folder).glob("*")]
    return [parsed(path) for path in sorted(paths, key=lambda each: each.stat().st_mtime_ns)]


def parsed(path: Path) -> Mail:
    """Return the mail of one file."""
    raw = path.read_bytes()
    found = email.message_from_bytes(raw, policy=email.policy.default)
    to = [
        address.addr_spec
        for header in ("to", "cc", "bcc")
        for value in found.get_all(header, [])
        for address in value.addresses
    ]
    parts = {
        part.get_filename() or part.get("Content-ID", f"parte-{number}"): _content(part)
        for number, part in enumerate(found.walk())
        if part.get_content_maintype() in ("image", "application")
    }
    return Mail(
        path, tuple(to), str(found["subject"] or ""), _body(found, "plain"), _body(found, "html"),
        parts, raw,
    )  # fmt: skip


def wait_for(maildir: Path, wanted: Callable[[Mail], bool], seconds: float = 150.0) -> Mail:
    """Return the first mail that is `wanted`. Raises TimeoutError."""
    deadline = time.monotonic() + seconds * PATIENCE
    while time.monotonic() < deadline:
        for mail in read(maildir):
            if wanted(mail):
                return mail
        time.sleep(_LOOK_SECONDS)
    message = "no llegó el correo"
    raise TimeoutError(message)


def _body(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    return str(part.get_content()) if part else ""


def _content(part: object) -> bytes:
    found = cast("EmailMessage", part).get_payload(decode=True)
    return found if isinstance(found, bytes) else b""
