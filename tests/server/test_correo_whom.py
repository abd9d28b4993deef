"""A mail says whom it is about by their name, never by an id of ours."""

from core.domain.access.roles import Role
from core.ports.central import Letter, NewMail
from tests.apoyo_world import FIRST, World
from tests.central_server import Central


def test_each_mail_names_whom_it_is_about(central: Central) -> None:
    world = World.made(central)
    tablet = world.tablet()
    vinculo = world.console().get("/v1/auxiliares").json()["items"][0]["vinculo"]["id"]
    console = world.console()
    told = console.post(f"/v1/vinculos/{vinculo}/dispositivo", {"reason": "robada"})
    assert told.status_code == 200, told.text
    assert tablet.activated is not None
    staff = central.someone(Role.REGISTRAR)
    with central.deps.units.writing("prueba") as work:
        persona = work.aspirantes.by_id(FIRST).registro.persona
        own = work.aspirantes.by_id(FIRST).registro.autenticacion.correo
        auxiliar = work.vinculos.auxiliar(work.vinculos.by_id(vinculo).auxiliar)
        letter = Letter("Acuses", "Acuses", "")
        work.outbox.put(NewMail("acuses", own, FIRST, letter))
        work.outbox.put(NewMail("acuse", auxiliar.correo, auxiliar.number, letter))
    rows = staff.get("/v1/correos?limit=100").json()["items"]
    said = {row["about"]: row["whom"] for row in rows if row["to"] != own}
    assert said[vinculo] == f"Auxiliar de {persona.listed_name}"
    assert said[tablet.activated.device] == f"Tableta de {auxiliar.name}"
    assert said[auxiliar.number] == auxiliar.name, "its number is an aspirante's too"
    to_aspirante = [row["whom"] for row in rows if row["to"] == own and row["about"] == FIRST]
    assert to_aspirante
    assert set(to_aspirante) == {persona.listed_name}
