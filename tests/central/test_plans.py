"""What is asked while records grow is found by an index: each database says so of its plan."""

import re
import shutil
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, event, text

from core.central.apoyos.recount import PairKey
from core.central.database import open_database
from core.central.listing import Narrowed
from core.central.mail.turns import next_turn
from core.central.tables.registration import StoredAspirante
from core.central.unit_of_work import UnitOfWork, Units
from core.central.verification.revision import StoredRevision
from core.domain.apoyos.apoyo import RecordId
from core.domain.apoyos.conteo import CountRecord, Outcome
from core.domain.desk.bitacora import BitacoraAsked
from core.domain.desk.hoy import PendienteKind
from core.domain.proceso.proceso import Proceso
from core.domain.verification.resultado import PadronAnswer, Resultado
from core.ports.central_padron import JudgedAlone
from tests.apoyo_data import FIRST, a_periodo, a_proceso, register
from tests.fakes.clock import SetClock
from tests.fakes.registration import NOW

_GROWING = frozenset(
    {"apoyo", "veredicto", "apertura", "envio", "anunciado", "acuse", "bitacora", "conteo"}
)
_GROWING |= {"conteo_seccion"}
"""Tables of which nothing may read all rows."""

_SHORT = frozenset({"ix_apoyo_sin_juzgar", "ix_envio_sin_acuse", "ix_envio_abierto"})
_SHORT |= {"ix_acuse_sin_correo", "ix_veredicto_revision"}
"""Indexes of what waits: these may be read whole."""

_SCAN = re.compile(r"SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?")
_SEQ_SCAN = re.compile(r"Seq Scan on (\w+)")
_PROCESO: Proceso = a_proceso()
_PAIR = (FIRST, "000001")
_BOUNDS = {"after": 5, "up_to": 9, "limit": 3}


def _keep(work: UnitOfWork) -> None:
    moments = dict.fromkeys(("started_at", "saved_at", "received_at"), NOW)
    record = CountRecord("nadie", FIRST, "gubernatura", 1, **moments)
    one = JudgedAlone(record, Outcome(Resultado.FOUND), PadronAnswer("a1", "LN", "", "0101"))
    with pytest.raises(KeyError):  # no such record; what is asked was asked
        work.verdicts.keep([one], cut="x", judged_at=NOW + timedelta(days=1))


def _history(work: UnitOfWork) -> None:
    if work.session.get(StoredAspirante, FIRST) is None:
        register(work, NOW, FIRST, "gubernatura")
    work.expedientes.history(FIRST, after=9, limit=3)


def _closing(work: UnitOfWork) -> None:
    if work.session.get(StoredAspirante, FIRST) is None:
        register(work, NOW, FIRST, "gubernatura")
    work.closing(_PROCESO)(FIRST, a_periodo(NOW))


def _detalle(work: UnitOfWork) -> None:
    if work.session.get(StoredAspirante, FIRST) is None:
        register(work, NOW, FIRST, "gubernatura")
    work.detalle(_PROCESO).one(FIRST)


_BEYOND = "s" + urlsafe_b64encode(b'["a", "1"]').decode().rstrip("=")
"""The cursor of a list by names."""


def _aspirantes(work: UnitOfWork, sort: str, **more: Any) -> None:  # noqa: ANN401  as Narrowed has it
    asked = Narrowed(sort, cursor=_BEYOND, **more)
    found = {"search": "", "proceso": _PROCESO, "progress": work.progress, "asked": asked}
    work.aspirantes.page(after=0, limit=3, **found)


def _constancias(work: UnitOfWork, sort: str) -> None:
    asked = Narrowed(sort, cursor=_BEYOND)
    work.constancias.page(after=0, limit=3, search="", today=NOW.date(), asked=asked)


def _mails(work: UnitOfWork, sort: str) -> None:
    asked = Narrowed(sort, cursor="s" + urlsafe_b64encode(b'["a", 1]').decode().rstrip("="))
    work.outbox.page(after=0, limit=3, search="", asked=asked)


