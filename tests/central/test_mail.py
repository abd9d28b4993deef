"""Handing mails over: a real SMTP server, a Maildir, and what the outbox does about failures."""

import mailbox
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from aiosmtpd.smtp import AuthResult, LoginPassword

from core.central.database import open_database
from core.central.errors import MailNotBuilt, MailServerUnreachable, SmtpUrlWrong
from core.central.mail.delivery import MaildirPost, message_of, open_post
from core.central.mail.message_ids import MessageIds
from core.central.mail.tries import MOST_TRIES
from core.central.unit_of_work import Units
from core.domain.desk.correo import MailState
from core.ports.central import Attachment, Letter, NewMail
from core.server.host.tls import make_tls
from tests.central_server import MovableClock

IDS = MessageIds(b"llave de muestra")
AT = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)
MAIL = NewMail(
    kind="activacion",
    to="auxiliar@muestra.example",
    about="000001",
    letter=Letter("Código (MUESTRA)", "Hola, ñ.\n", '<p>Hola <img src="cid:activacion"></p>'),
    secret=True,
    attachments=(
        Attachment("acuse.pdf", "application/pdf", b"%PDF-"),
        Attachment("codigo.png", "image/png", b"\x89PNG", "activacion"),
    ),
)


def test_a_picture_stands_inside_the_html_and_a_file_beside_it() -> None:
    message = message_of(MAIL, IDS.of(7, "muestra.example"), sender="apoyo@muestra.example", at=AT)
    types = [part.get_content_type() for part in message.walk()]
    assert types == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "multipart/related",
        "text/html",
        "image/png",
        "application/pdf",
    ]
    assert message["To"] == "auxiliar@muestra.example"
    assert IDS.mail_of(message["Message-ID"]) == 7


def test_nobody_guesses_the_name_of_a_mail_from_that_of_another() -> None:
    named = IDS.of(7, "muestra.example")
    assert IDS.of(7, "otro.example").partition("@")[0] == named.partition("@")[0]
    assert IDS.mail_of(f"  {named} ") == 7
    other = MessageIds(b"otra llave").of(7, "muestra.example")
    wrong = (
        *("<correo-7@muestra.example>", "<correo-7-@muestra.example>", "", "None", other),
        named.replace("correo-7-", "correo-8-"),
        named.replace("correo-7-", "correo-07-x-"),
        named.upper(),
        named[1:],
    )
    assert [each for each in wrong if IDS.mail_of(each) is not None] == []
    assert "llave" not in repr(IDS)


def test_without_a_url_mails_go_to_the_maildir(tmp_path: Path) -> None:
    post = open_post("", maildir=tmp_path / "maildir", host="muestra.example", ids=IDS)
    post(MAIL, 1, AT)
    (kept,) = mailbox.Maildir(tmp_path / "maildir")
    assert kept["Subject"] is not None
    assert set(kept.keys()) == {
        *("From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type")
    }, "nobody else is written to, and nothing tells by what it was made"


@pytest.mark.parametrize(
    "url", ["ftp://muestra.example", "smtp://", "correo", "smtp://u:secreto@correo.example"]
)
def test_a_url_that_is_no_mail_server_is_refused(url: str, tmp_path: Path) -> None:
    with pytest.raises(SmtpUrlWrong):
        open_post(url, maildir=tmp_path, host="muestra.example", ids=IDS)


class _Kept(Message):
    """What a real SMTP server was given."""

    def __init__(self) -> None:
        super().__init__(EmailMessage)
        self.mails: list[EmailMessage] = []

    def handle_message(self, message: EmailMessage) -> None:
        self.mails.append(message)


@pytest.fixture
def smtp() -> Iterator[tuple[str, _Kept]]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    kept = _Kept()
    controller = Controller(kept, hostname="127.0.0.1", port=port)
    controller.start()
    yield f"smtp://127.0.0.1:{port}?from=uti@muestra.example", kept
    controller.stop()


def test_a_mail_server_is_given_the_mail(smtp: tuple[str, _Kept], tmp_path: Path) -> None:
    url, kept = smtp
    open_post(url, maildir=tmp_path, host="muestra.example", ids=IDS)(MAIL, 1, AT)
    assert kept.mails[0]["From"] == "uti@muestra.example"
    assert kept.mails[0]["X-RcptTo"] == "auxiliar@muestra.example"


