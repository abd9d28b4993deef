"""Delivery of mail: SMTP by URL, or a Maildir in the server's own folder."""

import mailbox
import smtplib
import ssl
from base64 import b64encode
from dataclasses import dataclass, replace
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from core.central.errors import (
    MailNotBuilt,
    MailNotHandedOver,
    MailServerUnreachable,
    SmtpUrlWrong,
)
from core.central.mail.message_ids import MessageIds
from core.durable import sync_folder
from core.mail_address import mail_address
from core.ports.central import NewMail

_SECONDS = 20.0
_LET_IN = 235
"""Source: RFC 4954, 6."""
_CLOSING = 421
"""SMTP: the service is not available and the channel closes."""

_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
_SCHEMES = ("smtp", "smtps", "smtp+starttls")


class Post(Protocol):
    """Delivers mails."""

    def __call__(self, mail: NewMail, mail_id: int, at: datetime) -> None:
        """Return once the mail is accepted by the server or durable in the Maildir.

        Raises MailNotBuilt or MailNotHandedOver for this mail, MailServerUnreachable for all.
        """


def check_post(url: str) -> None:
    """Raise SmtpUrlWrong unless `url` names a delivery, as `open_post` has it.

    A password goes to another machine by TLS alone.
    """
    parts = urlsplit(url)
    if parts.scheme == "smtp" and parts.username and parts.hostname not in _THIS_MACHINE:
        raise SmtpUrlWrong
    if url and (parts.scheme not in _SCHEMES or not parts.hostname):
        raise SmtpUrlWrong


def open_post(url: str, *, maildir: Path, host: str, ids: MessageIds) -> Post:
    """Return the delivery that `url` names; an empty `url` means a Maildir. Raises SmtpUrlWrong.

    `smtp://`, `smtps://` or `smtp+starttls://USER:PASSWORD@HOST:PORT?from=ADDRESS`.
    """
    check_post(url)
    if not url:
        return MaildirPost(maildir, f"apoyo@{host}", ids)
    parts = urlsplit(url)
    sender = parse_qs(parts.query).get("from", [f"apoyo@{host}"])[0]
    return SmtpPost(parts, sender, ids)


@dataclass(frozen=True, slots=True)
class MaildirPost:
    """Delivers into a Maildir: each mail a durable file."""

    folder: Path
    sender: str
    ids: MessageIds

    def __call__(self, mail: NewMail, mail_id: int, at: datetime) -> None:
        named = self.ids.of(mail_id, self.sender.rpartition("@")[2])
        message = message_of(mail, named, sender=self.sender, at=at)
        try:
            mailbox.Maildir(self.folder).add(message)
            sync_folder(self.folder / "new")
        except OSError as cause:
            raise MailServerUnreachable({"detail": type(cause).__name__}) from cause


@dataclass(frozen=True, slots=True)
class SmtpPost:
    """Delivers to an SMTP server (RFC 5321).

    `url` holds its password: excluded from repr and logs.
    """

    url: SplitResult
    sender: str
    ids: MessageIds

    def __repr__(self) -> str:
        return f"SmtpPost({self.url.hostname})"

    def __call__(self, mail: NewMail, mail_id: int, at: datetime) -> None:
        named = self.ids.of(mail_id, self.sender.rpartition("@")[2])
        message = message_of(mail, named, sender=self.sender, at=at)
        try:
            server = self._connection()
        except (OSError, smtplib.SMTPException) as cause:
            raise MailServerUnreachable({"detail": type(cause).__name__}) from cause
        try:
            server.send_message(message, to_addrs=[mail_address(mail.to)])
        except (OSError, ValueError, smtplib.SMTPException) as cause:
            kind = MailServerUnreachable if _is_of_all(cause) else MailNotHandedOver
            raise kind({"detail": type(cause).__name__}) from cause
        finally:
            _part_from(server)

    def _connection(self) -> smtplib.SMTP:
        """Return a session in which mail may be sent. Raises OSError or SMTPException."""
        server = self._called()
        try:
            if self.url.scheme == "smtp+starttls":
                server.starttls(context=ssl.create_default_context())
            if self.url.username:
                _log_in(server, unquote(self.url.username), unquote(self.url.password or ""))
        except BaseException:
            server.close()
            raise
        return server

    def _called(self) -> smtplib.SMTP:
        host = self.url.hostname or ""
        if self.url.scheme == "smtps":
            context = ssl.create_default_context()
            port = self.url.port or smtplib.SMTP_SSL_PORT
            return smtplib.SMTP_SSL(host, port, timeout=_SECONDS, context=context)
        return smtplib.SMTP(host, self.url.port or smtplib.SMTP_PORT, timeout=_SECONDS)


