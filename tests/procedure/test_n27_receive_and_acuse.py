"""Numerals 27 and 28, on the server: folio and receipt, the acuse of an envío, who is mailed."""

import json
from dataclasses import asdict, replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from core.domain.apoyos.acuse import Acuse
from core.domain.apoyos.apoyo import Header, RecordId
from core.domain.apoyos.apoyo_errors import OtherBytes
from core.domain.apoyos.envio import Announcement, Receipt, WaitingRecord, folio
from core.domain.proceso.proceso import Proceso
from core.domain.values.signed import ACUSE, RECIBO, Signed
from core.ports.central_apoyos import Envio, IssuedAcuse, Received
from core.procedure.acuse_mail import AcuseMail
from core.procedure.n27_issue_acuse import IssueAcuse, PreparedAcuse
from core.procedure.n27_mail_aspirantes import MailAspirante
from core.procedure.n27_receive_apoyo import ReceiveApoyo
from tests.apoyo_data import FIRST, SECOND, an_alta
from tests.fakes.apoyos import a_header
from tests.fakes.envios import MemoryAcuses, MemoryApoyos, MemoryEnvios
from tests.fakes.office import Office
from tests.fakes.registration import a_letter

SHA = "a" * 64
SLOW = timedelta(minutes=7)
"""How far the tablet's clock is behind the server's."""


class Desk(Office):
    """An office that receives: one auxiliar, who works for FIRST."""

    def __init__(self) -> None:
        super().__init__()
        self.apoyos, self.acuses = MemoryApoyos(), MemoryAcuses()
        self.envios = MemoryEnvios(self.clock, self.apoyos, self.acuses)
        self.signed: list[tuple[str, object]] = []
        self.auxiliar = self.enlist().auxiliar
        self.outbox.mails.clear()
        self.bitacora.acts.clear()
        self.bitacora.facts.clear()

    def sign(self, kind: str, value: object) -> Signed:
        self.signed.append((kind, value))
        return Signed(kind, f"cuerpo{len(self.signed)}", "llave", "firma")

    def header(self, number: int, aspirante: str = FIRST) -> Header:
        record = RecordId(f"{number:032x}")
        return a_header(
            record, aspirante=aspirante, auxiliar=self.auxiliar, saved_at=self.clock.now()
        )

    def receive(self, number: int, *, aspirante: str = FIRST, sha256: str = SHA) -> Received:
        act = ReceiveApoyo(self.apoyos, self.envios, self.bitacora, self.sign, self.clock)
        return act(self.header(number, aspirante), sha256=sha256, size=100)

    def announce(self, *numbers: int) -> Envio:
        records = tuple(WaitingRecord(RecordId(f"{each:032x}"), each, SHA, 100) for each in numbers)
        said = self.clock.now() - SLOW
        return self.envios.begin(self.auxiliar, Announcement(FIRST, records, said))

    @property
    def mail(self) -> AcuseMail:
        return AcuseMail(a_letter, paper, self.apoyos, self.proceso)

    @property
    def acuse(self) -> IssueAcuse:
        return IssueAcuse(
            apoyos=self.apoyos,
            acuses=self.acuses,
            vinculos=self.vinculos,
            mail=self.mail,
            outbox=self.outbox,
            sign=self.sign,
            clock=self.clock,
            bitacora=self.bitacora,
            proceso=self.proceso,
        )

    def prepare(self, envio: Envio) -> PreparedAcuse:
        return self.acuse.prepare(self.envios.by_id(envio.id))

    def issue(self, envio: Envio) -> Acuse:
        prepared = self.prepare(envio)
        assert self.acuse(prepared)
        mailed = len(self.outbox.mails)
        assert self.acuses.kept[-1] == replace(prepared.issued, mail=mailed)
        kind, body = self.signed[-1]
        assert kind == ACUSE
        assert isinstance(body, Acuse)
        return body

    def aspirante_mail(self, minutes: int) -> MailAspirante:
        return MailAspirante(
            acuses=self.acuses,
            candidates=self.candidates,
            mail=self.mail,
            outbox=self.outbox,
            clock=self.clock,
            wait=timedelta(minutes=minutes),
        )

    def mail_aspirante(self, minutes: int, aspirante: str = FIRST) -> bool:
        act = self.aspirante_mail(minutes)
        gathered = act.gather(aspirante)
        return gathered is not None and act(gathered)