@contextmanager
def _secure(folder: Path, scheme: str) -> Iterator[tuple[str, _Kept, list[bytes]]]:
    """Give a mail server that takes mail by TLS and with a password alone, and those it was told.

    Its authority is `folder / "autoridad.pem"`.
    """
    made = make_tls(("127.0.0.1",), datetime.now(UTC))  # noqa: TID251  a test's
    files = {"autoridad": made.authority, "cert": made.server, "llave": made.server_key}
    for name, pem in files.items():
        (folder / f"{name}.pem").write_bytes(pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "llave.pem")
    told: list[bytes] = []

    def known(*asked: object) -> AuthResult:
        login = asked[-1]
        assert isinstance(login, LoginPassword)
        told.append(login.password)
        return AuthResult(success=login.password == "se creta/ñ".encode())

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    kept, within = _Kept(), scheme == "smtps"
    controller = Controller(
        kept,
        hostname="127.0.0.1",
        port=port,
        ssl_context=context if within else None,
        tls_context=None if within else context,
        require_starttls=not within,
        authenticator=known,
        auth_required=True,
        auth_require_tls=not within,
    )
    controller.start()
    yield f"{scheme}://uti%40muestra:se%20creta%2F%C3%B1@127.0.0.1:{port}", kept, told
    controller.stop()


@pytest.mark.parametrize("scheme", ["smtps", "smtp+starttls"])
@pytest.mark.filterwarnings("ignore:Requiring AUTH")  # within TLS, which is not told to it
@pytest.mark.logs("mail.log", "asyncio")  # the server says that the client went away
def test_a_password_is_told_by_tls_to_a_server_that_is_known_and_to_no_other(
    tmp_path: Path, scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with _secure(tmp_path, scheme) as (url, kept, told):
        post = open_post(url, maildir=tmp_path, host="muestra.example", ids=IDS)
        with pytest.raises(MailServerUnreachable):
            post(MAIL, 1, AT)
        assert (kept.mails, told) == ([], [])
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "autoridad.pem"))
        post(MAIL, 1, AT)
        wrong = open_post(url.replace("creta", "mala"), maildir=tmp_path, host="x", ids=IDS)
        with pytest.raises(MailServerUnreachable):
            wrong(MAIL, 1, AT)
    assert [mail["X-RcptTo"] for mail in kept.mails] == ["auxiliar@muestra.example"]