def _log_in(server: smtplib.SMTP, user: str, password: str) -> None:
    """Say who sends. Raises SMTPException where that is refused.

    The library says no sign beyond ASCII; a password may have one (RFC 4616: UTF-8).
    """
    if (user + password).isascii():
        server.login(user, password)
        return
    server.ehlo_or_helo_if_needed()
    told = b64encode(f"\0{user}\0{password}".encode()).decode("ascii")
    code, said = server.docmd("AUTH", f"PLAIN {told}")
    if code != _LET_IN:
        raise smtplib.SMTPAuthenticationError(code, said)


def _is_of_all(cause: Exception) -> bool:
    """Tell whether the server would refuse any mail now: our own address, or all service."""
    if isinstance(cause, smtplib.SMTPSenderRefused):
        return True
    return isinstance(cause, smtplib.SMTPResponseException) and cause.smtp_code == _CLOSING


def _part_from(server: smtplib.SMTP) -> None:
    """End the session, ignoring errors: the mail was already accepted or refused."""
    try:
        server.quit()
    except (OSError, smtplib.SMTPException):
        server.close()


def check_buildable(mail: NewMail, at: datetime) -> None:
    """Raise MailNotBuilt where the mail cannot be built. Attachments are not checked."""
    message_of(replace(mail, attachments=()), "<x@localhost>", sender="apoyo@localhost", at=at)


def message_of(mail: NewMail, message_id: str, *, sender: str, at: datetime) -> EmailMessage:
    """Return the mail as it is sent: one recipient, text and HTML, with attachments.

    Raises MailNotBuilt for an invalid address, subject or text, also where only serialising it
    fails.
    """
    try:
        message = _message(mail, message_id, sender=sender, at=at)
        message.as_bytes()
    except Exception as cause:
        raise MailNotBuilt({"detail": type(cause).__name__}) from cause
    return message


def _message(mail: NewMail, message_id: str, *, sender: str, at: datetime) -> EmailMessage:
    message = EmailMessage()
    to = mail_address(mail.to)
    local, _, host = to.rpartition("@")
    message["From"], message["To"] = sender, Address(username=local, domain=host)
    if [each.addr_spec for each in message["To"].addresses] != [to]:
        raise ValueError("not one recipient, written as it is kept")
    if not mail.letter.subject.isprintable():
        raise ValueError("a subject with signs that control")
    (to + mail.letter.subject + mail.letter.text + mail.letter.html).encode()
    message["Subject"], message["Date"] = mail.letter.subject, format_datetime(at)
    message["Message-ID"] = message_id
    message.set_content(mail.letter.text)
    if mail.letter.html:
        message.add_alternative(mail.letter.html, subtype="html")
    # What the HTML shows stands beside the HTML; files come last, around both.
    for each in sorted(mail.attachments, key=lambda each: not each.content_id):
        main, _, sub = each.media_type.partition("/")
        if each.content_id:
            html = message.get_body(("html",))
            if isinstance(html, EmailMessage):
                named = f"<{each.content_id}>"
                html.add_related(each.content, main, sub, cid=named, filename=each.name)
        else:
            message.add_attachment(each.content, main, sub, filename=each.name)
    return message
