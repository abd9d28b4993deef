"""A vínculo is the auxiliar's to accept: before it the aspirante gets no packet and learns nothing.

The kind of fault r03: an aspirante enlists another's auxiliar, and has power over their tablet.
"""

from dataclasses import fields
from datetime import timedelta

import pytest

from core.domain.registration.auxiliar import Enlisted
from core.domain.registration.invitacion import Invitaciones
from core.domain.values.signed import Signed
from core.wire import adapter
from tests.apoyo_world import FIRST, SECOND, Tablet, World
from tests.central_server import Client

ANA = "ana@muestra.invalid"
only_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def shared_tablet(world: World) -> Tablet:
    """Return the tablet of Ana, who works for the first and was invited by the second."""
    world.enlist(FIRST, correo=ANA)
    tablet = Tablet(world)
    assert tablet.activate(world.code()).status_code == 201
    world.enlist(SECOND, correo=ANA)
    return tablet


def visiting(tablet: Tablet) -> Client:
    """Return the tablet with a session of its own."""
    visitor = tablet.world.central.stranger()
    visitor.token = tablet.session().json()["token"]
    return visitor


def invited(visitor: Client) -> Invitaciones:
    found: Invitaciones = adapter(Invitaciones).validate_json(
        visitor.get("/v1/tableta/invitaciones").content
    )
    return found


def working_for(tablet: Tablet) -> list[str]:
    """Return the Id Solicitante of whom the tablet's packet is for."""
    answer = visiting(tablet).get("/v1/paquete")
    packet = tablet.packet(adapter(Signed).validate_json(answer.content))
    return [each.aspirante.id_solicitante for each in packet.vinculos]


def vinculo_of(world: World, aspirante: str) -> str:
    [row] = world.console(aspirante).get("/v1/auxiliares").json()["items"]
    found: str = row["vinculo"]["id"]
    return found


def test_activating_accepts_the_vinculo_of_the_code_and_no_other(world: World) -> None:
    tablet = shared_tablet(world)
    assert working_for(tablet) == [FIRST]
    [waiting] = invited(visiting(tablet)).items
    assert waiting.aspirante.id_solicitante == SECOND


def test_accepted_on_the_tablet_the_packet_follows(world: World) -> None:
    tablet = shared_tablet(world)
    visitor = visiting(tablet)
    [waiting] = invited(visitor).items
    path = f"/v1/tableta/invitaciones/{waiting.vinculo}"
    assert visitor.post(path, {"accepts": True}).json() == {"items": []}
    assert working_for(tablet) == [FIRST, SECOND]
    assert visitor.post(path, {"accepts": True}).status_code == 200
    refused = visitor.post(path, {"accepts": False})
    assert (refused.status_code, refused.json()["code"]) == (409, "vinculo_ya_aceptado")


def test_declined_it_ends_for_good_and_may_be_asked_anew(world: World) -> None:
    tablet = shared_tablet(world)
    visitor = visiting(tablet)
    link = world.link()
    path = f"/v1/tableta/invitaciones/{vinculo_of(world, SECOND)}"
    assert visitor.post(path, {"accepts": False}).status_code == 200
    refused = visitor.post(path, {"accepts": True})
    assert (refused.status_code, refused.json()["code"]) == (409, "vinculo_ya_terminado")
    assert world.answer_by_mail(link).status_code == 403
    assert working_for(tablet) == [FIRST]
    [row] = world.console(SECOND).get("/v1/auxiliares").json()["items"]
    assert (row["vinculo"]["auxiliar"], row["vinculo"]["end_reason"]) == ("", "No aceptó")
    world.enlist(SECOND, correo=ANA)
    assert world.answer_by_mail().status_code == 200
    assert working_for(tablet) == [FIRST, SECOND]


@only_sqlite
def test_nobody_answers_for_another(world: World) -> None:
    shared_tablet(world)
    own = visiting(world.tablet(FIRST))
    path = f"/v1/tableta/invitaciones/{vinculo_of(world, SECOND)}"
    assert own.post(path, {"accepts": True}).status_code == 404
    assert own.post("/v1/tableta/invitaciones/7", {"accepts": True}).status_code == 404


def test_the_page_changes_nothing_until_its_button_is_pressed(world: World) -> None:
    tablet = shared_tablet(world)
    link = world.link()
    stranger = world.central.stranger()
    for _ in range(3):
        page = stranger.get(link)
        assert page.status_code == 200
        assert "ASPIRA2" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert "<script" not in page.text
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert working_for(tablet) == [FIRST]
    assert world.answer_by_mail(link).status_code == 200
    assert working_for(tablet) == [FIRST, SECOND]
    assert stranger.get(link).status_code == 403
    assert world.answer_by_mail(link, accepts=False).status_code == 403
    assert working_for(tablet) == [FIRST, SECOND]


def test_a_link_ends(world: World) -> None:
    shared_tablet(world)
    link = world.link()
    world.central.clock.forward(timedelta(days=14))
    assert world.central.stranger().get(link).status_code == 403
    assert world.answer_by_mail(link).status_code == 403


@only_sqlite
def test_an_invitation_sent_again_voids_the_former_link(world: World) -> None:
    shared_tablet(world)
    former = world.link()
    again = world.console(SECOND).post(f"/v1/vinculos/{vinculo_of(world, SECOND)}/codigo", {})
    assert (again.status_code, again.json()["auxiliar"]) == (200, "")
    assert len(world.mails("tambien_para")) == 2
    assert len(world.mails("activacion")) == 1
    assert world.answer_by_mail(former).status_code == 403
    assert world.answer_by_mail().status_code == 200