def test_a_mail_server_that_is_off_is_a_typed_error(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    post = open_post(f"smtp://u:secreto@127.0.0.1:{port}", maildir=tmp_path, host="x", ids=IDS)
    assert "secreto" not in repr(post)
    with pytest.raises(MailServerUnreachable):
        post(MAIL, 1, AT)


def test_a_maildir_that_cannot_be_written_is_a_typed_error(tmp_path: Path) -> None:
    (tmp_path / "maildir").write_text("un archivo")
    with pytest.raises(MailServerUnreachable):
        MaildirPost(tmp_path / "maildir", "apoyo@muestra.example", IDS)(MAIL, 1, AT)


def test_a_mail_is_tried_again_later_and_later_then_left_to_a_person(database_url: str) -> None:
    clock = MovableClock()
    engine = open_database(database_url)
    with Units(engine, clock).writing("prueba") as work:
        mail_id = work.outbox.put(MAIL)
        assert work.outbox.due(limit=5) == [mail_id]
        for _ in range(MOST_TRIES):
            work.outbox.failed(mail_id, "ConnectionRefusedError")
            assert work.outbox.due(limit=5) == []
            clock.forward(timedelta(hours=1, minutes=1))
        assert work.outbox.shown(mail_id).state is MailState.FAILED
        assert work.outbox.due(limit=5) == []
        work.outbox.again(mail_id)
        assert work.outbox.due(limit=5) == [mail_id]
        work.outbox.failed(mail_id, "ConnectionRefusedError")
        assert work.outbox.due(limit=5) == []
        assert work.outbox.shown(mail_id).state is MailState.WAITING, "its tries begin anew"
        clock.forward(timedelta(seconds=14))
        assert work.outbox.due(limit=5) == []
        clock.forward(timedelta(seconds=2))
        assert work.outbox.due(limit=5) == [mail_id], "and so do its waits"
        work.outbox.sent(mail_id)
        assert work.outbox.read(mail_id).attachments == ()
        assert work.outbox.is_wiped(mail_id)
    engine.dispose()


def test_only_a_mail_that_was_sent_comes_back_and_only_from_whom_it_went_to(
    fresh_sqlite: str,
) -> None:
    engine = open_database(fresh_sqlite)
    with Units(engine, MovableClock()).writing("prueba") as work:
        box, mail_id = work.outbox, work.outbox.put(MAIL)

        def state() -> tuple[MailState, str]:
            shown = box.shown(mail_id)
            return shown.state, shown.last_error

        hers, another = frozenset({MAIL.to}), frozenset({"otra@muestra.example"})
        assert not box.bounced(mail_id, hers, "5.1.1")
        assert not box.bounced(mail_id + 1, hers, "5.1.1")
        assert state() == (MailState.WAITING, "")
        box.failed(mail_id, "ConnectionRefusedError")
        box.sent(mail_id)
        assert box.shown(mail_id).attempts == 2
        assert not box.bounced(mail_id, another, "5.1.1")
        assert state() == (MailState.SENT, "")
        assert box.bounced(mail_id, another | {f" {MAIL.to.upper()}\n"}, "5.1.1")
        assert state() == (MailState.FAILED, "5.1.1")
        assert not box.bounced(mail_id, hers, "4.2.2")
        assert state() == (MailState.FAILED, "5.1.1")
    engine.dispose()


def test_of_one_person_no_mail_of_another_who_has_the_same_number(fresh_sqlite: str) -> None:
    engine = open_database(fresh_sqlite)
    with Units(engine, MovableClock()).writing("prueba") as work:

        def put(kind: str, to: str, about: str) -> int:
            return work.outbox.put(replace(MAIL, kind=kind, to=to, about=about))

        hers = put("activacion", "auxilia@muestra.example", "000001")
        also_hers = put("acuse", "auxilia@muestra.example", "000001")
        put("acceso", "aspira@muestra.example", "000001")
        former = put("activacion", "antes@muestra.example", "000001")
        put("activacion", "auxilia@muestra.example", "000002")
        newest = put("activacion", "auxilia@muestra.example", "000001")

        def found(limit: int) -> list[int]:
            of = ("activacion", "000001", "auxilia@muestra.example")
            return [each.id for each in work.outbox.of_person(*of, limit=limit)]

        assert found(9) == [newest, former, also_hers, hers]
        assert found(2) == [newest, former]
    engine.dispose()


def test_who_asked_for_a_password_does_not_wait_for_a_list_of_altas(database_url: str) -> None:
    engine = open_database(database_url)
    with Units(engine, MovableClock()).writing("prueba") as work:
        kinds = ("activacion", "activacion", "acuse", "contrasena", "acceso")
        first, second, acuse, *entry = (
            work.outbox.put(
                replace(MAIL, kind=kind, about=f"{number}", whose="000001" if number < 3 else "")
            )
            for number, kind in enumerate(kinds)
        )
        assert work.outbox.due(limit=3) == [*entry, first]
        assert work.outbox.due(limit=9) == [*entry, first, second, acuse]
    engine.dispose()


def test_the_mails_of_one_aspirante_never_hold_up_those_of_another(database_url: str) -> None:
    engine, clock = open_database(database_url), MovableClock()
    clock.stop()
    with Units(engine, clock).writing("prueba") as work:
        box = work.outbox

        def put(whose: str, count: int) -> list[int]:
            return [box.put(replace(MAIL, whose=whose)) for _ in range(count)]

        long = put("000001", 40)
        for mail in long[:10]:
            box.sent(mail)
        later = put("000002", 5)
        alone = box.put(MAIL)
        taken = box.due(limit=9)
        pairs = zip(long[10:14], later[:4], strict=True)
        assert taken == [alone, *(each for both in pairs for each in both)]
        for mail in taken:
            box.sent(mail)
        clock.forward(timedelta(seconds=1))
        box.failed(long[14], "ConnectionRefusedError")
        last = put("000003", 2)
        assert box.due(limit=4) == [later[4], last[0], long[15], last[1]]
        clock.forward(timedelta(hours=1))
        assert box.due(limit=1) == [long[14]], "what is tried again keeps its turn"
        assert len(box.due(limit=99)) == 40 + 5 + 2 - 10 - 8
    engine.dispose()


def _write_and_fail(units: Units) -> None:
    with units.writing("prueba") as work:
        work.outbox.put(MAIL)
        work.bitacora.append("acto", "sujeto")
        raise RuntimeError


def test_a_unit_that_fails_keeps_nothing(database_url: str) -> None:
    engine = open_database(database_url)
    units = Units(engine, MovableClock())
    with pytest.raises(RuntimeError):
        _write_and_fail(units)
    with units.reading() as work:
        assert work.outbox.due(limit=5) == []
        assert work.bitacora.head() == "0" * 64
    engine.dispose()


@pytest.mark.parametrize(
    "to", [":;@a.b", "a,b@c.d", "\x00@a.b", "\udcff@,.b", "a\nb@c.d", "a@b.c,d@e.f"]
)
def test_what_no_mail_can_be_made_of_is_told_where_it_is_asked_for(
    to: str, fresh_sqlite: str, tmp_path: Path
) -> None:
    mail = replace(MAIL, to=to)
    with pytest.raises(MailNotBuilt):
        MaildirPost(tmp_path / "maildir", "apoyo@muestra.example", IDS)(mail, 1, AT)
    engine = open_database(fresh_sqlite)
    kept = replace(mail, to=to.encode("ascii", "replace").decode())
    with Units(engine, MovableClock()).writing("prueba") as work:
        row = work.outbox.shown(work.outbox.put(kept))
    assert (row.state, row.last_error) == (MailState.FAILED, MailNotBuilt.code)
    engine.dispose()
