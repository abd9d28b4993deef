"""The acts of the law of personal data: each rule, each error, and what the log keeps."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from core.documents.letters import letter
from core.documents.masked_letter import masked
from core.domain.access.aviso import AvisoChanged, AvisoRead, AvisoReadOnTablet, notice_sha256
from core.domain.datos_personales.datos_personales import (
    Cumplimiento,
    Desahogo,
    NewVulneracion,
    NoPresentada,
    Prevencion,
    Prorroga,
    Respuesta,
    Sentido,
    SolicitudState,
)
from core.domain.datos_personales.datos_personales_errors import (
    AnsweredAlready,
    BeforeRequest,
    ExtendedAlready,
    ExtendedLate,
    NothingLacking,
    NothingToFulfil,
    NotPresented,
    PeopleNegative,
    PreventedAlready,
    PreventedLate,
    RemediedLate,
    RemedyTermRuns,
    WaitsForOwner,
)
from core.domain.datos_personales.plazos_datos import PlazosDatos
from core.domain.device.paquete import TabletSession
from core.domain.errors import MailMalformed
from core.domain.proceso.proceso import Notice, PublishedProceso
from core.domain.registration.registration_errors import InTheFuture
from core.errors import CentralRefused, CentralUnreachable
from core.ports.central_vinculos import Device
from core.procedure.datos_personales.answer_solicitud import AnswerSolicitud
from core.procedure.datos_personales.extend_solicitud import ExtendSolicitud
from core.procedure.datos_personales.fulfil_solicitud import FulfilSolicitud
from core.procedure.datos_personales.note_vulneracion import NoteVulneracion
from core.procedure.datos_personales.prevent_solicitud import PreventSolicitud
from core.procedure.datos_personales.read_aviso import ReadAviso, ReadAvisoOnTablet
from core.procedure.datos_personales.receive_solicitud import ReceiveSolicitud
from core.procedure.datos_personales.remedy_solicitud import DropSolicitud, RemedySolicitud
from core.procedure.datos_personales.tell_aviso import TellAviso
from core.procedure.made_once import MadeOnce
from core.tablet.notices import FileNotices
from tests.contracts.test_datos_personales import DAY, DUE, LATER, a_request
from tests.fakes.clock import SetClock
from tests.fakes.datos import (
    MemoryAvisosRead,
    MemoryAvisosReadOnTablets,
    MemorySolicitudes,
    MemoryVulneraciones,
)
from tests.fakes.keyed import MemoryKeyedRows
from tests.fakes.registration import NOW, PROCESO, MemoryBitacora, MemoryOutbox, MemoryProcesos
from tests.fakes.tablet import FakeServer

TERMS = PlazosDatos()


@dataclass
class Desk:
    """The office that attends requests; `today` moves."""

    solicitudes: MemorySolicitudes = field(default_factory=MemorySolicitudes)
    bitacora: MemoryBitacora = field(default_factory=MemoryBitacora)
    outbox: MemoryOutbox = field(default_factory=MemoryOutbox)
    today: date = DAY

    def receive(self, day: date = DAY) -> int:
        once = MadeOnce("solicitud", MemoryKeyedRows())
        act = ReceiveSolicitud(self.solicitudes, self.bitacora, TERMS, self.today, once)
        return act(a_request(day), "llave").id

    def extend(self, number: int) -> None:
        act = ExtendSolicitud(self.solicitudes, self.bitacora, TERMS, self.today)
        act(number, Prorroga("es mucho"))

    def answer(self, number: int, sentido: Sentido, on: date) -> None:
        act = AnswerSolicitud(self.solicitudes, self.bitacora, TERMS, self.today)
        act(number, Respuesta(sentido, "Sí", on))

    def prevent(self, number: int, on: date = DAY, *, mail: bool = False) -> None:
        act = PreventSolicitud(
            self.solicitudes, self.outbox, letter, self.bitacora, PROCESO, self.today
        )
        act(number, Prevencion("su  firma", on, mail=mail))

    def remedy(self, number: int, on: date) -> None:
        act = RemedySolicitud(self.solicitudes, self.bitacora, TERMS, self.today)
        act(number, Desahogo("la firma", on))

    def drop(self, number: int, on: date) -> None:
        DropSolicitud(self.solicitudes, self.bitacora, self.today)(number, NoPresentada(on))

    def fulfil(self, number: int, on: date) -> None:
        act = FulfilSolicitud(self.solicitudes, self.bitacora, self.today)
        act(number, Cumplimiento("Se hizo", on))


def test_terms_run_from_the_day_after_and_the_log_names_nobody() -> None:
    desk = Desk()
    number = desk.receive()
    assert desk.solicitudes.by_id(number).due_on == DUE
    desk.today = DUE
    desk.extend(number)
    assert desk.solicitudes.by_id(number).due_on == LATER
    desk.today = LATER + timedelta(days=60)
    desk.answer(number, Sentido.PARCIAL, LATER)
    assert desk.solicitudes.by_id(number).due_on == TERMS.fulfilled_by(LATER)
    desk.fulfil(number, desk.today)
    acts = [act for act, _ in desk.bitacora.acts]
    assert acts == [
        *("solicitud_recibida", "solicitud_prorrogada"),
        *("solicitud_contestada", "solicitud_cumplida"),
    ]
    assert {subject for _, subject in desk.bitacora.acts} == {"SDP-2026-0001"}
    assert [each.get("en_plazo") for each in desk.bitacora.facts[2:]] == ["sí", "no"]
    assert [each.get("vence") for each in desk.bitacora.facts[:2]] == [str(DUE), str(LATER)]
    said = " ".join(value for each in desk.bitacora.facts for value in each.values())
    assert "MUESTRA" not in said
    assert "es mucho" not in said


def test_what_the_law_does_not_allow() -> None:
    desk = Desk()
    with pytest.raises(InTheFuture):
        desk.receive(DAY + timedelta(days=1))
    number = desk.receive()
    with pytest.raises(NothingToFulfil):
        desk.fulfil(number, DAY)
    with pytest.raises(InTheFuture):
        desk.answer(number, Sentido.PROCEDENTE, DUE)
    with pytest.raises(BeforeRequest):
        desk.answer(number, Sentido.PROCEDENTE, DAY - timedelta(days=1))
    desk.today = DUE + timedelta(days=1)
    with pytest.raises(ExtendedLate):
        desk.extend(number)
    desk.today = DUE
    desk.extend(number)
    with pytest.raises(ExtendedAlready):
        desk.extend(number)
    desk.answer(number, Sentido.PROCEDENTE, DUE)
    with pytest.raises(AnsweredAlready):
        desk.answer(number, Sentido.PROCEDENTE, DUE)
    with pytest.raises(AnsweredAlready):
        desk.extend(number)
    with pytest.raises(BeforeRequest):
        desk.fulfil(number, DAY)
    with pytest.raises(InTheFuture):
        desk.fulfil(number, LATER)


def test_a_term_begins_anew_once_the_owner_gave_what_was_lacking() -> None:
    desk = Desk()
    number = desk.receive()
    desk.prevent(number)
    asked = desk.solicitudes.by_id(number)
    assert (asked.state, asked.due_on) == (SolicitudState.PREVENIDA, TERMS.remedied_by(DAY))
    for act in (
        lambda: desk.answer(number, Sentido.PROCEDENTE, DAY),
        lambda: desk.extend(number),
        lambda: desk.prevent(number),
    ):
        with pytest.raises(WaitsForOwner):
            act()
    given = TERMS.remedied_by(DAY)
    desk.today = given + timedelta(days=3)
    desk.remedy(number, given)
    known = desk.solicitudes.by_id(number)
    assert (known.state, known.due_on) == (SolicitudState.POR_CONTESTAR, TERMS.answered_by(given))
    with pytest.raises(PreventedAlready):
        desk.prevent(number)
    with pytest.raises(NothingLacking):
        desk.remedy(number, given)
    with pytest.raises(BeforeRequest):
        desk.answer(number, Sentido.PROCEDENTE, given - timedelta(days=1))
    desk.extend(number)
    desk.answer(number, Sentido.PROCEDENTE, given)
    with pytest.raises(AnsweredAlready):
        desk.prevent(number)
    acts = [act for act, _ in desk.bitacora.acts]
    assert acts[1:3] == ["solicitud_prevenida", "solicitud_desahogada"]
    assert desk.bitacora.facts[1] == {
        "dia": DAY.isoformat(),
        "vence": TERMS.remedied_by(DAY).isoformat(),
        "por_correo": "no",
    }
    assert "firma" not in str(desk.bitacora.facts)
    assert not desk.outbox.mails


def test_what_is_not_given_in_its_term_is_not_presented_and_no_day_before() -> None:
    desk = Desk()
    number = desk.receive()
    with pytest.raises(NothingLacking):
        desk.drop(number, DAY)
    desk.prevent(number)
    due = TERMS.remedied_by(DAY)
    desk.today = due + timedelta(days=1)
    with pytest.raises(RemedyTermRuns):
        desk.drop(number, due)
    with pytest.raises(InTheFuture):
        desk.drop(number, due + timedelta(days=2))
    with pytest.raises(RemediedLate):
        desk.remedy(number, desk.today)
    with pytest.raises(BeforeRequest):
        desk.remedy(number, DAY - timedelta(days=1))
    with pytest.raises(InTheFuture):
        desk.remedy(number, due + timedelta(days=2))
    desk.drop(number, desk.today)
    known = desk.solicitudes.by_id(number)
    assert (known.state, known.due_on) == (SolicitudState.NO_PRESENTADA, None)
    assert desk.bitacora.acts[-1] == ("solicitud_no_presentada", known.folio)
    for act in (
        lambda: desk.answer(number, Sentido.PROCEDENTE, desk.today),
        lambda: desk.extend(number),
        lambda: desk.prevent(number),
    ):
        with pytest.raises(NotPresented):
            act()
    with pytest.raises(NothingLacking):
        desk.drop(number, desk.today)


def test_what_lacks_is_asked_for_in_the_first_days() -> None:
    desk = Desk()
    number = desk.receive()
    last = TERMS.prevented_by(DAY)
    with pytest.raises(InTheFuture):
        desk.prevent(number, last)
    desk.today = last + timedelta(days=1)
    with pytest.raises(BeforeRequest):
        desk.prevent(number, DAY - timedelta(days=1))
    with pytest.raises(PreventedLate):
        desk.prevent(number, desk.today)
    desk.prevent(number, last)
    assert desk.solicitudes.by_id(number).prevented_on == last


def test_a_prevencion_is_mailed_to_where_the_answer_goes_and_counts_from_today() -> None:
    desk = Desk(today=TERMS.prevented_by(DAY))
    number = desk.receive()
    desk.prevent(number, DAY, mail=True)
    known = desk.solicitudes.by_id(number)
    assert known.prevented_on == desk.today
    (mail,) = desk.outbox.mails
    assert (mail.kind, mail.to, mail.about) == ("prevencion", known.asked.contact, known.folio)
    assert mail.secret, "what is lacking is wiped once it was delivered"
    assert "Falta: su firma" in mail.letter.text
    assert masked("prevencion", mail.letter.text).count("su firma") == 0
    by_hand = desk.solicitudes.add(replace(a_request(), contact="Calle Falsa 1"), DUE, "Ley")
    with pytest.raises(MailMalformed):
        desk.prevent(by_hand.id, mail=True)


def test_what_is_carried_out_on_its_last_day_is_in_time() -> None:
    desk = Desk()
    number = desk.receive()
    desk.answer(number, Sentido.PROCEDENTE, DAY)
    desk.today = desk.solicitudes.by_id(number).due_on or DAY
    assert desk.today > DAY
    desk.fulfil(number, desk.today)
    assert desk.bitacora.facts[-1] == {"dia": str(desk.today), "en_plazo": "sí"}


def test_a_refusal_leaves_nothing_to_carry_out() -> None:
    desk = Desk()
    number = desk.receive()
    desk.answer(number, Sentido.IMPROCEDENTE, DAY)
    assert desk.solicitudes.by_id(number).due_on is None
    with pytest.raises(NothingToFulfil):
        desk.fulfil(number, DAY)


def test_a_breach_is_told_in_time_and_none_is_of_tomorrow() -> None:
    clock, bitacora = SetClock(NOW), MemoryBitacora()
    kept_there = MemoryVulneraciones(clock)
    once = MadeOnce("vulneracion", MemoryKeyedRows())
    note = NoteVulneracion(kept_there, bitacora, TERMS, clock, once)
    told = NewVulneracion(NOW, "Se perdió", "Nombres", "Auxiliares", 2, "Se cambió", "")
    kept = note(told, "llave")
    assert kept.told_by == NOW + timedelta(hours=72)
    tomorrow = NOW + timedelta(days=1)
    for wrong in ({"known_at": tomorrow}, {"authority_told_at": tomorrow}):
        with pytest.raises(InTheFuture):
            note.again(kept.id, replace(told, **wrong))  # type: ignore[arg-type]
    with pytest.raises(PeopleNegative):
        note.again(kept.id, replace(told, people=-1))
    note.again(kept.id, replace(told, people=0))
    later = replace(told, owners_told_at=NOW, owners_told_by="correo")
    note.again(kept.id, later)
    assert kept_there.by_id(kept.id).told == later
    assert bitacora.facts[-1] == {
        "personas": "2",
        "titulares_avisados": "sí",
        "autoridad_avisada": "no",
    }


def test_a_notice_is_read_in_its_very_text() -> None:
    clock, bitacora = SetClock(NOW), MemoryBitacora()
    avisos = MemoryAvisosRead(clock)

    def act(text: str, version: str) -> ReadAviso:
        proceso = replace(PROCESO, people_notice=Notice(version, text))
        return ReadAviso(
            avisos, MemoryProcesos([PublishedProceso(3, NOW, proceso, (), "llave")]), bitacora
        )

    none = act("", "")
    assert not none.shown("000001").is_due
    first = act("Uno", "1")
    shown = first.shown("000001")
    assert shown.is_due
    with pytest.raises(AvisoChanged):
        first("000001", AvisoRead("0" * 64))
    assert first("000001", AvisoRead(shown.sha256)).read_at == NOW
    first("000001", AvisoRead(shown.sha256))
    assert bitacora.acts == [("aviso_leido", "000001")], "read once"
    assert bitacora.facts == [{"version": "1", "sha256": shown.sha256}]
    assert act("Dos", "2").shown("000001").is_due
    assert not act("Uno", "3").shown("000001").is_due


def published(*notices: Notice) -> MemoryProcesos:
    """Return the procesos of a server that published one notice after the other."""
    versions = (replace(PROCESO, people_notice=each) for each in notices)
    return MemoryProcesos(
        [PublishedProceso(n, NOW, each, (), "llave") for n, each in enumerate(versions, 1)]
    )


def read_on_tablet(text: str, version: str, at: datetime = NOW) -> AvisoReadOnTablet:
    return AvisoReadOnTablet(version, notice_sha256(text), at)


def test_any_notice_that_was_published_may_have_been_read_on_a_tablet() -> None:
    bitacora, clock = MemoryBitacora(), SetClock(NOW)
    avisos = MemoryAvisosReadOnTablets(clock)
    procesos = published(Notice("", ""), Notice("1", "Uno"), Notice("2", "Dos"))
    act = ReadAvisoOnTablet(avisos, procesos, bitacora)
    device = Device("d1", "000045", "llave", "camera", NOW)
    before = NOW - timedelta(days=3)
    for read in (read_on_tablet("Uno", "1", before), read_on_tablet("Dos", "2")):
        act(device, read)
        act(device, replace(read, read_at=NOW))
        assert avisos.read("000045", read.sha256) == read, "the first telling stays"
    assert bitacora.acts == [("aviso_leido_en_tableta", "000045")] * 2
    assert bitacora.facts[0]["leido"] == before.isoformat()
    for wrong in (read_on_tablet("Uno", "2"), read_on_tablet("Tres", "3"), read_on_tablet("", "")):
        with pytest.raises(AvisoChanged):
            act(device, wrong)


def test_what_was_read_is_told_once_and_what_no_server_published_is_let_go(tmp_path: Path) -> None:
    notices = FileNotices(tmp_path / "avisos")
    one, other = read_on_tablet("Uno", "1"), read_on_tablet("De otro servidor", "1")
    session = TabletSession("s", NOW)
    for read in (one, other):
        notices.note("000045", read)
    server = FakeServer(published=(one.sha256,))
    tell = TellAviso(server, notices)
    for fault in (CentralUnreachable(), CentralRefused("ocupado", 503)):
        server.faults["read_notice"] = [fault]
        with pytest.raises(type(fault)):
            tell(session, "000045")
        assert notices.untold("000045") == (one, other)
    tell(session, "000046")
    assert not server.notices, "another auxiliar's"
    tell(session, "000045")
    assert server.notices == {one.sha256: one}
    assert notices.untold("000045") == ()
