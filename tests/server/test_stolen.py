"""«Robada»: a report suspends the reporter's own packet; the tablet, only its auxiliar or the UTI.

The kind of fault r03: one aspirante's link to a shared tablet gives power over the work of others.
"""

from datetime import timedelta

import pytest

from core.domain.access.roles import Role
from core.domain.apoyos.envio import Announcement
from core.server.composition.acts import blobs
from core.server.host.keys import KeyFiles
from core.server.jobs.opening import InMemoryOpener
from core.server.jobs.verify import VerifyJob
from tests.apoyo_data import citizen, padron_csv
from tests.apoyo_world import FIRST, SECOND, Tablet, World
from tests.importing import applied, import_job
from tests.server.test_consent import ANA, shared_tablet, vinculo_of, visiting, working_for

only_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
pytestmark = only_sqlite

ONE, TWO = "MSFCXX80010109M100", "MSFCXX80010109M200"
OWN = {"nacimiento": "1990-05-17", "telefono": "747 000 0000"}
REASON = {"reason": "revision"}


def for_both(world: World) -> Tablet:
    """Return a tablet that works for both."""
    tablet = shared_tablet(world)
    assert world.answer_by_mail().status_code == 200
    assert working_for(tablet) == [FIRST, SECOND]
    return tablet


def report(world: World, aspirante: str) -> None:
    path = f"/v1/vinculos/{vinculo_of(world, aspirante)}/dispositivo"
    assert world.console(aspirante).post(path, {"reason": "robada"}).status_code == 200


def row_of(world: World, aspirante: str) -> dict[str, object]:
    [row] = world.console(aspirante).get("/v1/auxiliares").json()["items"]
    found: dict[str, object] = row
    return found


def test_a_report_ends_ones_own_packet_and_nobody_elses(world: World) -> None:
    tablet = for_both(world)
    report(world, SECOND)
    assert working_for(tablet) == [FIRST]
    report(world, FIRST)
    refused = tablet.session()
    assert (refused.status_code, refused.json()["code"]) == (403, "dispositivo_reportado")


def test_every_aspirante_concerned_is_told_and_none_is_named(world: World) -> None:
    for_both(world)
    report(world, SECOND)
    report(world, SECOND)
    told = world.mails("tableta_reportada")
    assert sorted(to for to, _ in told) == ["aspira1@muestra.invalid", "aspira2@muestra.invalid"]
    assert not [text for _, text in told if "ASPIRA" in text]
    [(to, _)] = world.mails("tableta_robada")
    assert to == ANA
    first, second = row_of(world, FIRST), row_of(world, SECOND)
    assert first["reported_at"] == second["reported_at"] is not None
    assert (first["reported_by_me"], second["reported_by_me"]) == (False, True)


def test_who_was_never_accepted_or_has_ended_is_not_told(world: World) -> None:
    tablet = shared_tablet(world)
    report(world, FIRST)
    assert [to for to, _ in world.mails("tableta_reportada")] == ["aspira1@muestra.invalid"]
    assert row_of(world, SECOND)["reported_at"] is None
    assert tablet.activated


def test_without_a_tablet_there_is_none_to_report(world: World) -> None:
    world.enlist(FIRST, correo=ANA)
    world.answer_by_mail()
    path = f"/v1/vinculos/{vinculo_of(world, FIRST)}/dispositivo"
    refused = world.console(FIRST).post(path, {"reason": "robada"})
    assert (refused.status_code, refused.json()["code"]) == (409, "sin_tableta")


def test_the_auxiliar_suspends_it_by_what_the_tablet_does_not_hold(world: World) -> None:
    tablet = for_both(world)
    report(world, FIRST)
    link = world.link("suspension")
    token = link.rpartition("/")[2]
    assert world.central.stranger().get(link).status_code == 200
    assert tablet.session().status_code == 200
    wrong = world.submit("suspension", token=token, nacimiento="1990-05-18", telefono="7470000000")
    assert wrong.status_code == 422
    assert "no son los de su alta" in wrong.text
    assert tablet.session().status_code == 200
    assert world.submit("suspension", token=token, **OWN).status_code == 200
    refused = tablet.session()
    assert (refused.status_code, refused.json()["code"]) == (403, "dispositivo_anulado")
    assert len(world.mails("tableta_suspendida")) == 2
    assert row_of(world, SECOND)["suspended_at"] is not None
    assert world.submit("suspension", token=token, **OWN).status_code == 403


def test_five_wrong_answers_use_the_link_up(world: World) -> None:
    tablet = for_both(world)
    report(world, FIRST)
    token = world.link("suspension").rpartition("/")[2]
    wrong = [world.submit("suspension", token=token, nacimiento="x").status_code for _ in range(6)]
    assert wrong == [422] * 5 + [403]
    assert world.submit("suspension", token=token, **OWN).status_code == 403
    assert tablet.session().status_code == 200


def test_the_link_of_an_invitation_suspends_nothing(world: World) -> None:
    tablet = shared_tablet(world)
    token = world.link("invitacion").rpartition("/")[2]
    assert world.submit("suspension", token=token, **OWN).status_code == 403
    assert tablet.session().status_code == 200