def paper(issued: IssuedAcuse, proceso: Proceso) -> bytes:
    del proceso
    return f"PDF de {issued.signed.body}".encode()


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_record_gets_its_folio_its_place_in_the_log_and_its_receipt(desk: Desk) -> None:
    envio = desk.announce(1, 2)
    received = desk.receive(1)
    assert received.folio == folio(FIRST, 1)
    assert desk.bitacora.acts == [("apoyo_recibido", received.folio)]
    assert desk.bitacora.facts == [{"sha256": SHA, "dispositivo": "d1"}]
    told = Receipt(received.record_id, SHA, received.folio, desk.clock.now(), 1)
    assert desk.signed == [(RECIBO, told)]
    assert desk.apoyos.find(received.record_id) == received
    assert desk.envios.by_id(envio.id).received == 1
    assert desk.envios.by_id(envio.id).closed_at is None


def test_the_same_bytes_again_get_the_same_answer_and_others_are_refused(desk: Desk) -> None:
    desk.announce(1, 2)
    first = desk.receive(1)
    assert desk.receive(1) == first
    with pytest.raises(OtherBytes):
        desk.receive(1, sha256="b" * 64)
    assert len(desk.bitacora.acts) == len(desk.signed) == 1
    assert desk.receive(2).folio == folio(FIRST, 2)


def test_an_envio_of_which_all_arrived_closes_and_one_that_moves_is_not_idle(desk: Desk) -> None:
    envio = desk.announce(1, 2)
    desk.clock.forward(timedelta(hours=1))
    desk.receive(1)
    assert not desk.envios.is_idle(envio.id, desk.clock.now())
    desk.receive(2)
    assert desk.apoyos.runs[envio.id].why == "recibido"
    assert desk.acts == ["apoyo_recibido", "apoyo_recibido", "envio_cerrado"]


def test_what_nobody_announced_is_announced_by_its_arrival(desk: Desk) -> None:
    desk.receive(1)
    (run,) = desk.apoyos.runs.values()
    assert (run.number, list(run.waiting), run.why) == (1, ["0" * 31 + "1"], "recibido")
    envio = desk.announce(2, 3)
    desk.receive(4)
    assert desk.envios.by_id(envio.id).announced == 3
    assert desk.envios.by_id(envio.id).pending == 2


def test_folios_count_by_aspirante(desk: Desk) -> None:
    numbers = [desk.receive(1), desk.receive(2, aspirante=SECOND), desk.receive(3)]
    assert [each.folio for each in numbers] == [
        folio(FIRST, 1),
        folio(SECOND, 1),
        folio(FIRST, 2),
    ]


def test_an_acuse_tells_the_envios_folios_and_the_pairs_totals(desk: Desk) -> None:
    first = desk.announce(1, 2)
    one = desk.receive(1)
    desk.envios.close(first.id, "anuncio")
    second = desk.announce(2, 3)
    two = desk.receive(2)
    desk.envios.close(second.id, "inactividad")
    told, later = desk.issue(first), desk.issue(second)
    assert (told.number, told.envio, told.received, told.pending) == (1, 1, 1, 1)
    assert told.folios == (one.folio,)
    assert (later.number, later.envio, later.envios, later.received) == (2, 2, 2, 2)
    assert (later.pending, later.folios) == (1, (two.folio,))
    assert later.issued_at == desk.clock.now()
    assert (later.id_solicitante, later.auxiliar) == (FIRST, desk.auxiliar)
    assert (later.proceso, later.mode) == (desk.proceso.id, "practica")
    assert desk.bitacora.acts[-1] == ("acuse_emitido", FIRST)
    assert desk.bitacora.facts[-1] == {"numero": "2", "envio": second.id}


def test_the_auxiliar_is_mailed_the_acuse_at_once_with_what_was_signed(desk: Desk) -> None:
    envio = desk.announce(1)
    received = desk.receive(1)
    desk.issue(envio)
    (mail,) = desk.outbox.mails
    assert (mail.kind, mail.to, mail.about) == ("acuse", an_alta().correo, desk.auxiliar)
    assert f"folios: {received.folio}" in mail.letter.text
    assert [each.name for each in mail.attachments] == [
        f"acuse-{FIRST}-1.pdf",
        f"acuse-{FIRST}-1.json",
    ]
    assert mail.attachments[0].content == b"PDF de cuerpo2"
    assert json.loads(mail.attachments[1].content) == asdict(desk.acuses.kept[-1].signed)


