"""An alta under the same Idempotency-Key again, as after a lost answer; on both databases."""

from typing import Any

from sqlmodel import col, select

from core.central.tables.vinculos import StoredVinculo
from core.domain.registration.auxiliar import AltaAuxiliar
from tests.apoyo_data import FIRST, an_alta
from tests.apoyo_world import World


def asked(world: World, alta: AltaAuxiliar) -> tuple[int, dict[str, Any]]:
    answer = world.console().post("/v1/auxiliares", alta, {"Idempotency-Key": "k1"})
    return answer.status_code, answer.json()


def kept(world: World) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = world.console().get("/v1/auxiliares").json()["items"]
    return [each["alta"] for each in items]


def test_the_same_key_answers_the_same_and_mails_nothing(world: World) -> None:
    assert asked(world, an_alta()) == asked(world, an_alta())
    assert len(world.mails("activacion")) == 1
    assert len(kept(world)) == 1


def test_the_same_key_with_any_other_datum_is_refused_and_the_first_stays(world: World) -> None:
    asked(world, an_alta())
    before = kept(world)
    for changes in (
        {"telefono": "5511111111"},
        {"correo": "otra@muestra.invalid"},
        {"cuenta": "otra.cuenta", "proveedor": "Google"},
        {"sin_segundo_apellido": not an_alta().sin_segundo_apellido},
    ):
        status, problem = asked(world, an_alta(**changes))
        assert (status, problem["code"]) == (409, "alta_con_otros_datos")
    assert kept(world) == before
    assert len(world.mails("activacion")) == 1


def test_a_repeat_after_the_baja_answers_the_same_and_begins_nothing(world: World) -> None:
    first = asked(world, an_alta())
    path = f"/v1/vinculos/{first[1]['vinculo']}/baja"
    assert world.console().post(path, {"reason": "MUESTRA"}).status_code == 200
    mails = len(world.mails("activacion"))
    assert asked(world, an_alta()) == first
    assert len(kept(world)) == 1
    assert len(world.mails("activacion")) == mails


def test_a_repeat_is_held_against_what_was_sent_and_not_against_what_is_stored(
    world: World,
) -> None:
    first = asked(world, an_alta())
    corrected = "corregido@muestra.invalid"
    with world.central.deps.units.writing("prueba") as work:
        query = select(StoredVinculo).where(col(StoredVinculo.aspirante) == FIRST)
        work.session.exec(query).one().correo = corrected
    assert asked(world, an_alta()) == first
    assert asked(world, an_alta(correo=corrected))[0] == 409
    assert len(world.mails("activacion")) == 1