@only_sqlite
@pytest.mark.parametrize("respuesta", ["", "quizá"])
def test_a_form_without_an_answer_changes_nothing(world: World, respuesta: str) -> None:
    tablet = shared_tablet(world)
    token = world.link().rpartition("/")[2]
    answer = world.submit("invitacion", token=token, respuesta=respuesta)
    assert 400 <= answer.status_code < 500
    assert working_for(tablet) == [FIRST]


@only_sqlite
@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"token=%00", b"a=1&" * 50, b"token=%ff"])
def test_a_broken_form_is_refused(world: World, body: bytes) -> None:
    for page in ("/invitacion", "/suspension"):
        answer = world.central.stranger().call("POST", page, data=body)
        assert 400 <= answer.status_code < 500


def test_nothing_tells_whether_an_address_was_an_auxiliars(world: World) -> None:
    tablet = shared_tablet(world)
    tablet.send(tablet.record())
    console, shown = world.console(SECOND), []
    console.post(f"/v1/vinculos/{vinculo_of(world, SECOND)}/baja", {"reason": "MUESTRA"})
    before = {kind: len(world.mails(kind)) for kind in ("activacion", "tambien_para")}
    for correo in (ANA, "nadie@muestra.invalid"):
        enlisted = world.enlist(SECOND, correo=correo)
        path = f"/v1/vinculos/{enlisted.vinculo}"
        rows = console.get("/v1/auxiliares").json()["items"]
        row = next(each for each in rows if each["vinculo"]["id"] == enlisted.vinculo)
        again = console.post(f"{path}/codigo", {}).json()
        ended = console.post(f"{path}/baja", {"reason": "MUESTRA"})
        for each in (row["vinculo"], again):
            each["id"] = each["started_at"] = ""
        row["alta"]["correo"] = ""
        shown.append((row, again, ended.json()["auxiliar"]))
    assert shown[0] == shown[1]
    assert shown[0][0]["vinculo"]["auxiliar"] == ""
    assert [field.name for field in fields(Enlisted)] == ["vinculo"]
    after = {kind: len(world.mails(kind)) for kind in before}
    assert sum(after.values()) - sum(before.values()) == 4


@only_sqlite
def test_a_missing_number_does_not_tell_of_an_address_known_before(world: World) -> None:
    world.enlist(FIRST, correo=ANA)
    world.enlist(SECOND, correo=ANA)
    world.enlist(SECOND, correo="otra@muestra.invalid")
    with world.central.deps.units.reading() as work:
        numbers = [
            each.number
            for correo in (ANA, "otra@muestra.invalid")
            if (each := work.vinculos.auxiliar_of(correo))
        ]
    assert numbers == ["000001", "000003"]


@only_sqlite
@pytest.mark.parametrize("reason", ["cambio", "olvido", "robada"])
def test_who_was_not_accepted_has_no_power_over_the_tablet(world: World, reason: str) -> None:
    tablet = shared_tablet(world)
    vinculo = vinculo_of(world, SECOND)
    refused = world.console(SECOND).post(f"/v1/vinculos/{vinculo}/dispositivo", {"reason": reason})
    assert (refused.status_code, refused.json()["code"]) == (409, "vinculo_por_aceptar")
    assert tablet.session().status_code == 200
    assert working_for(tablet) == [FIRST]


@only_sqlite
def test_a_code_of_one_aspirante_is_not_voided_by_another(world: World) -> None:
    world.enlist(FIRST, correo=ANA)
    first = world.code()
    rival = world.enlist(SECOND, correo=ANA)
    world.console(SECOND).post(f"/v1/vinculos/{rival.vinculo}/codigo", {})
    world.console(SECOND).post(f"/v1/vinculos/{rival.vinculo}/baja", {"reason": "MUESTRA"})
    assert Tablet(world).activate(first).status_code == 201


@only_sqlite
def test_the_code_says_who_invites_and_spends_nothing(world: World) -> None:
    world.enlist(FIRST, correo=ANA)
    stranger = world.central.stranger()
    for _ in range(2):
        said = stranger.post("/v1/activaciones/consulta", {"code": world.code()}).json()
        assert said["aspirante"]["id_solicitante"] == FIRST
        assert not said["accepted"]
    wrong = stranger.post("/v1/activaciones/consulta", {"code": "0" * 16})
    assert (wrong.status_code, wrong.json()["code"]) == (403, "codigo_no_valido")
    assert Tablet(world).activate(world.code()).status_code == 201


@only_sqlite
def test_who_accepts_by_the_page_and_has_no_tablet_gets_a_code(world: World) -> None:
    first = world.enlist(FIRST, correo=ANA)
    world.enlist(SECOND, correo=ANA)
    world.console(FIRST).post(f"/v1/vinculos/{first.vinculo}/baja", {"reason": "MUESTRA"})
    assert world.answer_by_mail().status_code == 200
    tablet = Tablet(world)
    assert tablet.activate(world.code()).status_code == 201
    assert working_for(tablet) == [SECOND]


@only_sqlite
def test_the_tablet_is_named_as_the_first_accepted_aspirante_typed(world: World) -> None:
    world.enlist(SECOND, correo=ANA, nombre="OTRA")
    world.enlist(FIRST, correo=ANA, nombre="AUXILIA")
    world.answer_by_mail()
    world.console(FIRST).post(f"/v1/vinculos/{vinculo_of(world, FIRST)}/codigo", {})
    tablet = Tablet(world)
    tablet.activate(world.code())
    assert tablet.packet().auxiliar_name.startswith("AUXILIA")
