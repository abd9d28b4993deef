"""Numerals 6, 7, 10 and 11 over real TLS: alta, baja, code, tablet, packet."""

from datetime import date, timedelta

import pytest

from core.domain.apoyos.apoyo import FrameSourceKind
from core.domain.device.paquete import Activated
from core.domain.proceso.proceso import Mode, ProcesoSettings
from core.domain.registration.auxiliar import AuxiliarOfAspirante, VinculoState
from core.domain.values.signed import Signed
from core.wire import Page, adapter
from tests.apoyo_data import FIRST, SECOND, a_proceso, an_alta
from tests.apoyo_world import Tablet, World
from tests.central_server import Central

only_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
pytestmark = only_sqlite


def listed(world: World, aspirante: str = FIRST) -> Page[AuxiliarOfAspirante]:
    answer = world.console(aspirante).get("/v1/auxiliares")
    page: Page[AuxiliarOfAspirante] = adapter(Page[AuxiliarOfAspirante]).validate_json(
        answer.content
    )
    return page


def test_an_alta_keeps_the_seven_data_and_mails_the_auxiliar_alone(world: World) -> None:
    world.enlist()
    assert listed(world).items[0].alta == an_alta()
    [(to, text)] = world.mails("activacion")
    assert to == "auxilia@muestra.invalid"
    assert "contraseña: es solo suya" in text


def test_without_a_key_nothing_is_enlisted(world: World) -> None:
    assert world.console().post("/v1/auxiliares", an_alta(), {}).status_code == 422


def test_a_second_aspirante_gets_a_mail_without_code_and_never_the_others_data(
    world: World,
) -> None:
    world.enlist()
    world.enlist(SECOND, telefono="5500000000", correo="AUXILIA@muestra.invalid")
    assert len(world.mails("activacion")) == 1
    [(_, text)] = world.mails("tambien_para")
    assert "Código" not in text
    assert listed(world, SECOND).items[0].alta.telefono == "5500000000"
    assert listed(world).items[0].alta.telefono == "7470000000"


def test_where_the_proceso_allows_one_aspirante_a_second_cannot_be_accepted(world: World) -> None:
    world.republish(a_proceso(readings=ProcesoSettings(several_aspirantes=False)))
    world.enlist()
    Tablet(world).activate(world.code())
    world.enlist(SECOND)
    refused = world.answer_by_mail()
    assert refused.status_code == 422
    assert "Usted ya es auxiliar de otra candidatura" in refused.text
    assert listed(world, SECOND).items[0].vinculo.state is VinculoState.PENDING


def test_minors_and_repeats_are_refused_beside_their_field(world: World) -> None:
    world.enlist()
    again = world.console().post("/v1/auxiliares", an_alta(), {"Idempotency-Key": "other"})
    assert (again.status_code, again.json()["code"]) == (409, "auxiliar_ya_dado_de_alta")
    minor = an_alta(correo="menor@muestra.invalid", fecha_nacimiento=date(2020, 1, 1))
    refused = world.console().post("/v1/auxiliares", minor, {"Idempotency-Key": "k"})
    assert refused.status_code == 422
    assert refused.json()["errors"] == [{"field": "fecha_nacimiento", "code": "menor_de_edad"}]


def test_a_baja_is_final_closes_the_session_and_a_new_alta_is_another_vinculo(
    world: World,
) -> None:
    enlisted, tablet = world.enlist(), Tablet(world)
    tablet.activate(world.code())
    visitor = world.central.stranger()
    visitor.token = tablet.session().json()["token"]
    assert visitor.get("/v1/paquete").status_code == 200
    path = f"/v1/vinculos/{enlisted.vinculo}/baja"
    assert world.console().post(path, {"reason": "MUESTRA"}).json()["end_reason"] == "MUESTRA"
    for refused in (visitor.get("/v1/paquete"), tablet.session()):
        assert (refused.status_code, refused.json()["code"]) == (403, "vinculo_terminado")
    again = world.console().post(path, {"reason": "MUESTRA"})
    assert (again.status_code, again.json()["code"]) == (409, "vinculo_ya_terminado")
    anew = world.enlist()
    assert anew.vinculo != enlisted.vinculo
    assert visitor.get("/v1/paquete").json()["code"] == "vinculo_terminado"
    assert world.answer_by_mail().status_code == 200
    assert visitor.get("/v1/paquete").status_code == 200


