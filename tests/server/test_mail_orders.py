"""A mail of test, and mails that come back: marked, shown, and nothing on a stranger's word."""

import io
import mailbox
import sys
from email.message import EmailMessage, Message
from types import SimpleNamespace

import pytest

from core.central.listing import Narrowed
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
        ("", "correo_rebotado"),
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