@pytest.mark.parametrize("role", [Role.REGISTRAR, Role.SUPERVISOR])
def test_the_uti_sees_it_and_suspends_it(world: World, role: Role) -> None:
    tablet = for_both(world)
    desk = world.central.someone(role)
    assert desk.get("/v1/dispositivos").json()["total"] == 0
    report(world, SECOND)
    [shown] = desk.get("/v1/dispositivos").json()["items"]
    assert shown["reported_by"] == [SECOND]
    assert shown["auxiliar"] == tablet.packet().auxiliar
    path = f"/v1/dispositivos/{shown['device']}/suspension"
    assert desk.post(path, {"reason": "porque sí"}).json()["errors"]
    assert desk.post(path, REASON).status_code == 200
    assert desk.post(path, REASON).status_code == 200
    assert tablet.session().json()["code"] == "dispositivo_anulado"
    assert len(world.mails("tableta_suspendida")) == 2
    assert desk.post("/v1/dispositivos/7/suspension", REASON).status_code == 404


def test_a_suspended_tablet_sends_nothing_until_the_uti_reopens_it(world: World) -> None:
    tablet = for_both(world)
    assert tablet.activated
    record, brought = tablet.record(FIRST), tablet.record(FIRST)
    desk = world.central.someone(Role.SUPERVISOR)
    path = f"/v1/dispositivos/{tablet.activated.device}"
    assert desk.post(f"{path}/suspension", REASON).status_code == 200
    body = Announcement(FIRST, (record.waiting,), world.central.clock.now())
    receipt = f"/v1/apoyos/{record.header.record_id}/recibo"
    refused = (
        tablet.put(record),
        tablet.client.post("/v1/envios", body),
        tablet.client.get(receipt),
    )
    assert {(each.status_code, each.json()["code"]) for each in refused} == {
        (403, "dispositivo_suspendido")
    }
    assert world.tablet().put(brought).status_code == 201
    for _ in range(2):
        shown = desk.post(f"{path}/reapertura", REASON)
        assert (shown.status_code, shown.json()["reopened_at"] is None) == (200, False)
    assert tablet.send(record)
    assert tablet.session().json()["code"] == "dispositivo_anulado"
    with world.central.deps.units.reading() as work:
        acts = [each.act for each in work.bitacora.entries()]
    assert acts.count("dispositivo_reabierto") == 1


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.INE, Role.MESA, Role.ADMINISTRADOR])
def test_no_other_role_suspends(world: World, role: Role) -> None:
    tablet = for_both(world)
    assert tablet.activated
    path = f"/v1/dispositivos/{tablet.activated.device}/suspension"
    assert world.central.someone(role).post(path, REASON).status_code == 403
    reopened = path.replace("suspension", "reapertura")
    assert world.central.someone(role).post(reopened, REASON).status_code == 403
    assert world.console(FIRST).post(path, REASON).status_code == 403


def test_a_report_set_aside_gives_the_packet_back(world: World) -> None:
    tablet = for_both(world)
    report(world, SECOND)
    desk = world.central.someone(Role.SUPERVISOR)
    [shown] = desk.get("/v1/dispositivos").json()["items"]
    assert desk.post(f"/v1/dispositivos/{shown['device']}/retiro", REASON).status_code == 200
    assert working_for(tablet) == [FIRST, SECOND]
    assert desk.get("/v1/dispositivos").json()["total"] == 0
    report(world, SECOND)
    assert working_for(tablet) == [FIRST]


def test_after_a_report_a_code_takes_the_place_of_the_stolen_tablet(world: World) -> None:
    stolen = for_both(world)
    report(world, FIRST)
    path = f"/v1/vinculos/{vinculo_of(world, FIRST)}/codigo"
    assert world.console(FIRST).post(path, {}).status_code == 200
    assert stolen.session().status_code == 200
    another = Tablet(world)
    assert another.activate(world.code()).status_code == 201
    assert stolen.session().json()["code"] == "dispositivo_anulado"
    assert working_for(another) == [FIRST, SECOND]


def test_a_reported_tablet_accepts_no_invitation(world: World) -> None:
    tablet = shared_tablet(world)
    visitor = visiting(tablet)
    path = f"/v1/tableta/invitaciones/{vinculo_of(world, SECOND)}"
    report(world, FIRST)
    refused = visitor.post(path, {"accepts": True})
    assert (refused.status_code, refused.json()["code"]) == (403, "dispositivo_anulado")


def test_a_rival_cannot_spoil_what_was_captured_for_another(world: World) -> None:
    """The scenario of r03, with a rival whom the auxiliar even accepted."""
    tablet = for_both(world)
    before = tablet.record(FIRST, citizen(ONE, "111111111"))
    world.central.clock.forward(timedelta(minutes=1))
    report(world, SECOND)
    world.central.clock.forward(timedelta(minutes=1))
    after = tablet.record(FIRST, citizen(TWO, "222222222"))
    tablet.send(before, after)
    rows = (f"{ONE},111111111,00,0101,LN,", f"{TWO},222222222,00,0101,LN,")
    ine = world.central.someone(Role.INE)
    applied(ine, "/v1/padron?cut_on=2026-11-01", padron_csv(rows), import_job(world.central))
    keys = KeyFiles(world.central.data / "keys")
    opener = InMemoryOpener(
        blobs(world.central.deps), world.central.election_key, keys.padron_key()
    )
    VerifyJob(world.central.deps, opener)()
    [avance] = world.console(FIRST).get("/v1/avance").json()["items"]
    assert avance["by_result"] == {"Encontrado en Lista Nominal": 2}