def test_anothers_vinculo_cannot_be_touched(world: World) -> None:
    enlisted = world.enlist()
    for act, body in (
        ("baja", {"reason": "x"}),
        ("codigo", {}),
        ("dispositivo", {"reason": "robada"}),
    ):
        refused = world.console(SECOND).post(f"/v1/vinculos/{enlisted.vinculo}/{act}", body)
        assert refused.status_code == 404


def test_a_code_is_good_once(world: World) -> None:
    world.enlist()
    assert Tablet(world).activate(world.code()).status_code == 201
    refused = Tablet(world).activate(world.code())
    assert (refused.status_code, refused.json()["code"]) == (409, "codigo_usado")


def test_a_tablet_that_never_got_the_answer_asks_again_and_is_the_same_device(
    world: World,
) -> None:
    world.enlist()
    tablet = Tablet(world)
    lost = adapter(Activated).validate_json(tablet.activate(world.code()).content)
    stranger = Tablet(world).activate(world.code())
    assert (stranger.status_code, stranger.json()["code"]) == (409, "codigo_usado")
    assert tablet.activate(world.code()).status_code == 201
    assert tablet.activated
    assert tablet.activated.device == lost.device
    assert tablet.activated.upload_token != lost.upload_token
    assert tablet.packet().device == lost.device
    assert tablet.session().status_code == 200
    assert len(tablet.send(tablet.record())) == 1
    former = world.central.stranger()
    former.token = lost.upload_token
    refused = former.get(f"/v1/apoyos/{'a' * 32}/recibo")
    assert (refused.status_code, refused.json()["code"]) == (401, "sesion_vencida")


def test_a_spent_code_admits_no_tablet_that_was_voided(world: World) -> None:
    enlisted, tablet, code = world.enlist(), Tablet(world), world.code()
    tablet.activate(code)
    world.console().post(f"/v1/vinculos/{enlisted.vinculo}/dispositivo", {"reason": "olvido"})
    assert Tablet(world).activate(world.code()).status_code == 201
    refused = tablet.activate(code)
    assert (refused.status_code, refused.json()["code"]) == (409, "codigo_usado")


def test_an_ended_vinculo_admits_no_tablet_again(world: World) -> None:
    enlisted, tablet, code = world.enlist(), Tablet(world), world.code()
    tablet.activate(code)
    world.console().post(f"/v1/vinculos/{enlisted.vinculo}/baja", {"reason": "MUESTRA"})
    refused = tablet.activate(code)
    assert (refused.status_code, refused.json()["code"]) == (403, "vinculo_terminado")


def test_a_code_sent_again_voids_the_former_and_admits_no_second_tablet(world: World) -> None:
    enlisted = world.enlist()
    former = world.code()
    world.console().post(f"/v1/vinculos/{enlisted.vinculo}/codigo", {})
    assert Tablet(world).activate(former).json()["code"] == "codigo_no_valido"
    tablet = Tablet(world)
    assert tablet.activate(world.code()).status_code == 201
    world.console().post(f"/v1/vinculos/{enlisted.vinculo}/codigo", {})
    refused = Tablet(world).activate(world.code())
    assert (refused.status_code, refused.json()["code"]) == (409, "otro_dispositivo")
    assert tablet.session().status_code == 200


def test_a_change_sends_a_code_and_the_former_device_ends_when_another_is_activated(
    world: World,
) -> None:
    enlisted, former = world.enlist(), Tablet(world)
    former.activate(world.code())
    path = f"/v1/vinculos/{enlisted.vinculo}/dispositivo"
    wrong = world.console().post(path, {"reason": "porque sí"})
    assert wrong.json()["code"] == "motivo_de_dispositivo"
    assert world.console().post(path, {"reason": "olvido"}).status_code == 200
    assert former.session().status_code == 200
    assert Tablet(world).activate(world.code()).status_code == 201
    refused = former.session()
    assert (refused.status_code, refused.json()["code"]) == (403, "dispositivo_anulado")


def test_only_an_authorised_app_is_admitted_and_renewed(world: World) -> None:
    world.enlist()
    world.republish(a_proceso(authorised_apps=("a" * 64,)))
    refused = Tablet(world).activate(world.code(), app_hash="b" * 64)
    assert (refused.status_code, refused.json()["code"]) == (403, "app_no_autorizada")
    tablet = Tablet(world)
    assert tablet.activate(world.code(), app_hash="a" * 64).status_code == 201
    assert tablet.session("b" * 64).json()["code"] == "app_no_autorizada"
    assert tablet.session("a" * 64).status_code == 200