ASKED: dict[str, tuple[Callable[[UnitOfWork], object], frozenset[str]]] = {
    "unopened": (lambda w: w.records.unopened(after=0, limit=9), {"ix_apoyo_sin_juzgar"}),
    "has_unjudged": (lambda w: w.records.has_unjudged(), {"ix_apoyo_sin_juzgar"}),
    "unjudged": (lambda w: w.records.unjudged(**_BOUNDS), {"ix_apoyo_sin_juzgar"}),
    "all": (lambda w: w.records.all(**_BOUNDS), set()),
    "head": (lambda w: w.records.head(), set()),
    "of_pair": (lambda w: w.records.of_pair(_PAIR, **_BOUNDS), {"ix_apoyo_par"}),
    "without_acuse": (lambda w: w.envios.without_acuse(), {"ix_envio_sin_acuse"}),
    "oldest_unjudged": (lambda w: w.queues.unjudged_since(), {"ix_apoyo_sin_juzgar"}),
    "oldest_without_acuse": (
        lambda w: w.queues.without_acuse_since(),
        {"ix_envio_sin_acuse"},
    ),
    "oldest_mail": (lambda w: w.queues.unmailed_since(), set()),
    "oldest_open": (lambda w: w.queues.unmoved_since(), {"ix_envio_abierto"}),
    "oldest_task": (lambda w: w.queues.unmade_since(), set()),
    "mails_due": (lambda w: w.outbox.due(limit=9), {"ix_correo_turno"}),
    "turn_of_a_mail": (
        lambda w: next_turn(w.session, FIRST),
        {"ix_correo_turno", "ix_correo_de_quien"},
    ),
    "in_review": (
        lambda w: StoredRevision(w.session).page(after=9, limit=3),
        {"ix_veredicto_revision"},
    ),
    "idle": (lambda w: w.envios.idle_since(NOW), {"ix_envio_abierto"}),
    "moved_ahead": (lambda w: w.envios.progressed_after(NOW), {"ix_envio_abierto"}),
    "unmailed": (lambda w: w.acuses.unmailed(NOW, NOW), {"ix_acuse_sin_correo"}),
    "unmailed_of": (lambda w: w.acuses.unmailed_of(FIRST), set()),
    "acuses": (lambda w: w.acuses.page_of_aspirante(FIRST, after=7, limit=3), set()),
    "acuses_of_auxiliar": (
        lambda w: w.acuses.page_of_auxiliar("000001", after="1-a", limit=3),
        {"ix_acuse_auxiliar_fecha"},
    ),
    "avance": (lambda w: w.avance.waiting_on_tablets([FIRST]), {"ix_envio_incompleto"}),
    "avance_of_one": (lambda w: w.avance.one(FIRST, _PROCESO), set()),
    "avances": (lambda w: w.avance.page(_PROCESO, after=0, limit=50), set()),
    "figures": (lambda w: w.progress.of([FIRST]), set()),
    "auxiliares": (
        lambda w: w.own_auxiliares.page(FIRST, after="1-a", limit=3, search=""),
        set(),
    ),
    "auxiliares_by_name": (
        lambda w: w.own_auxiliares.page(
            FIRST, after="", limit=3, search="", asked=Narrowed("nombre", cursor=_BEYOND)
        ),
        {"ix_vinculo_orden"},
    ),
    "aspirantes_by_name": (lambda w: _aspirantes(w, "nombre"), {"ix_aspirante_orden"}),
    "aspirantes_by_day": (
        lambda w: _aspirantes(w, "registro", days=(NOW.date(), NOW.date())),
        {"ix_aspirante_registro"},
    ),
    "constancias_by_name": (lambda w: _constancias(w, "-nombre"), {"ix_constancia_orden"}),
    "constancias_by_day": (lambda w: _constancias(w, "fecha"), {"ix_constancia_fecha"}),
    "mails_by_address": (lambda w: _mails(w, "para"), {"ix_correo_para"}),
    "bitacora_the_other_way": (lambda w: w.bitacora.page(after=9, limit=3, sort="llegada"), set()),
    "bitacora": (lambda w: w.bitacora.page(after=9, limit=3), set()),
    "bitacora_of_person": (
        lambda w: w.bitacora.page(after=0, limit=3, asked=BitacoraAsked(actor="eva")),
        {"ix_bitacora_actor"},
    ),
    "bitacora_of_act": (
        lambda w: w.bitacora.page(after=9, limit=3, asked=BitacoraAsked(act="cuenta_abierta")),
        {"ix_bitacora_act"},
    ),
    "bitacora_of_subject": (
        lambda w: w.bitacora.page(after=9, limit=3, asked=BitacoraAsked(subject=FIRST)),
        {"ix_bitacora_subject"},
    ),
    "bitacora_of_days": (
        lambda w: w.bitacora.page(after=9, limit=3, asked=BitacoraAsked(since=NOW, until=NOW)),
        set(),
    ),
    "history": (_history, {"ix_bitacora_subject"}),
    "chain": (lambda w: w.bitacora.check(after=9, limit=3), set()),
    "detalle": (_detalle, set()),
    "waiting": (lambda w: w.waiting(NOW.date()).of(PendienteKind), set()),
    "closing": (_closing, set()),
    "received_before": (lambda w: w.apoyos.find_all([RecordId("a" * 32)]), set()),
    "received_since": (lambda w: w.apoyos.since(w.apoyos.last_position()), set()),
    "recount_of_pair": (lambda w: w.recount.differences(PairKey(*_PAIR)), {"ix_apoyo_par"}),
    "same_citizen": (_keep, {"ix_veredicto_ciudadano"}),
}
"""What is asked, and the indexes that must be among those used."""


