"""A tablet that was changed: its token sends within bounds that the server counts (numeral 10).

What it signed is its own claim, whatever hour it names; the UTI may reopen or suspend it.
"""

from datetime import timedelta

import pytest
import requests

from core.domain.access.roles import Role
from core.domain.apoyos.envio import Announcement
from tests.apoyo_world import FIRST, Sealed, Tablet, World
from tests.server.test_consent import vinculo_of

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

REASON = {"reason": "revision"}
_WIDE = {"late_days": 30, "late_announcements": 50, "late_records": 50, "late_mib": 50}


@pytest.fixture
def server_limits(request: pytest.FixtureRequest) -> dict[str, float]:
    return _WIDE | dict(request.param)


def changed(world: World) -> tuple[Tablet, list[Sealed], Tablet]:
    """Return a tablet whose auxiliar forgot its password, three records of it, and the new one."""
    former, new = world.tablet(), Tablet(world)
    saved = [former.record() for _ in range(3)]
    path = f"/v1/vinculos/{vinculo_of(world, FIRST)}/dispositivo"
    assert world.console().post(path, {"reason": "olvido"}).status_code == 200
    assert new.activate(world.code()).status_code == 201
    return former, saved, new


def said(answer: requests.Response) -> tuple[int, str]:
    return answer.status_code, answer.json().get("code", "")


SPENT = (403, "dispositivo_sin_plazo")


@pytest.mark.parametrize("server_limits", [{"late_records": 2}, {"late_mib": 1}], indirect=True)
def test_the_records_and_bytes_that_it_brings_are_counted(world: World) -> None:
    former, _, _ = changed(world)
    big = [former.record(payload=bytes(600_000)) for _ in range(3)]
    assert [said(former.put(each)) for each in big] == [(201, ""), (201, ""), SPENT]


@pytest.mark.parametrize("server_limits", [{"late_announcements": 2}], indirect=True)
def test_the_envios_it_opens_are_counted_and_the_same_words_again_are_not(world: World) -> None:
    former, saved, _ = changed(world)
    told = [
        Announcement(FIRST, tuple(each.waiting for each in part), world.central.clock.now())
        for part in (saved[:1], saved[:1], saved[:1], saved[:2], saved)
    ]
    answers = [said(former.client.post("/v1/envios", each)) for each in told]
    assert answers == [(200, "")] * 4 + [SPENT]


@pytest.mark.parametrize("server_limits", [{}], indirect=True)
def test_its_time_is_the_servers_and_the_uti_gives_another_term(world: World) -> None:
    former, saved, _ = changed(world)
    assert former.activated
    world.central.clock.forward(timedelta(days=29))
    assert said(former.put(saved[0])) == (201, "")
    world.central.clock.forward(timedelta(days=2))
    assert said(former.put(saved[1])) == SPENT
    desk = world.central.someone(Role.SUPERVISOR)
    [shown] = desk.get("/v1/dispositivos").json()["items"]
    assert (shown["device"], shown["void_reason"]) == (former.activated.device, "olvido")
    path = f"/v1/dispositivos/{shown['device']}"
    assert desk.post(f"{path}/reapertura", REASON).status_code == 200
    assert former.send(saved[1])
    assert said(former.session()) == (403, "dispositivo_anulado")
    again = desk.post(f"{path}/suspension", REASON).json()
    assert (again["void_reason"], again["reopened_at"]) == ("robada", None)
    assert said(former.put(saved[2])) == (403, "dispositivo_suspendido")
    assert desk.post(f"{path}/reapertura", REASON).status_code == 200
    assert former.send(saved[2])


@pytest.mark.parametrize("server_limits", [{"late_records": 1}], indirect=True)
def test_what_it_saved_is_received_whoever_brings_it_and_the_new_tablet_is_free(
    world: World,
) -> None:
    former, saved, new = changed(world)
    assert [said(former.put(each)) for each in saved[:2]] == [(201, ""), SPENT]
    assert [said(new.put(each)) for each in (*saved[1:], new.record())] == [(201, "")] * 3