@pytest.mark.parametrize("app", ["GUADALUPE FICTICIA", "A" * 64, "a" * 63, "a" * 64 + "\n"])
def test_an_app_that_declares_no_hash_is_refused_and_written_nowhere(
    world: World, app: str
) -> None:
    world.enlist()
    refused = Tablet(world).activate(world.code(), app_hash=app)
    assert (refused.status_code, refused.json()["code"]) == (403, "app_no_autorizada")


def test_pictures_from_files_are_for_practice_only(central: Central) -> None:
    world = World.made(central, a_proceso(mode=Mode.REAL))
    world.enlist()
    for frames in ("file", "", "CAMERA", "otra"):
        refused = Tablet(world).activate(world.code(), frames=frames)
        assert (refused.status_code, refused.json()["code"]) == (403, "camara_de_practica")
    tablet = Tablet(world)
    assert tablet.activate(world.code(), frames="camera").status_code == 201
    from_file = tablet.put(tablet.record(frames=FrameSourceKind.FILE))
    assert from_file.status_code == 400
    assert from_file.json()["code"] == "registro_con_imagenes_de_archivo"
    assert tablet.put(tablet.record(frames=FrameSourceKind.CAMERA)).status_code == 201


def test_the_packet_holds_what_a_tablet_needs(world: World) -> None:
    tablet = world.tablet()
    world.enlist(SECOND, correo=world.mails("activacion")[-1][0])
    world.answer_by_mail()
    visitor = world.central.stranger()
    visitor.token = tablet.session().json()["token"]
    signed = adapter(Signed).validate_json(visitor.get("/v1/paquete").content)
    packet = tablet.packet(signed)
    assert [each.aspirante.id_solicitante for each in packet.vinculos] == [FIRST, SECOND]
    assert packet.vinculos[0].aspirante.nombre == "ASPIRA1"
    assert packet.vinculos[0].aspirante.cargo == "Gubernatura"
    assert packet.vinculos[0].periodo is not None
    assert packet.secciones == {
        "gubernatura": ("0101", "0102", "0201"),
        "distrito-1": ("0101", "0102"),
    }
    assert packet.election_key_id == world.central.deps.election_key_id
    assert len(tablet.packet().vinculos) == 1


def test_a_nonce_is_good_once_for_a_minute_and_for_its_signer(world: World) -> None:
    tablet, stranger = world.tablet(), world.central.stranger()
    proof = tablet.proof()
    assert stranger.post("/v1/tableta/sesiones", proof).status_code == 200
    assert stranger.post("/v1/tableta/sesiones", proof).json()["code"] == "prueba_rechazada"
    late = tablet.proof()
    world.central.clock.forward(timedelta(minutes=1))
    assert stranger.post("/v1/tableta/sesiones", late).json()["code"] == "prueba_rechazada"
    forged = Tablet(world, activated=tablet.activated).proof()
    assert stranger.post("/v1/tableta/sesiones", forged).json()["code"] == "prueba_rechazada"


def test_a_session_of_a_tablet_lasts_fifteen_minutes(world: World) -> None:
    visitor = world.central.stranger()
    visitor.token = world.tablet().session().json()["token"]
    assert visitor.get("/v1/tableta/acuses").status_code == 200
    world.central.clock.forward(timedelta(minutes=15))
    assert visitor.get("/v1/paquete").json()["code"] == "sesion_vencida"


def test_the_own_list_comes_page_by_page_whatever_is_added_meanwhile(world: World) -> None:
    for number in range(5):
        world.enlist(correo=f"pagina{number}@muestra.invalid")
    console, seen, cursor = world.console(), [], ""
    while True:
        page = console.get(f"/v1/auxiliares?limit=2&cursor={cursor}").json()
        seen += [each["alta"]["correo"] for each in page["items"]]
        cursor = page["next"]
        if not cursor:
            break
        world.enlist(correo=f"mas{len(seen)}@muestra.invalid")
    assert seen == [f"pagina{number}@muestra.invalid" for number in (4, 3, 2, 1, 0)]
    for wrong in ("x", "1-", "-a", "1-G", "1-a-b"):
        assert console.get(f"/v1/auxiliares?cursor={wrong}").status_code == 422
