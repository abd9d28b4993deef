"""Two ways to hand a mail over: SMTP by its URL, or a Maildir inside the server's own folder."""

import mailbox
import smtplib
import ssl
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from core.central.errors import MailNotHandedOver, SmtpUrlWrong
from core.durable import sync_folder
from core.ports.central import NewMail

_SECONDS = 20.0
_SCHEMES = ("smtp", "smtps", "smtp+starttls")


class Post(Protocol):
    """Hands mails over to who delivers them."""

    def __call__(self, mail: NewMail, mail_id: int, at: datetime) -> None:
        """Return once it was accepted, for good. Raises MailNotHandedOver."""


def open_post(url: str, *, maildir: Path, host: str) -> Post:
    """Return the post that `url` names; none is a Maildir. Raises SmtpUrlWrong.

    `smtp://`, `smtps://` or `smtp+starttls://USER:PASSWORD@HOST:PORT?from=ADDRESS`.
    """
    if not url:
        return MaildirPost(maildir, f"apoyo@{host}")
    parts = urlsplit(url)
    if parts.scheme not in _SCHEMES or not parts.hostname:
        raise SmtpUrlWrong
    sender = parse_qs(parts.query).get("from", [f"apoyo@{host}"])[0]
    return SmtpPost(parts, sender)


@dataclass(frozen=True, slots=True)
class MaildirPost:
    """A Post into a Maildir: each mail a durable file of its own."""

    folder: Path
    sender: str

    def __call__(self, mail: NewMail, mail_id: int, at: datetime) -> None:
        try:
            box = mailbox.Maildir(self.folder)
            box.add(message_of(mail, mail_id, sender=self.sender, at=at))
            sync_folder(self.folder / "new")
        except (OSError, ValueError) as cause:
            raise MailNotHandedOver({"detail": type(cause).__name__}) from cause


@dataclass(frozen=True, slots=True)
class SmtpPost:
    """A Post to an SMTP server. `url` holds its password: it is in no repr and in no log."""

    url: SplitResult
    sender: str

    def __repr__(self) -> str:
        return f"SmtpPost({self.url.hostname})"

    def __call__(self, mail: NewMail, mail_id: int, at: datetime) -> None:
        try:
            message = message_of(mail, mail_id, sender=self.sender, at=at)
            with self._connection() as server:
                if self.url.scheme == "smtp+starttls":
                    server.starttls(context=ssl.create_default_context())
                if self.url.username:
                    server.login(unquote(self.url.username), unquote(self.url.password or ""))
                server.send_message(message)
        except (OSError, ValueError, smtplib.SMTPException) as cause:
            raise MailNotHandedOver({"detail": type(cause).__name__}) from cause

    def _connection(self) -> smtplib.SMTP:
        host = self.url.hostname or ""
        if self.url.scheme == "smtps":
            context = ssl.create_default_context()
            port = self.url.port or smtplib.SMTP_SSL_PORT
            return smtplib.SMTP_SSL(host, port, timeout=_SECONDS, context=context)
        return smtplib.SMTP(host, self.url.port or smtplib.SMTP_PORT, timeout=_SECONDS)


def message_of(mail: NewMail, mail_id: int, *, sender: str, at: datetime) -> EmailMessage:
    """Return the mail as it travels: to one person, text and HTML, with its files."""
    message = EmailMessage()
    message["From"], message["To"] = sender, mail.to
    message["Subject"], message["Date"] = mail.letter.subject, format_datetime(at)
    message["Message-ID"] = f"<correo-{mail_id}@{sender.rpartition('@')[2]}>"
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
