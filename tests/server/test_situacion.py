"""A candidatura ends and is restored, over TLS: tablets, altas, the file and the acta."""

from core.domain.access.roles import Role
from tests.apoyo_data import an_alta
from tests.apoyo_world import FIRST, World
from tests.central_server import Central
from tests.server.test_acta import close_period

PATH = f"/v1/aspirantes/{FIRST}"
BAJA = {"act": "cancelacion", "document": "ACUERDO/7 (MUESTRA)", "ground": "Perdió un requisito"}
BACK = {"act": "restitucion", "document": "SENTENCIA/7 (MUESTRA)", "ground": "Lo ordena"}


def test_what_ends_stops_work_and_what_was_saved_still_arrives(central: Central) -> None:
    world = World.made(central)
    tablet = world.tablet()
    saved = tablet.record()
    tablet.announce(saved, tablet.record())
    supervisor = central.someone(Role.SUPERVISOR, user="eva")
    file = supervisor.get(f"{PATH}/expediente").json()
    assert (file["not_arrived"], file["situaciones"]) == (2, [])
    ended = supervisor.post(f"{PATH}/situacion", BAJA)
    assert ended.status_code == 200, ended.text
    assert supervisor.post(f"{PATH}/situacion", BAJA).json()["code"] == "candidatura_terminada"
    refused = world.console().post(
        "/v1/auxiliares", an_alta(correo="z@muestra.invalid"), headers={"Idempotency-Key": "l-9"}
    )
    assert refused.json()["code"] == "candidatura_terminada"
    correo = supervisor.put(f"{PATH}/correo", {"correo": "otro@muestra.example"})
    assert correo.json()["code"] == "candidatura_terminada"
    assert tablet.put(saved).status_code in {200, 201}, "what was saved is received"
    file = supervisor.get(f"{PATH}/expediente").json()
    assert file["auxiliares"]["active"] == 0
    (noted,) = file["situaciones"]
    assert (noted["act"], noted["by"], noted["auxiliares"]) == ("cancelacion", "eva", 1)
    back = supervisor.post(f"{PATH}/situacion", BACK)
    assert back.status_code == 200, back.text
    file = supervisor.get(f"{PATH}/expediente").json()
    assert file["auxiliares"]["active"] == 1
    assert tablet.send(tablet.record())
    history = supervisor.get(f"{PATH}/bitacora").json()["items"]
    assert {"candidatura_terminada", "candidatura_restituida"} <= {each["act"] for each in history}


def test_a_restored_one_has_no_acta_and_may_have_new_dates(central: Central) -> None:
    World.made(central)
    close_period(central)
    supervisor = central.someone(Role.SUPERVISOR)
    assert supervisor.post(f"{PATH}/situacion", BACK).json()["code"] == "candidatura_vigente"
    assert supervisor.post(f"{PATH}/acta").status_code == 201
    acts = supervisor.get("/v1/periodos").json()
    act = next(each for each in acts if each["aspirante"] == FIRST)
    later = act | {"periodo": act["periodo"] | {"sending_ends_at": "2099-01-01T00:00:00Z"}}
    assert supervisor.post("/v1/periodos", later).json()["code"] == "plazo_con_acta"
    assert supervisor.post(f"{PATH}/situacion", BACK).status_code == 200
    assert supervisor.get(f"{PATH}/acta").status_code == 404
    moved = supervisor.post("/v1/periodos", later)
    assert moved.status_code == 201, moved.text


def test_an_act_without_document_or_reason_is_refused_at_its_field(central: Central) -> None:
    World.made(central)
    supervisor = central.someone(Role.SUPERVISOR)
    for field in ("document", "ground"):
        refused = supervisor.post(f"{PATH}/situacion", BAJA | {field: " "})
        assert refused.json()["errors"] == [{"field": field, "code": "falta_dato"}]
    unknown = supervisor.post("/v1/aspirantes/000099/situacion", BAJA)
    assert unknown.status_code == 404
