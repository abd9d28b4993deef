"""The file of an aspirante and its history, over TLS, on both databases."""

import json
from datetime import datetime, timedelta

from sqlalchemy import text

from core.domain.access.roles import Role
from core.domain.proceso.periodo import PeriodoAct
from core.server.composition.acts import set_periodo
from tests import registro
from tests.apoyo_data import a_periodo
from tests.apoyo_world import FIRST, SECOND, World
from tests.central_server import Central, Client


def _acts(desk: Client, number: str) -> list[str]:
    found = desk.get(f"/v1/aspirantes/{number}/bitacora?limit=500").json()["items"]
    return [each["act"] for each in reversed(found)]


def test_the_file_holds_all_that_was_typed_and_what_followed(central: Central) -> None:
    registro.open_proceso(central)
    desk = central.someone(Role.REGISTRAR, Role.SUPERVISOR)
    number = registro.register(desk)["id_solicitante"]
    given = {"delivered_at": registro.at(), "delivered_to": "Ana Muestra"}
    assert desk.put("/v1/constancias/1/entrega", given).status_code == 200
    training = {
        "held_at": registro.at(),
        "place": "Sala 2",
        "instructor": "Eva Muestra",
        "topics": "",
        "asistentes": [{"name": "Ana Muestra Ficticia", "constancia": "CI-001/26"}],
    }
    assert desk.post("/v1/capacitaciones", training).status_code == 201
    file = desk.get(f"/v1/aspirantes/{number}/expediente").json()
    assert file["detail"]["registro"] == registro.registro()
    assert file["constancia"]["constancia"]["number"] == "CI-001/26"
    assert file["constancia"]["constancia"]["delivered_to"] == "Ana Muestra"
    assert [each["place"] for each in file["capacitaciones"]] == ["Sala 2"]
    assert file["user"] == "sol000001"
    assert [each["kind"] for each in file["correos"]] == ["acceso"]
    assert file["auxiliares"] == {"invited": 0, "active": 0, "ended": 0, "tablets": 0}
    assert _acts(desk, number) == [
        "constancia_emitida",
        "aspirante_registrado",
        "acceso_enviado",
        "constancia_entregada",
        "capacitacion_registrada",
    ]
    assert desk.get("/v1/aspirantes/000999/expediente").json()["code"] == "no_existe"
    assert desk.get("/v1/aspirantes/000999/bitacora").json()["code"] == "no_existe"


def test_a_history_tells_of_one_aspirante_and_of_no_record(central: Central) -> None:
    world = World.made(central)
    tablet = world.tablet()
    tablet.send(tablet.record())
    with central.deps.units.writing("prueba") as work:
        own = a_periodo(central.clock.now() + timedelta(minutes=1))
        act = PeriodoAct("gubernatura", FIRST, own, "SENTENCIA/1")
        set_periodo(central.deps, work)(act)
    desk = central.someone(Role.AUDITOR)
    mine, others = _acts(desk, FIRST), _acts(desk, SECOND)
    assert mine.count("periodo_fijado") == 2
    assert {"auxiliar_alta", "vinculo_aceptado", "envio_abierto", "envio_cerrado"} <= set(mine)
    assert "apoyo_recibido" not in mine
    assert others.count("periodo_fijado") == 1
    assert not {"auxiliar_alta", "envio_abierto"} & set(others)
    count = desk.get(f"/v1/aspirantes/{FIRST}/expediente").json()["auxiliares"]
    assert count == {"invited": 0, "active": 1, "ended": 0, "tablets": 1}


def test_the_log_is_asked_by_who_what_whom_and_when(central: Central) -> None:
    registro.open_proceso(central)
    desk = central.someone(Role.REGISTRAR, Role.SUPERVISOR, user="eva.muestra")
    registro.register(desk)

    def asked(query: str) -> list[str]:
        answer = desk.get(f"/v1/bitacora?limit=500&{query}")
        assert answer.status_code == 200, answer.text
        return [each["act"] for each in reversed(answer.json()["items"])]

    whole = ["constancia_emitida", "aspirante_registrado", "acceso_enviado"]
    assert asked("actor=eva.muestra") == whole
    assert asked("actor=eva.muestra&act=acceso_enviado") == ["acceso_enviado"]
    assert asked("subject=000001") == ["aspirante_registrado", "acceso_enviado"]
    assert asked("act=nada") == []
    today = registro.today()
    assert asked(f"day={today}") == asked("")
    yesterday = (datetime.fromisoformat(today) - timedelta(days=1)).date().isoformat()
    assert asked(f"day={yesterday}") == []
    assert asked(f"day={yesterday}&day_to={today}&actor=eva.muestra") == whole
    assert desk.get("/v1/bitacora?day=2026-02-31").status_code == 422


def test_a_record_is_told_where_it_is_asked_for(central: Central) -> None:
    world = World.made(central)
    tablet = world.tablet()
    tablet.send(tablet.record(), tablet.record())
    auditor = central.someone(Role.AUDITOR)
    found = auditor.get("/v1/bitacora?act=apoyo_recibido").json()
    assert [each["act"] for each in found["items"]] == ["apoyo_recibido"] * 2
    actor = found["items"][0]["actor"]
    mine = auditor.get(f"/v1/bitacora?actor={actor}").json()["items"]
    assert {each["act"] for each in mine} == {"envio_abierto", "envio_cerrado"}
    both = auditor.get(f"/v1/bitacora?actor={actor}&act=apoyo_recibido").json()["items"]
    assert len(both) == 2


def test_the_chain_is_checked_and_a_change_is_found(central: Central) -> None:
    registro.open_proceso(central)
    desk = central.someone(Role.SUPERVISOR, Role.REGISTRAR)
    registro.register(desk)

    def checked(cursor: int = 0) -> dict[str, int]:
        found: dict[str, int] = desk.get(f"/v1/bitacora/cadena?cursor={cursor}").json()
        return found

    whole = checked()
    assert whole["broken"] == 0
    assert whole["last"] == whole["newest"] > 3
    assert checked(2)["broken"] == 0
    with central.deps.units.engine.begin() as connection:
        row = connection.execute(text("SELECT content FROM bitacora WHERE sequence = 3"))
        kept = json.loads(row.scalar_one())
        kept["subject"] = "otro"
        changed = {"content": json.dumps(kept, sort_keys=True, separators=(",", ":"))}
        connection.execute(
            text("UPDATE bitacora SET content = :content WHERE sequence = 3"), changed
        )
    assert checked()["broken"] == 3
    with central.deps.units.engine.begin() as connection:
        connection.execute(text("DELETE FROM bitacora WHERE sequence = 3"))
    assert checked()["broken"] == 3
