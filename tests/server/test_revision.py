"""What waits for mesa de control: the last verification's, by folio and cause, without persons."""

from datetime import timedelta

import pytest
from sqlmodel import select

from admin_desktop.screens.mesa.vm import advice_for
from core.central.tables.apoyos import StoredApoyo
from core.central.tables.verification import StoredVerdict
from core.central.unit_of_work import UnitOfWork
from core.domain.access.roles import Role
from core.domain.apoyos.conteo import _INCONSISTENT, NO_GEOGRAPHY, Doubt
from core.domain.verification.resultado import Resultado
from tests.apoyo_world import World
from tests.central_server import Central


def judged(work: UnitOfWork, apoyo: StoredApoyo, resultado: Resultado, cause: str) -> None:
    """Keep a verdict, as a run does."""
    row = StoredVerdict(
        folio=apoyo.folio,
        resultado=resultado.value,
        cause=cause,
        padron_cut="2026-01-01",
        judged_at=apoyo.received_at + timedelta(hours=1),
        padron_row="",
        estatus="",
        estatus_cause="",
        seccion="",
    )
    work.session.add(row)
    work.session.flush()  # of several at once a database may number them in any order


def test_mesa_sees_what_waits_and_why_and_no_person(central: Central) -> None:
    world = World.made(central)
    tablet = world.tablet()
    tablet.send(*(tablet.record() for _ in range(3)))
    with central.deps.units.writing("prueba") as work:
        first, second, third = work.session.exec(
            select(StoredApoyo).order_by(StoredApoyo.position)  # type: ignore[arg-type]
        ).all()
        judged(work, first, Resultado.IN_REVIEW, Doubt.DEVICE_STOLEN.value)
        judged(work, second, Resultado.FOUND, "")
        judged(work, third, Resultado.IN_REVIEW, Doubt.CLOCK.value)
    mesa = central.someone(Role.MESA)
    page = mesa.get("/v1/revision").json()
    assert [row["folio"] for row in page["items"]] == [third.folio, first.folio]
    assert set(page["items"][0]) == {
        *("folio", "id_solicitante", "auxiliar", "device", "cause"),
        *("saved_at", "received_at", "judged_at"),
    }
    found = mesa.get("/v1/revision?search=reportada+robada").json()
    assert [row["folio"] for row in found["items"]] == [first.folio]
    assert mesa.get("/v1/revision?limit=1").json()["next"]
    assert central.someone(Role.REGISTRAR).get("/v1/revision").status_code == 403


@pytest.mark.parametrize(
    "cause", sorted({each.value for each in set(Doubt) - _INCONSISTENT} - {""})
)
def test_every_cause_that_waits_says_what_to_look_at(cause: str) -> None:
    assert advice_for(cause)
    assert advice_for(NO_GEOGRAPHY)
