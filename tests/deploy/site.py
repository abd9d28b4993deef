"""A composition under load, and what must hold of database, store and mails after it."""

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message as MailMessage
from hashlib import sha256
from threading import Lock

import requests
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from sqlalchemy import text

from core.central.unit_of_work import SERVER
from core.domain.apoyos.apoyo import RecordId
from core.domain.apoyos.envio import Announcement, EnvioOpened, Receipt, folio
from core.domain.values.signed import RECIBO, Signed
from core.sealing.signed import open_signed
from core.wire import read_json
from tests import s3
from tests.apoyo_data import FIRST
from tests.apoyo_world import Sealed, Tablet
from tests.central_server import Central
from tests.deploy.composed import Composition, free_port

PATIENCE_SECONDS = 300.0
_LOOK_SECONDS = 0.1
_RECORDS = "SELECT record_id, sha256, folio FROM apoyo ORDER BY sequence"
_CLOSED = "SELECT count(*) FROM envio WHERE closed_at IS NOT NULL"
_ACUSES = "SELECT count(*) FROM acuse JOIN envio ON envio.id = acuse.envio_id"
_WAITING = "SELECT count(*) FROM correo WHERE state <> 'sent'"
_SENT = "SELECT count(*) FROM correo WHERE state = 'sent'"
_LET_GO = "UPDATE correo SET leased_by = '', leased_until = NULL WHERE leased_by <> ''"
_LET_JOBS_GO = "UPDATE trabajo SET leased_by = '', leased_until = NULL"
_SOON_SECONDS = 15.0
_CUTS = 0.3
"""Of the records, so many come in two parts, as by a connection that was cut."""


class Inbox(Message):
    """An SMTP server's other side: it counts how often each mail came, by its Message-ID."""

    def __init__(self) -> None:
        super().__init__()
        self.came: Counter[str] = Counter()

    def handle_message(self, message: MailMessage) -> None:
        self.came[str(message["Message-ID"])] += 1


@contextmanager
def inbox() -> Iterator[tuple[Inbox, str]]:
    """Give a mail server that runs, and its URL as the settings name it."""
    received, port = Inbox(), free_port()
    server = Controller(received, hostname="127.0.0.1", port=port)
    server.start()
    yield received, f"smtp://127.0.0.1:{port}?from=apoyo@muestra.invalid"
    server.stop()


@dataclass
class Site:
    """Everything that runs. `central` sees the database, and its people call the proxy."""

    composition: Composition
    central: Central
    store: s3.Store
    place: str
    inbox: Inbox
    given: dict[RecordId, str] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)
    refused: Counter[str] = field(default_factory=Counter)
    _lock: Lock = field(default_factory=Lock)

    def send(self, tablet: Tablet, count: int) -> None:
        """Save records and send them as a tablet does, until each has its receipt."""
        records = {each.header.record_id: each for each in (tablet.record() for _ in range(count))}
        deadline = time.monotonic() + PATIENCE_SECONDS
        while records:
            assert time.monotonic() < deadline
            try:
                self._send(tablet, records)
            except requests.RequestException as gone:
                self.refused[type(gone).__name__] += 1
            except _Refused as refusal:
                self.refused[str(refusal)] += 1

    def sign_in(self, login: dict[str, str]) -> None:
        """Sign in as somebody does who tries again where nobody answers."""
        self.until(lambda: self._signed_in(login), "a sign-in")

    def until(self, ready: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not ready():
            assert time.monotonic() < deadline, what
            time.sleep(_LOOK_SECONDS)  # noqa: TID251  for other processes

    def settle(self, hasten: Callable[[], None] | None = None) -> None:
        """Return once the workers have issued every acuse and sent every mail.

        Where that takes long, since a dead worker held some of it, `hasten` is called once.
        """
        deadline = time.monotonic() + _SOON_SECONDS
        while hasten and not self._is_settled():
            if time.monotonic() > deadline:
                hasten()
                break
            time.sleep(_LOOK_SECONDS)  # noqa: TID251  for other processes
        self.until(self._is_settled, "an acuse or a mail")

    def let_mails_go(self) -> None:
        """End the time of whoever holds mails, or draws what they take along."""
        with self.central.deps.units.writing(SERVER) as work:
            for each in (_LET_GO, _LET_JOBS_GO):
                work.session.connection().execute(text(each))

    def _is_settled(self) -> bool:
        return self._count(_ACUSES) == self._count(_CLOSED) and not self._count(_WAITING)

    def check(self) -> None:
        """Raise AssertionError unless rows, blobs, receipts, folios, acuses and mails agree."""
        with self.central.deps.units.reading() as work:
            rows = work.session.connection().execute(text(_RECORDS)).all()
        assert {record_id: given for record_id, _, given in rows} == self.given
        assert [given for *_, given in rows] == [folio(FIRST, n + 1) for n in range(len(rows))]
        blobs = self.store.listed(self.place, "sobres")
        assert set(blobs) == {f"{record_id}-{digest}" for record_id, digest, _ in rows}
        for name, content in blobs.items():
            assert sha256(content).hexdigest() == name.rpartition("-")[2]
        assert self._count(_ACUSES) == self._count(_CLOSED) > 0
        assert len(self.inbox.came) == self._count(_SENT) > 0

    def _send(self, tablet: Tablet, records: dict[RecordId, Sealed]) -> None:
        said = self.central.clock.now()
        waiting = tuple(each.waiting for each in records.values())
        answer = tablet.client.post("/v1/envios", Announcement(FIRST, waiting, said))
        opened: EnvioOpened = read_json(EnvioOpened, _expected(answer, 200).content)
        for signed in opened.receipts:
            self._take(tablet, records, signed)
        for record_id, held in opened.have.items():
            record, at = records[record_id], held
            if not at and random.random() < _CUTS:
                part = tablet.put(record, 0, len(record.envelope) // 2)
                if _expected(part, 200, 202).status_code == requests.codes.ok:  # it had arrived
                    self._take(tablet, records, read_json(Signed, part.content))
                    continue
                at = int(part.json()["held"])
            answer = _expected(tablet.put(record, at), 200, 201)
            self._take(tablet, records, read_json(Signed, answer.content))

    def _take(self, tablet: Tablet, records: dict[RecordId, Sealed], signed: Signed) -> None:
        """Keep a receipt; a second one of the same record is the same, byte by byte."""
        public = tablet.world.central.deps.signing_key.public_key()
        receipt: Receipt = read_json(Receipt, open_signed(signed, kind=RECIBO, by=public))
        with self._lock:
            assert self.bodies.setdefault(receipt.record_id, signed.body) == signed.body
            self.given[receipt.record_id] = receipt.folio
        records.pop(receipt.record_id, None)

    def _signed_in(self, login: dict[str, str]) -> bool:
        try:
            return self.central.stranger().post("/v1/sesiones", login).status_code == 200
        except requests.RequestException:
            return False

    def _count(self, query: str) -> int:
        with self.central.deps.units.reading() as work:
            return int(work.session.connection().execute(text(query)).scalar_one())


class _Refused(Exception):
    """A status after which a tablet tries again."""


def _expected(answer: requests.Response, *statuses: int) -> requests.Response:
    """Return the answer. Raises _Refused for 409 and what a server in trouble says."""
    if answer.status_code in {409, 429, 502, 503, 504}:
        raise _Refused(f"{answer.status_code}")
    assert answer.status_code in statuses, answer.text
    return answer
