"""A mail of test, and mails that come back: marked, shown, and nothing on a stranger's word."""

import base64
import io
import mailbox
import quopri
import random
import sys
from email.message import EmailMessage, Message
from types import SimpleNamespace

import pytest

from core.central.listing import Narrowed
from core.central.mail.bounces import read_bounces
from core.domain.access.roles import Role
from core.domain.desk.correo import MailState
from core.server.cli import main
from core.server.jobs.mail import MailJob, post_of
from tests.apoyo_world import World
from tests.central_server import Central
from tests.server.conftest import only_sqlite

pytestmark = only_sqlite
TO = "auxilia@muestra.invalid"


def bounce(
    sent: Message, *, status: str = "5.1.1", action: str = "failed", heads_only: bool = False
) -> bytes:
    """Return the notice of a mail server about a mail, as RFC 3464 writes it."""
    told = sent.as_string().partition("\n\n")[0] + "\n" if heads_only else sent.as_string()
    kind = "text/rfc822-headers" if heads_only else "message/rfc822"
    return (
        "From: MAILER-DAEMON@correo.example\nTo: apoyo@muestra.example\n"
        "Subject: Undelivered Mail Returned to Sender\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="B"\n\n'
        "--B\nContent-Type: text/plain\n\nI'm sorry.\n\n"
        "--B\nContent-Type: message/delivery-status\n\n"
        "Reporting-MTA: dns; correo.example\n\n"
        f"Final-Recipient: rfc822; {sent['To']}\nAction: {action}\nStatus: {status}\n"
        "Diagnostic-Code: smtp; 550 5.1.1 unknown\n\n"
        f"--B\nContent-Type: {kind}\n\n{told}\n--B--\n"
    ).encode()