@pytest.fixture(
    scope="module", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
)
def never_filled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Give the URL of a database that nobody wrote to: what a planner keeps of rows is its own."""
    if request.param == "sqlite":
        copy = tmp_path_factory.mktemp("planes") / "apoyo.db"
        shutil.copy(request.getfixturevalue("prepared_sqlite"), copy)
        yield f"sqlite:///{copy}"
    else:
        with request.getfixturevalue("spare_databases").new() as name:
            yield request.getfixturevalue("prepared_postgres") % name


@pytest.fixture
def work(never_filled: str) -> Iterator[UnitOfWork]:
    engine = open_database(never_filled)
    with Units(engine, SetClock(NOW)).reading() as unit:
        if engine.dialect.name == "postgresql":  # an empty table is read whole, else
            unit.session.connection().execute(text("SET enable_seqscan = off"))
        yield unit
    engine.dispose()


def _asked(connection: Connection, ask: Callable[[], object]) -> list[tuple[str, Any]]:
    """Return the queries that `ask` sends, with what they are filled with."""
    sent: list[tuple[str, Any]] = []

    def note(*told: Any) -> None:  # noqa: ANN401  as the event gives it
        sent.append((told[2], told[3]))

    event.listen(connection, "before_cursor_execute", note)
    ask()
    event.remove(connection, "before_cursor_execute", note)
    return [(query, filled) for query, filled in sent if query.startswith("SELECT")]


def _plan(connection: Connection, query: str, filled: Any) -> str:  # noqa: ANN401  as sent
    how = "EXPLAIN QUERY PLAN" if connection.dialect.name == "sqlite" else "EXPLAIN"
    rows = connection.exec_driver_sql(f"{how} {query}", filled).all()
    plan = "\n".join(str(row[-1]) for row in rows)
    from_one_end = " LIMIT " in query and "WHERE" not in query and "TEMP B-TREE" not in plan
    return "" if from_one_end else plan


def _read_whole(plan: str) -> set[str]:
    """Return the growing tables of which a plan reads every row."""
    found = {name for name, index in _SCAN.findall(plan) if index not in _SHORT}
    return (found | set(_SEQ_SCAN.findall(plan))) & _GROWING


@pytest.mark.parametrize("name", ASKED)
def test_what_is_asked_of_growing_tables_has_its_index(work: UnitOfWork, name: str) -> None:
    ask, indexes = ASKED[name]
    connection = work.session.connection()
    queries = _asked(connection, lambda: ask(work))
    assert queries
    plans = [_plan(connection, *each) for each in queries]
    assert {each: plan for plan in plans for each in _read_whole(plan)} == {}
    together = "\n".join(plans)
    assert [each for each in indexes if each not in together] == []