def test_what_is_pending_is_told_with_the_hour_that_the_device_said(desk: Desk) -> None:
    envio = desk.announce(1, 2)
    said = desk.clock.now() - SLOW
    desk.clock.forward(timedelta(minutes=31))
    desk.receive(1)
    desk.envios.close(envio.id, "inactividad")
    assert (desk.issue(envio).pending, desk.issue(envio).pending_as_of) == (1, said)
    assert desk.acuses.kept[-1].pending_as_of == said
    local = said.astimezone(ZoneInfo(desk.proceso.time_zone))
    assert f"pendientes_al: {local:%d/%m/%Y %H:%M}" in desk.outbox.mails[-1].letter.text


def test_an_acuse_without_folios_says_so(desk: Desk) -> None:
    envio = desk.announce(1)
    desk.envios.close(envio.id, "inactividad")
    desk.issue(envio)
    assert "folios: Ninguno" in desk.outbox.mails[-1].letter.text


def issued(desk: Desk, count: int) -> None:
    for number in range(1, count + 1):
        envio = desk.announce(number)
        desk.receive(number)
        desk.issue(envio)
        desk.clock.forward(timedelta(minutes=1))
    desk.outbox.mails.clear()


def test_an_aspirante_is_mailed_once_what_was_gathered(desk: Desk) -> None:
    issued(desk, 3)
    assert desk.mail_aspirante(0)
    (mail,) = desk.outbox.mails
    assert (mail.kind, mail.to, mail.about) == ("acuses", "aspira000001@muestra.invalid", FIRST)
    assert "cuantos: 3" in mail.letter.text
    assert len(mail.attachments) == 6
    assert not desk.mail_aspirante(0)
    assert len(desk.outbox.mails) == 1


def test_the_wait_counts_from_the_oldest_acuse(desk: Desk) -> None:
    issued(desk, 2)  # two minutes ago, and one
    assert not desk.mail_aspirante(3)
    assert not desk.outbox.mails
    assert desk.mail_aspirante(2)
    assert len(desk.outbox.mails) == 1


def test_nobody_is_mailed_nothing(desk: Desk) -> None:
    assert not desk.mail_aspirante(0)
    issued(desk, 1)
    assert not desk.mail_aspirante(0, SECOND)
    del desk.candidates.kept[FIRST]
    assert not desk.mail_aspirante(0)
    assert not desk.outbox.mails
    assert desk.acuses.unmailed_of(FIRST)


def test_one_acuse_alone_is_mailed_as_one(desk: Desk) -> None:
    issued(desk, 1)
    assert desk.mail_aspirante(0)
    assert desk.outbox.mails[0].kind == "acuse"


def test_a_number_that_was_taken_meanwhile_is_not_issued_twice(desk: Desk) -> None:
    first, second = desk.announce(1), desk.announce(2)
    one, two = desk.prepare(first), desk.prepare(second)
    assert one.issued.number == two.issued.number == 1
    assert desk.acuse(one)
    mails, acts = len(desk.outbox.mails), list(desk.bitacora.acts)
    assert not desk.acuse(two)
    assert (len(desk.outbox.mails), desk.bitacora.acts) == (mails, acts)
    assert [each.envio_id for each in desk.acuses.kept] == [first.id]
    assert desk.acuse(desk.prepare(second))
    assert [each.number for each in desk.acuses.kept] == [1, 2]


def test_what_another_mailed_meanwhile_is_not_mailed_again(desk: Desk) -> None:
    issued(desk, 2)
    act = desk.aspirante_mail(0)
    gathered = act.gather(FIRST)
    assert gathered
    assert gathered.numbers == (1, 2)
    issued(desk, 1)  # one more waits: it is for the next mail
    assert act(gathered)
    assert [each.number for each in desk.acuses.unmailed_of(FIRST)] == [3]
    mails = len(desk.outbox.mails)
    assert not act(gathered)
    assert len(desk.outbox.mails) == mails
