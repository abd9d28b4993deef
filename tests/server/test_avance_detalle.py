"""Progress in detail over the network: each day, each place, each auxiliar; rates, unjudged."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import event

from core.domain.access.roles import Role
from core.domain.apoyos.avance_detalle import AvanceDetalle, PlaceCount, Ritmos
from core.domain.proceso.dispersion import ReglaDispersion, Unidad, UnitCount
from core.domain.proceso.geografia import SeccionPlace
from core.domain.proceso.proceso import Ambito
from core.domain.verification.resultado import Avance
from core.wire import Page, adapter
from tests.apoyo_data import a_proceso
from tests.apoyo_world import FIRST, SECOND, World, citizen, padron_csv, put_geografia
from tests.server.conftest import only_sqlite
from tests.server.test_verification import ONE, ROWS, job, load


def detalle(world: World, aspirante: str = FIRST) -> AvanceDetalle:
    answer = world.console(aspirante).get("/v1/avance/detalle")
    found: AvanceDetalle = adapter(AvanceDetalle).validate_json(answer.content)
    return found


def test_each_day_place_and_auxiliar_has_its_count(world: World) -> None:
    clock = world.central.clock
    assert detalle(world).days == ()
    tablet = world.tablet()
    tablet.send(tablet.record(apoyo=citizen(ONE, "111111111")))
    clock.forward(timedelta(days=3))
    tablet.send(tablet.record(apoyo=citizen(ONE, "111111111")), tablet.record())
    load(world, padron_csv(ROWS))
    assert job(world)() == 3
    found = detalle(world)
    assert [each.received for each in found.days] == [1, 0, 0, 2]
    assert found.before == 0
    zone = ZoneInfo("America/Mexico_City")
    assert found.days[-1].day == found.today == clock.now().astimezone(zone).date()
    assert found.secciones.places == (PlaceCount("0101", "", 1),)
    assert found.municipios.places == (PlaceCount("001", "MUESTRA", 1),)
    assert [each.counted for each in found.distritos.places] == [1]
    assert found.secciones.total > found.distritos.total >= 1
    (auxiliar,) = found.auxiliares
    assert (auxiliar.number, auxiliar.received, auxiliar.counted) == ("000001", 3, 1)
    assert auxiliar.name == "AUXILIA FICTICIA MUESTRA"
    assert detalle(world, SECOND).auxiliares == ()
    (row,) = adapter(Page[Avance]).validate_json(world.console().get("/v1/avance").content).items
    assert (row.received, row.counted, row.pending_verification) == (3, 1, 0)
    assert sum(row.by_result.values()) == 3


def with_rule(world: World, rule: ReglaDispersion | None, lists: dict[str, int | None]) -> None:
    """Publish the rule for every office, and a geography with these secciones of two distritos."""
    decided = a_proceso()
    cargos = tuple(
        each if each.ambito is not Ambito.ENTIDAD else replace(each, dispersion=rule)
        for each in decided.cargos
    )
    world.republish(replace(decided, cargos=cargos))
    with world.central.deps.units.writing("prueba") as work:
        places = [
            SeccionPlace(each, "12", "001", "MUESTRA", f"{int(each[:2]):03d}", lista)
            for each, lista in lists.items()
        ]
        put_geografia(work, places)


def test_what_counts_is_held_against_the_rule_of_the_office_unit_by_unit(world: World) -> None:
    assert detalle(world).dispersion is None
    rule = ReglaDispersion(Unidad.DISTRITO, 100, "MUESTRA, artículo 9", units_share=5_000)
    with_rule(world, rule, {"0101": 60, "0102": 40, "0201": 150})
    tablet = world.tablet()
    tablet.send(tablet.record(apoyo=citizen(ONE, "111111111")))
    before = detalle(world).dispersion
    assert before is not None
    assert (before.cut, before.met, before.asked, before.is_met) == (None, 0, 1, False)
    load(world, padron_csv(ROWS))
    assert job(world)() == 1
    found = detalle(world).dispersion
    assert found is not None
    assert found.units == (UnitCount("001", "", 100, 1, 1), UnitCount("002", "", 150, 2, 0))
    assert (found.rule, found.met, found.asked, found.is_met) == (rule, 1, 1, True)
    assert (found.cut is None, found.since is None) == (False, False)
    with world.central.deps.units.reading() as work:
        assert work.recount.differences() == []
    with_rule(world, rule, {"0101": 60, "0102": None, "0201": 150})
    unknown = detalle(world).dispersion
    assert unknown is not None
    assert (unknown.unknown, unknown.is_met) == (1, None)


@only_sqlite
def test_a_rule_that_fits_no_office_is_not_published(world: World) -> None:
    supervisor = world.central.someone(Role.SUPERVISOR)
    decided = a_proceso()
    rule = ReglaDispersion(Unidad.DISTRITO, 100, "MUESTRA", units=2)
    cargos = tuple(replace(each, dispersion=rule) for each in decided.cargos)
    refused = supervisor.put("/v1/proceso", replace(decided, cargos=cargos))
    assert (refused.status_code, refused.json()["code"]) == (422, "dispersion_unidad")


def test_half_a_year_is_told_by_few_queries(world: World) -> None:
    """One for each day and half was most of a second of the web, for each look of an aspirante."""
    tablet, clock = world.tablet(), world.central.clock
    tablet.send(tablet.record())
    clock.forward(timedelta(days=170))
    tablet.send(tablet.record(), tablet.record())
    asked: list[str] = []

    def count(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    engine = world.central.deps.units.engine
    event.listen(engine, "before_cursor_execute", count)
    try:
        with world.central.deps.units.reading() as work:
            found = work.detalle(work.procesos.current().proceso).one(FIRST)
    finally:
        event.remove(engine, "before_cursor_execute", count)
    assert [each.received for each in found.days] == [1, *[0] * 169, 2]
    assert len(asked) < 30


def test_rates_are_told_to_the_uti_alone_device_by_device(world: World) -> None:
    tablet = world.tablet()
    night = world.central.clock.now().astimezone(ZoneInfo("America/Mexico_City"))
    night = night.replace(hour=23, minute=10, second=0) - timedelta(days=1)
    for seconds in (40, 60, 200):
        tablet.send(tablet.record(started_at=night - timedelta(seconds=seconds), saved_at=night))
    staff = world.central.someone(Role.AUDITOR)
    told = staff.get(f"/v1/avance/ritmos?aspirante={FIRST}")
    found: Ritmos = adapter(Ritmos).validate_json(told.content)
    (rate,) = found.devices
    assert (found.of, rate.records, rate.night) == (3, 3, 3)
    assert (rate.seconds, rate.most_in_an_hour) == (60, 3)
    assert world.console().get(f"/v1/avance/ritmos?aspirante={FIRST}").status_code == 403
    nobody = staff.get("/v1/avance/ritmos?aspirante=999999")
    assert adapter(Ritmos).validate_json(nobody.content) == Ritmos(0, ())


@only_sqlite
def test_an_aspirante_is_told_their_own_and_an_unknown_one_is_not_there(world: World) -> None:
    other = world.console().get(f"/v1/avance/detalle?aspirante={SECOND}")
    assert adapter(AvanceDetalle).validate_json(other.content).id_solicitante == FIRST
    staff = world.central.someone(Role.INE)
    assert staff.get("/v1/avance/detalle?aspirante=999999").status_code == 404
    assert replace(detalle(world), id_solicitante=SECOND) == replace(
        adapter(AvanceDetalle).validate_json(
            staff.get(f"/v1/avance/detalle?aspirante={FIRST}").content
        ),
        id_solicitante=SECOND,
    )
