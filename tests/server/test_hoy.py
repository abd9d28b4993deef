"""What waits for each role, over TLS, on both databases."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import select

from core.central.tables.registration import (
    StoredAsistente,
    StoredAspirante,
    StoredCapacitacion,
    StoredConstancia,
)
from core.domain.access.roles import Role
from core.domain.desk.correo import MailState
from core.domain.proceso.periodo import Periodo, PeriodoAct
from core.server.composition.acts import set_periodo
from tests import registro
from tests.apoyo_world import FIRST, SECOND, World
from tests.central_server import Central, Client

_BOTH = (Role.REGISTRAR, Role.SUPERVISOR)


def waiting(client: Client) -> dict[str, list[dict[str, Any]]]:
    """Return what waits, by kind."""
    answer = client.get("/v1/hoy")
    assert answer.status_code == 200, answer.text
    groups = answer.json()["groups"]
    for each in groups:
        assert each["total"] >= len(each["first"]) > 0
    return {each["kind"]: each["first"] for each in groups}


def test_nothing_waits_before_anything_was_done(central: Central) -> None:
    for role in (Role.REGISTRAR, Role.SUPERVISOR, Role.INE):
        assert waiting(central.someone(role)) == {}


def test_a_registrar_registers_delivers_trains_and_sees_failed_mails(central: Central) -> None:
    registro.open_proceso(central)
    desk = central.someone(Role.REGISTRAR)
    registro.register(desk)
    today = registro.constancia("CI-002/26", apellido_paterno="Zeta")
    before = registro.constancia("CI-003/26", date="2026-01-05")
    for each in (today, before):
        assert desk.post("/v1/constancias", each).status_code == 201
    found = waiting(desk)
    assert [each["ref"] for each in found["registrar"]] == ["CI-002/26", "CI-003/26"]
    assert [each["urgent"] for each in found["registrar"]] == [True, False]
    assert found["registrar"][0]["constancia"]["due_today"]
    assert [each["ref"] for each in found["entregar"]] == ["CI-003/26", "CI-002/26", "CI-001/26"]
    assert [each["ref"] for each in found["capacitar"]] == ["000001"]
    assert "correo" not in found
    with central.deps.units.writing("prueba") as work:
        work.outbox.failed(1, "correo_sin_destino", final=True)
    assert [each["what"] for each in waiting(desk)["correo"]] == ["ana@muestra.example"]
    assert desk.post("/v1/correos/1/reenvio").status_code == 200
    assert "correo" not in waiting(desk), "the newer one took its place"
    with central.deps.units.reading() as work:
        states = [each.state for each in work.outbox.page(after=0, limit=9, search="").items]
    assert MailState.WAITING in states
    given = {"delivered_at": registro.at(), "delivered_to": "Ana Muestra"}
    for number in (1, 2, 3):
        assert desk.put(f"/v1/constancias/{number}/entrega", given).status_code == 200
    assert "entregar" not in waiting(desk)


def test_many_are_counted_and_the_first_are_told(central: Central) -> None:
    registro.open_proceso(central)
    desk = central.someone(Role.REGISTRAR)
    for number in range(23):
        made = registro.constancia(f"CI-{number:03}/26")
        assert desk.post("/v1/constancias", made).status_code == 201
    group = desk.get("/v1/hoy").json()["groups"][0]
    assert (group["kind"], group["total"], len(group["first"])) == ("registrar", 23, 20)


def test_of_two_aspirantes_only_the_one_without_training_waits_for_it(central: Central) -> None:
    world = World.made(central)
    with central.deps.units.writing("prueba") as work:
        query = select(StoredConstancia.number).join(StoredAspirante)
        [number] = work.session.exec(query.where(StoredAspirante.id_solicitante == SECOND)).all()
        session = StoredCapacitacion(
            held_at=central.clock.now(), place="Sala 1", instructor="Celia", topics="MUESTRA"
        )
        work.session.add(session)
        work.session.flush()
        work.session.add(
            StoredAsistente(capacitacion_id=session.id, name="Ficticia", constancia=number)
        )
    desk = world.central.someone(Role.REGISTRAR)
    assert [each["ref"] for each in waiting(desk)["capacitar"]] == [FIRST]


def test_each_role_is_told_what_it_may_do_alone(central: Central) -> None:
    registro.open_proceso(central)
    desk = central.someone(Role.REGISTRAR)
    registro.register(desk)
    with central.deps.units.writing("prueba") as work:
        for _ in range(6):
            work.apartados.set_aside("verificacion", "000123-00007-4", "sobre_ausente")
        work.apartados.set_aside("verificacion", "000123-00008-4", "sobre_ausente")
    assert "apartado" not in waiting(desk)
    found = waiting(central.someone(Role.INE))
    assert list(found) == ["apartado"]
    assert [each["ref"] for each in found["apartado"]] == ["000123-00007-4"]
    assert "apartado" in waiting(central.someone(Role.SUPERVISOR))


def test_a_period_that_ends_soon_is_told(central: Central) -> None:
    world = World.made(central)
    supervisor = central.someone(Role.SUPERVISOR)
    assert "periodo" not in waiting(supervisor)
    now = central.clock.now()
    with central.deps.units.writing("prueba") as work:
        ends = now + timedelta(hours=30)
        own = Periodo(now - timedelta(days=9), ends, ends + timedelta(hours=24), "MUESTRA")
        set_periodo(central.deps, work)(PeriodoAct("gubernatura", FIRST, own, "SENTENCIA/1"))
    (told,) = waiting(supervisor)["periodo"]
    assert (told["what"], told["about"], told["ref"]) == ("gubernatura", "captación", FIRST)
    assert "periodo" not in waiting(central.someone(Role.REGISTRAR))
    assert world.central is central


def test_a_tablet_of_which_nothing_came_for_long_is_told(central: Central) -> None:
    world = World.made(central)
    silent, spoken = world.tablet(), world.tablet()
    desk = central.someone(*_BOTH)
    assert "silencio" not in waiting(desk)
    central.clock.forward(timedelta(hours=49))
    with central.deps.units.writing("prueba") as work:
        now = central.clock.now()
        ends = now + timedelta(days=30)
        own = Periodo(now - timedelta(days=9), ends, ends + timedelta(hours=24), "MUESTRA")
        set_periodo(central.deps, work)(PeriodoAct("gubernatura", FIRST, own, "SENTENCIA/2"))
    spoken.send(spoken.record())
    desk = central.someone(*_BOTH)
    (told,) = waiting(desk)["silencio"]
    assert silent.activated is not None
    assert (told["about"], told["ref"]) == (silent.activated.device, FIRST)


def test_no_question_reads_the_received_records(central: Central) -> None:
    world = World.made(central)
    tablet = world.tablet()
    tablet.send(tablet.record())
    desk = central.someone(*_BOTH, Role.INE)
    asked: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_more: object) -> None:
        asked.append(statement)

    event.listen(central.deps.units.engine, "before_cursor_execute", note)
    waiting(desk)
    event.remove(central.deps.units.engine, "before_cursor_execute", note)
    assert asked
    tables = ("FROM apoyo", "JOIN apoyo", "FROM anunciado", "FROM veredicto", "FROM bitacora")
    assert not [each for each in asked if any(table in each for table in tables)]


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.MESA, Role.ADMINISTRADOR])
def test_who_has_nothing_to_do_here_does_not_ask(role: Role, central: Central) -> None:
    assert central.someone(role).get("/v1/hoy").json()["code"] == "papel_insuficiente"