@pytest.fixture(autouse=True)
def same_database(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the orders find the database of the running server."""
    monkeypatch.setenv("APOYO_DATABASE_URL", database_url)


@pytest.fixture
def sent(world: World) -> Message:
    """Return the mail that an auxiliar was sent."""
    world.enlist()
    deps = world.central.deps
    MailJob(deps, post_of(deps.settings))()
    found = [each for each in mailbox.Maildir(deps.settings.data / "maildir") if each["To"] == TO]
    assert len(found) == 1
    return found[0]


def received(central: Central, raw: bytes, monkeypatch: pytest.MonkeyPatch) -> int:
    """Give a notice to the order, as a mail server does."""
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(raw)))
    return main(["central", "receive-bounce", "--data", str(central.data)])


def failed(world: World) -> list[tuple[str, str]]:
    """Return address and code of what the desk shows as failed."""
    rows = world.central.someone(Role.REGISTRAR).get("/v1/correos?state=fallidos").json()["items"]
    return [(row["to"], row["last_error"]) for row in rows]


@pytest.mark.parametrize("heads_only", [False, True])
@pytest.mark.parametrize(
    ("status", "code"),
    [
        ("5.1.1", "correo_sin_destinatario"),
        ("5.2.2", "correo_buzon_lleno"),
        ("4.2.2", "correo_buzon_lleno"),
        ("5.7.1", "correo_rebotado"),
        ("", "correo_sin_destinatario"),  # the other server's own words say it
    ],
)
def test_a_mail_that_comes_back_is_shown_with_why(
    world: World,
    sent: Message,
    status: str,
    code: str,
    *,
    heads_only: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert failed(world) == []
    notice = bounce(sent, status=status, heads_only=heads_only)
    assert received(world.central, notice, monkeypatch) == 0
    assert failed(world) == [(TO, code)]
    with world.central.deps.units.reading() as work:
        entry = work.bitacora.entries()[-1]
    assert entry.act == "correo_rebotado"
    assert TO not in entry.content


def _told(sent: Message, fields: str, *, kind: str = "message/delivery-status") -> bytes:
    """Return a notice with these fields of its recipient, of another type."""
    usual = bounce(sent)
    begins = usual.index(b"Final-Recipient")
    ends = usual.index(b"\n\n--B", begins)
    told = usual[:begins] + fields.encode() + usual[ends:]
    return told.replace(b"Content-Type: message/delivery-status", f"Content-Type: {kind}".encode())


def _encoded(sent: Message, how: str, *, heads_only: bool) -> bytes:
    """Return a notice whose parts are encoded, as some servers do though none should."""
    head, *parts, tail = bounce(sent, heads_only=heads_only).split(b"--B\n")
    encode = base64.encodebytes if how == "base64" else quopri.encodestring
    for number, part in enumerate([*parts, tail.removesuffix(b"\n--B--\n")]):
        fields, _, body = part.partition(b"\n\n")
        if number:
            fields += f"\nContent-Transfer-Encoding: {how}".encode()
            body = encode(body)
        head += b"--B\n" + fields + b"\n\n" + body.rstrip(b"\n") + b"\n\n"
    return head + b"--B--\n"


_FAILED = "Action: failed\nStatus: 5.1.1"
_ODD = {
    "status with words": lambda sent: _told(
        sent, f"Final-Recipient: rfc822;{TO}\nAction: FAILED (muestra)\nStatus: 5.1.1 (nobody)"
    ),
    "only the other server says why": lambda sent: _told(
        sent,
        f"Final-Recipient: rfc822; <{TO}>\nAction: failed\nStatus: 5.0.0\n"
        "Diagnostic-Code: smtp; 550-5.1.1 The email account\n 550 5.1.1 does not exist",
    ),
    "forwarded to somewhere else": lambda sent: _told(
        sent,
        f"Original-Recipient: rfc822;{TO}\nFinal-Recipient: rfc822;x@otra.invalid\n{_FAILED}",
    ),
    "the first name is not ours": lambda sent: _told(
        sent, f"Original-Recipient: rfc822;alias\nFinal-Recipient: rfc822;{TO}\n{_FAILED}"
    ),
    "as it travels in SMTP": lambda sent: _told(
        sent, f"Original-Recipient: rfc822;{TO.replace('@', '+40')}\n{_FAILED}"
    ),
    "several recipients": lambda sent: _told(
        sent,
        "Final-Recipient: rfc822;otra@muestra.invalid\nAction: failed\nStatus: 5.2.2\n\n"
        f"Final-Recipient: rfc822;{TO.upper()}\n{_FAILED}",
    ),
    "no line between message and recipient": lambda sent: bounce(sent).replace(
        b"correo.example\n\nFinal", b"correo.example\nFinal"
    ),
    "international": lambda sent: _told(
        sent, f"Final-Recipient: utf-8; {TO}\n{_FAILED}", kind="message/global-delivery-status"
    ).replace(b"message/rfc822", b"message/global"),
    "lines that end as in SMTP": lambda sent: bounce(sent).replace(b"\n", b"\r\n"),
    "heads folded": lambda sent: bounce(sent).replace(b"Message-ID: ", b"Message-Id:\n "),
    "base64": lambda sent: _encoded(sent, "base64", heads_only=False),
    "base64 of heads": lambda sent: _encoded(sent, "base64", heads_only=True),
    "quoted": lambda sent: _encoded(sent, "quoted-printable", heads_only=False),
    "quoted heads": lambda sent: _encoded(sent, "quoted-printable", heads_only=True),
    "sent on by a person": lambda sent: (
        b"From: uti@muestra.example\nContent-Type: message/rfc822\n\n" + bounce(sent)
    ),
}


def test_a_notice_of_an_odd_form_is_read_as_the_usual_one(
    world: World, sent: Message, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, notice in _ODD.items():
        received(world.central, notice(sent), monkeypatch)
        assert failed(world) == [(TO, "correo_sin_destinatario")], name
        with world.central.deps.units.writing("prueba") as work:
            [mail] = work.outbox.page(
                after=0, limit=9, search="", asked=Narrowed(state="fallidos")
            ).items
            work.outbox.again(mail.id)
            work.outbox.sent(mail.id)


@pytest.mark.parametrize("status", ["5.1.7", "5.1.8", "5.7.1", "5.4.4", "nada", "15.1.1"])
def test_what_is_no_fault_of_the_address_is_not_called_so(
    world: World, sent: Message, status: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    notice = _told(sent, f"Final-Recipient: rfc822;{TO}\nAction: failed\nStatus: {status}")
    received(world.central, notice, monkeypatch)
    assert failed(world) == [(TO, "correo_rebotado")]


def test_no_notice_breaks_the_order(world: World, sent: Message) -> None:
    ids, dice = post_of(world.central.deps.settings).ids, random.Random(18)
    for notice in _ODD.values():
        for _ in range(20):
            broken = bytearray(notice(sent))
            for _ in range(dice.randrange(1, 30)):
                at = dice.randrange(len(broken))
                broken[at : at + dice.randrange(3)] = dice.choice(
                    [b"\n\n", b"\xff", b"--B", b":", b"", b"=", b"charset=x"]
                )
            read_bounces(bytes(broken), ids)


def test_one_that_came_back_is_sent_again_by_hand(
    world: World, sent: Message, monkeypatch: pytest.MonkeyPatch
) -> None:
    received(world.central, bounce(sent), monkeypatch)
    received(world.central, bounce(sent), monkeypatch)  # a second notice of it says nothing new
    with world.central.deps.units.writing("prueba") as work:
        row = work.outbox.page(after=0, limit=9, search="", asked=Narrowed(state="fallidos")).items[
            0
        ]
        assert row.sent_at is not None
        work.outbox.again(row.id)
        assert work.outbox.shown(row.id).state is MailState.WAITING


def _of_another(sent: Message) -> bytes:
    return bounce(sent).replace(TO.encode(), b"otra@muestra.invalid")


def _of_no_mail(sent: Message) -> bytes:
    return bounce(sent).replace(b"<correo-", b"<correo-9999")


def _by_a_stranger(sent: Message, seal: str) -> bytes:
    """Write what someone would who knows the address, and how our mails are named."""
    named = str(sent["Message-ID"])
    forged = f"<correo-{named.split('-')[1]}{seal}@{named.partition('@')[2]}"
    return bounce(sent).replace(named.encode(), forged.encode())


def _auto_answer(sent: Message) -> bytes:
    away = EmailMessage()
    away["From"], away["To"], away["Subject"] = TO, "apoyo@muestra.example", "De vacaciones"
    away["In-Reply-To"] = sent["Message-ID"]
    away.set_content("Vuelvo el lunes.")
    return away.as_bytes()


@pytest.mark.parametrize(
    "notice",
    [
        _of_another,
        _of_no_mail,
        lambda sent: _by_a_stranger(sent, ""),
        lambda sent: _by_a_stranger(sent, "-" + "0" * 32),
        _auto_answer,
        lambda sent: bounce(sent, action="delayed"),
        lambda sent: bounce(sent).replace(b"<correo-", b"<otro-"),
        lambda sent: bounce(sent)[:400],
        lambda _sent: b"",
        lambda _sent: b"\xff\x00\r\n" * 50,
        lambda _sent: b"Content-Type: message/rfc822\r\n\r\n" * 5_000,
        lambda sent: sent.as_bytes(),
    ],
)
def test_what_is_no_notice_of_a_mail_of_ours_changes_nothing(
    world: World, sent: Message, notice: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert callable(notice)
    assert received(world.central, notice(sent), monkeypatch) == 0
    assert failed(world) == []


def test_a_server_that_is_gone_has_the_notice_brought_again(
    world: World, sent: Message, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("APOYO_DATABASE_URL", "sqlite:////no/hay/apoyo.db")
    assert received(world.central, bounce(sent), monkeypatch) == 75


def test_a_mail_of_test_goes_the_way_of_all_others(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    data = str(world.central.data)
    assert main(["central", "test-mail", "uti@muestra.example", "--data", data]) == 0
    (mail,) = mailbox.Maildir(world.central.data / "maildir")
    assert (mail["To"], "prueba" in mail["Subject"]) == ("uti@muestra.example", True)
    assert main(["central", "test-mail", "no es un correo", "--data", data]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_mail_server_that_does_not_answer_is_told(
    world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("APOYO_SMTP_URL", "smtp://127.0.0.1:9?from=apoyo@muestra.example")
    data = str(world.central.data)
    assert main(["central", "test-mail", "uti@muestra.example", "--data", data]) == 2
    assert "APOYO_SMTP_URL" in capsys.readouterr().err
