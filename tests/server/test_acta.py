"""The acta de cierre over TLS: totals of real envíos, once, and only read from then on."""

from datetime import timedelta

from core.domain.access.roles import Role
from core.domain.proceso.periodo import Periodo, PeriodoAct
from core.server.composition.acts import set_periodo
from tests.apoyo_data import an_alta
from tests.apoyo_world import FIRST, World
from tests.central_server import Central


def close_period(central: Central) -> None:
    """Have the period of FIRST end an hour ago."""
    now = central.clock.now()
    ends = now - timedelta(hours=1)
    own = Periodo(now - timedelta(days=9), ends - timedelta(minutes=1), ends, "MUESTRA")
    with central.deps.units.writing("prueba") as work:
        set_periodo(central.deps, work)(PeriodoAct("gubernatura", FIRST, own, "SENTENCIA/1"))


def test_an_acta_tells_what_came_what_did_not_and_who_was_silent(central: Central) -> None:
    world = World.made(central)
    sender, silent, by_stick = world.tablet(), world.tablet(), world.tablet()
    sender.send(sender.record())
    sender.announce(sender.record(), sender.record())
    supervisor = central.someone(Role.SUPERVISOR, Role.REGISTRAR, user="eva")
    path = f"/v1/aspirantes/{FIRST}/acta"
    assert supervisor.post(path).json()["code"] == "acta_antes_de_tiempo"
    assert supervisor.get(path).status_code == 404
    close_period(central)
    by_stick.put(by_stick.record())  # as a stick brings it: announced by nobody
    issued = supervisor.post(path)
    assert issued.status_code == 201, issued.text
    acta = issued.json()
    figures = acta["figures"]
    assert (figures["received"], [each["pending"] for each in figures["missing"]]) == (2, [2])
    assert silent.activated is not None
    assert [each["device"] for each in figures["silent"]] == [silent.activated.device]
    assert acta["issued_by"] == "eva"
    assert supervisor.post(path).json()["code"] == "acta_emitida"
    assert supervisor.get(path).json() == acta
    pdf = central.someone(Role.AUDITOR).get(f"{path}/pdf")
    assert pdf.content.startswith(b"%PDF")
    file = supervisor.get(f"/v1/aspirantes/{FIRST}/expediente").json()
    assert file["acta"] == acta


def test_what_an_acta_closed_is_only_read(central: Central) -> None:
    world = World.made(central)
    tablet, supervisor = world.tablet(), central.someone(Role.SUPERVISOR, Role.REGISTRAR)
    close_period(central)
    issued = supervisor.post(f"/v1/aspirantes/{FIRST}/acta")
    assert issued.status_code == 201
    [late] = tablet.send(tablet.record())
    assert late.folio  # whatever was closed, a tablet gets its receipt
    assert supervisor.get(f"/v1/aspirantes/{FIRST}/acta").json() == issued.json()
    correo = {"correo": "otra@muestra.example"}
    refused = supervisor.put(f"/v1/aspirantes/{FIRST}/correo", correo)
    assert (refused.status_code, refused.json()["code"]) == (409, "acta_emitida")
    headers = {"Idempotency-Key": "llave-0009"}
    alta = world.console().post("/v1/auxiliares", an_alta(), headers)
    assert (alta.status_code, alta.json()["code"]) == (409, "acta_emitida")


def test_no_act_changes_the_dates_that_an_acta_closed(central: Central) -> None:
    world = World.made(central)
    close_period(central)
    supervisor = central.someone(Role.SUPERVISOR)
    assert supervisor.post(f"/v1/aspirantes/{FIRST}/acta").status_code == 201
    acts = supervisor.get("/v1/periodos").json()
    now = central.clock.now()
    later = Periodo(now, now + timedelta(days=5), now + timedelta(days=6), "Prórroga")
    own = PeriodoAct("gubernatura", FIRST, later, "ACUERDO/9")
    refused = supervisor.post("/v1/periodos", own)
    assert (refused.status_code, refused.json()["code"]) == (403, "plazo_con_acta")
    assert FIRST in refused.json()["title"]
    whole = PeriodoAct("gubernatura", "", later, "ACUERDO/9")
    assert supervisor.post("/v1/periodos", whole).status_code == 201, "FIRST has its own dates"
    assert len(supervisor.get("/v1/periodos").json()) == len(acts) + 1
    del world


def test_a_cargo_is_not_extended_over_an_acta_of_its_dates(central: Central) -> None:
    world = World.made(central)
    now = central.clock.now()
    ended = Periodo(
        now - timedelta(days=9), now - timedelta(hours=2), now - timedelta(hours=1), "MUESTRA"
    )
    with central.deps.units.writing("prueba") as work:
        set_periodo(central.deps, work)(PeriodoAct("gubernatura", "", ended, "ACUERDO/1"))
    supervisor = central.someone(Role.SUPERVISOR)
    assert supervisor.post(f"/v1/aspirantes/{FIRST}/acta").status_code == 201
    later = Periodo(now, now + timedelta(days=5), now + timedelta(days=6), "Prórroga")
    whole = PeriodoAct("gubernatura", "", later, "ACUERDO/9")
    assert supervisor.post("/v1/periodos", whole).json()["code"] == "plazo_con_acta"
    del world
