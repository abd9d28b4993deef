"""A faulty vínculo is left out of a packet alone: the tablet goes on with the others (num. 11)."""

import pytest
from sqlalchemy import text

from core.domain.desk.apartado import Apartado
from core.domain.values.signed import Signed
from core.wire import adapter
from tests.apoyo_world import FIRST, SECOND, World
from tests.server.conftest import only_sqlite
from tests.server.test_consent import shared_tablet, vinculo_of, working_for

pytestmark = [only_sqlite, pytest.mark.logs("apoyo.server")]

POISONS = {
    "sobrenombre": ("aspirante", "sobrenombre", "A\x00B"),
    "nombre": ("aspirante", "nombre", "N" * 30_000),
    "periodo": ("periodo", "starts_at", "0001-01-01 00:00:00.000000"),
    "acto": ("periodo", "ground", "x" * 30_000),
}


def aside(world: World) -> list[Apartado]:
    with world.central.deps.units.reading() as work:
        return list(work.apartados.page(after=0, limit=50, search="").items)


def swap(world: World, table: str, column: str, value: object) -> object:
    """Write into the row of SECOND what no route lets in; return what stood there."""
    where = "id_solicitante = :of" if table == "aspirante" else "cargo = :of"
    said = {"of": SECOND if table == "aspirante" else "distrito-1"}
    with world.central.deps.units.engine.begin() as connection:
        former: object = connection.execute(
            text(f"SELECT {column} FROM {table} WHERE {where}"),  # noqa: S608  a test's own names
            said,
        ).scalar_one()
        connection.execute(
            text(f"UPDATE {table} SET {column} = :value WHERE {where}"),  # noqa: S608
            said | {"value": value},
        )
    return former


@pytest.mark.parametrize("kind", POISONS)
def test_the_rest_of_the_packet_goes_on_and_the_desk_sees_it(world: World, kind: str) -> None:
    tablet = shared_tablet(world)
    assert world.answer_by_mail().status_code == 200
    table, column, value = POISONS[kind]
    former = swap(world, table, column, value)
    assert working_for(tablet) == [FIRST]
    assert working_for(tablet) == [FIRST]
    [found] = aside(world)
    assert (found.job, found.item, found.tries) == ("paquete", vinculo_of(world, SECOND), 1)
    swap(world, table, column, former)
    assert working_for(tablet) == [FIRST, SECOND]
    assert aside(world) == []


def test_a_tablet_with_no_other_vinculo_keeps_what_it_has(world: World) -> None:
    tablet = world.tablet(SECOND)
    swap(world, *POISONS["nombre"])
    token = tablet.session().json()["token"]
    client = world.central.stranger()
    client.token = token
    answer = client.get("/v1/paquete")
    assert (answer.status_code, answer.json()["code"]) == (503, "paquete_apartado")
    assert [each.job for each in aside(world)] == ["paquete"]


def test_the_packet_has_every_part_of_a_name(world: World) -> None:
    tablet = world.tablet(SECOND)
    parts = {"nombre": "EVA", "apellido_materno": "SEGUNDA", "sobrenombre": "LA DOS"}
    for column, value in parts.items():
        swap(world, "aspirante", column, value)
    client = world.central.stranger()
    client.token = tablet.session().json()["token"]
    signed = adapter(Signed).validate_json(client.get("/v1/paquete").content)
    (shown,) = tablet.packet(signed).vinculos
    assert {each: getattr(shown.aspirante, each) for each in parts} == parts
    assert shown.aspirante.apellido_paterno == "FICTICIA"
    assert shown.aspirante.cargo != shown.cargo_id
