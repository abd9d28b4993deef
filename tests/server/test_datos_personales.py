"""Requests about personal data, breaches and the notice, over TLS and on both databases."""

from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from cryptography.exceptions import InvalidTag
from sqlmodel import select

from core.central.tables.datos_personales import StoredSolicitud
from core.domain.access.roles import Role
from core.domain.datos_personales.datos_personales import UNREADABLE
from core.domain.datos_personales.plazos_datos import PlazosDatos
from core.domain.values.dias_habiles import working_days_after
from tests import registro
from tests.central_server import Central, Client

SECRETS = ("Zoraida Ficticia", "zoraida@muestra.example", "pasaporte MUESTRA 7", "borren mi foto")
only_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def today(central: Central) -> date:
    return central.clock.now().astimezone(ZoneInfo("America/Mexico_City")).date()


def a_request(central: Central, **changes: Any) -> dict[str, Any]:  # noqa: ANN401  JSON
    name, contact, identity, asked = SECRETS
    return {
        "derecho": "cancelacion",
        "titular": "ciudadania",
        "name": name,
        "contact": contact,
        "identity": identity,
        "asked": asked,
        "received_on": today(central).isoformat(),
        "representative": "",
    } | changes


def office(central: Central) -> Client:
    registro.open_proceso(central)
    return central.someone(Role.SUPERVISOR, user="eva")


def save(client: Client, path: str, body: object, version: int) -> Any:  # noqa: ANN401  a response
    return client.call("PUT", path, body=body, headers={"If-Match": f'"{version}"'})


def test_a_request_is_received_extended_answered_and_carried_out(central: Central) -> None:
    central.clock.stop()
    eva, day = office(central), today(central)
    first = eva.post("/v1/solicitudes", a_request(central))
    assert first.status_code == 201, first.text
    due = working_days_after(day, 20)
    assert (first.json()["folio"], first.json()["due_on"]) == (
        f"SDP-{day.year}-0001",
        due.isoformat(),
    )
    path = f"/v1/solicitudes/{first.json()['id']}"
    longer = save(eva, f"{path}/prorroga", {"ground": "Hay que pedirlo a otra área"}, 0).json()
    assert longer["due_on"] == working_days_after(due, 10).isoformat()
    again = save(eva, f"{path}/prorroga", {"ground": "otra vez"}, longer["version"])
    assert (again.status_code, again.json()["code"]) == (409, "solicitud_prorrogada")
    early = {"sentido": "procedente", "text": "Sí", "on": (day - timedelta(days=1)).isoformat()}
    assert save(eva, f"{path}/respuesta", early, longer["version"]).json()["errors"] == [
        {"field": "on", "code": "antes_de_la_solicitud"}
    ]
    given = early | {"on": day.isoformat()}
    answered = save(eva, f"{path}/respuesta", given, longer["version"]).json()
    assert answered["due_on"] == working_days_after(day, 15).isoformat()
    twice = save(eva, f"{path}/respuesta", given, answered["version"])
    assert twice.json()["code"] == "solicitud_contestada"
    done = {"text": "Se borró", "on": day.isoformat()}
    carried = save(eva, f"{path}/cumplimiento", done, answered["version"]).json()
    assert (carried["due_on"], carried["fulfilled"]) == (None, "Se borró")
    rest = save(eva, f"{path}/cumplimiento", done, carried["version"])
    assert rest.json()["code"] == "solicitud_sin_pendiente"
    listed = central.someone(Role.AUDITOR).get("/v1/solicitudes").json()["items"]
    assert listed == [carried]


def test_what_lacks_is_asked_for_by_mail_and_the_terms_stop_until_it_is_given(
    central: Central,
) -> None:
    central.clock.stop()
    eva, day = office(central), today(central)
    kept = eva.post("/v1/solicitudes", a_request(central)).json()
    path = f"/v1/solicitudes/{kept['id']}"
    lacking = "copia de su credencial MUESTRA"
    asked = {"text": lacking, "on": day.isoformat(), "mail": True}
    prevented = save(eva, f"{path}/prevencion", asked, 0).json()
    assert prevented["due_on"] == working_days_after(day, 10).isoformat()
    assert prevented["prevented"] == lacking
    with central.deps.units.reading() as work:
        (mail,) = work.outbox.page(after=0, limit=9, search="").items
        whole = work.outbox.read(mail.id)
    assert (mail.kind, mail.to, mail.about) == ("prevencion", SECRETS[1], kept["folio"])
    assert lacking in whole.letter.text
    assert not any(each in whole.letter.text for each in (SECRETS[0], *SECRETS[2:]))
    body = central.someone(Role.REGISTRAR).get(f"/v1/correos/{mail.id}/cuerpo").json()
    assert lacking not in body["text"], "what is asked of its owner is theirs"
    with central.deps.units.writing("prueba") as work:
        work.outbox.sent(mail.id)
        assert work.outbox.is_wiped(mail.id)
    waiting = {"sentido": "procedente", "text": "Sí", "on": day.isoformat()}
    refused = save(eva, f"{path}/respuesta", waiting, prevented["version"])
    assert (refused.status_code, refused.json()["code"]) == (403, "solicitud_prevenida")
    assert eva.get("/v1/hoy").json()["groups"] == [], "it waits for its owner"
    for state, found in (("prevenidas", 1), ("por_contestar", 0), ("concluidas", 0)):
        assert len(eva.get(f"/v1/solicitudes?state={state}").json()["items"]) == found, state
    given = {"text": "la copia", "on": day.isoformat()}
    whole_again = save(eva, f"{path}/desahogo", given, prevented["version"]).json()
    assert whole_again["due_on"] == working_days_after(day, 20).isoformat()
    assert len(eva.get("/v1/solicitudes?state=por_contestar").json()["items"]) == 1


def test_what_its_owner_did_not_complete_stands_as_not_presented(central: Central) -> None:
    central.clock.stop()
    eva, day = office(central), today(central)
    path = f"/v1/solicitudes/{eva.post('/v1/solicitudes', a_request(central)).json()['id']}"
    asked = {"text": "su firma", "on": day.isoformat()}
    seen = save(eva, f"{path}/prevencion", asked, 0).json()["version"]
    early = save(eva, f"{path}/no-presentada", {"on": day.isoformat()}, seen)
    assert (early.status_code, early.json()["code"]) == (403, "prevencion_en_plazo")
    central.clock.forward(timedelta(days=40))
    eva, later = central.someone(Role.SUPERVISOR), today(central).isoformat()
    assert [each["kind"] for each in eva.get("/v1/hoy").json()["groups"]] == ["solicitud"]
    late = save(eva, f"{path}/desahogo", {"text": "la firma", "on": later}, seen)
    assert (late.status_code, late.json()["code"]) == (403, "desahogo_tardio")
    gone = save(eva, f"{path}/no-presentada", {"on": later}, seen).json()
    assert (gone["due_on"], gone["dropped_on"]) == (None, later)
    assert eva.get("/v1/hoy").json()["groups"] == []
    for state, found in (("no_presentadas", 1), ("concluidas", 0), ("por_contestar", 0)):
        assert len(eva.get(f"/v1/solicitudes?state={state}").json()["items"]) == found, state


def test_a_term_that_ended_is_not_extended_and_a_late_answer_is_kept_as_late(
    central: Central,
) -> None:
    central.clock.stop()
    eva = office(central)
    path = f"/v1/solicitudes/{eva.post('/v1/solicitudes', a_request(central)).json()['id']}"
    central.clock.forward(timedelta(days=60))
    eva = central.someone(Role.SUPERVISOR)
    late = save(eva, f"{path}/prorroga", {"ground": "tarde"}, 0)
    assert (late.status_code, late.json()["code"]) == (403, "prorroga_tardia")
    given = {"sentido": "improcedente", "text": "No es nuestra", "on": today(central).isoformat()}
    answered = save(eva, f"{path}/respuesta", given, 0).json()
    assert answered["due_on"] is None, "a refusal leaves nothing to carry out"
    log = eva.get("/v1/bitacora?act=solicitud_contestada").json()["items"]
    assert '"en_plazo":"no"' in log[0]["content"]


def test_what_names_a_person_is_nowhere_in_clear(central: Central) -> None:
    eva = office(central)
    kept = eva.post("/v1/solicitudes", a_request(central)).json()
    given = {"sentido": "parcial", "text": "A Zoraida Ficticia", "on": today(central).isoformat()}
    save(eva, f"/v1/solicitudes/{kept['id']}/respuesta", given, 0)
    with central.deps.units.reading() as work:
        tables = [
            str(row)
            for table in StoredSolicitud.metadata.sorted_tables
            for row in work.session.execute(select(table)).all()  # type: ignore[call-overload]
        ]
        (row,) = work.session.exec(select(StoredSolicitud)).all()
    assert not [each for each in tables for secret in SECRETS if secret in each]
    with pytest.raises(InvalidTag):
        central.deps.sealed_solicitudes.open(b"SDP-1999-0001", row.sealed)


@pytest.mark.logs("core.central.datos_personales")
def test_one_that_cannot_be_read_hides_no_other_and_keeps_its_term(central: Central) -> None:
    eva = office(central)
    lost, whole = (eva.post("/v1/solicitudes", a_request(central)).json() for _ in range(2))
    with central.deps.units.writing("prueba") as work:
        row = work.session.get(StoredSolicitud, lost["id"])
        assert row is not None
        row.sealed = row.sealed[::-1]
    newest, oldest = eva.get("/v1/solicitudes").json()["items"]
    assert newest == whole
    assert (oldest["folio"], oldest["due_on"]) == (lost["folio"], lost["due_on"])
    assert oldest["asked"]["name"] == oldest["asked"]["asked"] == UNREADABLE
    given = {"sentido": "parcial", "text": "Respuesta", "on": today(central).isoformat()}
    refused = save(eva, f"/v1/solicitudes/{lost['id']}/respuesta", given, 0)
    assert (refused.status_code, refused.json()["code"]) == (503, "solicitud_ilegible")
    with central.deps.units.reading() as work:
        row = work.session.get(StoredSolicitud, lost["id"])
        assert row is not None
        assert row.answered_on is None


def test_a_request_or_an_answer_of_tomorrow_is_refused_at_its_field(central: Central) -> None:
    eva, tomorrow = office(central), (today(central) + timedelta(days=2)).isoformat()
    refused = eva.post("/v1/solicitudes", a_request(central, received_on=tomorrow))
    assert refused.json()["errors"] == [{"field": "received_on", "code": "fecha_futura"}]
    for field in ("name", "contact", "identity", "asked"):
        lacking = eva.post("/v1/solicitudes", a_request(central, **{field: " "}))
        assert lacking.status_code == 422
        assert field in lacking.text


def a_breach(central: Central, **changes: Any) -> dict[str, Any]:  # noqa: ANN401  JSON
    return {
        "known_at": central.clock.now().isoformat(),
        "what": "Se perdió una memoria con listas",
        "data": "Nombres",
        "whom": "Auxiliares de un aspirante",
        "people": 12,
        "remedy": "Se cambiaron las contraseñas",
        "advice": "",
        "owners_told_at": None,
        "owners_told_by": "",
        "authority_told_at": None,
    } | changes


def test_a_breach_is_noted_and_told(central: Central) -> None:
    central.clock.stop()
    eva = office(central)
    noted = eva.post("/v1/vulneraciones", a_breach(central))
    assert noted.status_code == 201, noted.text
    until = central.clock.now() + timedelta(hours=PlazosDatos().breach_hours)
    assert datetime.fromisoformat(noted.json()["told_by"]) == until
    hoy = eva.get("/v1/hoy").json()["groups"]
    assert [each["kind"] for each in hoy] == ["vulneracion"]
    path = f"/v1/vulneraciones/{noted.json()['id']}"
    now = central.clock.now().isoformat()
    by_nobody = save(eva, path, a_breach(central, owners_told_at=now), 0)
    assert by_nobody.status_code == 422
    told = a_breach(
        central, owners_told_at=now, owners_told_by="correo", authority_told_at=now, people=13
    )
    assert save(eva, path, told, 0).json()["version"] == 1
    assert eva.get("/v1/hoy").json()["groups"] == []
    stale = save(central.someone(Role.SUPERVISOR), path, told, 0).json()
    assert {each["field"] for each in stale["cambios"]} >= {"Personas", "Por qué medio"}
    tomorrow = (central.clock.now() + timedelta(days=1)).isoformat()
    assert (
        "fecha_futura" in eva.post("/v1/vulneraciones", a_breach(central, known_at=tomorrow)).text
    )


def test_an_aspirante_reads_the_notice_and_a_new_text_is_read_again(central: Central) -> None:
    supervisor = registro.open_proceso(central)
    registro.register(supervisor)
    number = central.someone(Role.AUDITOR).get("/v1/aspirantes").json()["items"][0]
    own = central.aspirante(number["id_solicitante"])
    assert own.get("/v1/aviso").json()["text"] == "", "none was published"
    for version, text in (("1", "Aviso uno (MUESTRA)"), ("2", "Aviso dos (MUESTRA)")):
        decided = registro.proceso() | {"people_notice": {"version": version, "text": text}}
        assert central.someone(Role.SUPERVISOR).put("/v1/proceso", decided).status_code == 200
        shown = own.get("/v1/aviso").json()
        assert (shown["text"], shown["read_at"]) == (text, None)
        assert shown["sha256"] == sha256(text.encode()).hexdigest()
        other = own.post("/v1/aviso", {"sha256": "0" * 64})
        assert (other.status_code, other.json()["code"]) == (409, "aviso_cambio")
        read = own.post("/v1/aviso", {"sha256": shown["sha256"]}).json()
        assert own.post("/v1/aviso", {"sha256": shown["sha256"]}).json() == read
        assert own.get("/v1/aviso").json() == read
        assert read["read_at"]
    log = central.someone(Role.AUDITOR).get("/v1/bitacora?act=aviso_leido").json()["items"]
    assert len(log) == 2


@only_sqlite
def test_a_term_of_no_time_is_not_published(central: Central) -> None:
    registro.open_proceso(central)
    supervisor = central.someone(Role.SUPERVISOR)
    terms = {
        "answer_days": 20,
        "extension_days": 10,
        "fulfil_days": 15,
        "breach_hours": 72,
        "ground": "Ley (MUESTRA)",
        "closed_days": ["2026-12-24"],
    }
    for changes, code in (
        ({"answer_days": 0}, "plazo_datos_invalido"),
        ({"breach_hours": 366}, "plazo_datos_invalido"),
        ({"ground": " "}, "falta_dato"),
    ):
        refused = supervisor.put(
            "/v1/proceso", registro.proceso() | {"personal_data": terms | changes}
        )
        assert (refused.status_code, code in refused.text) == (422, True), refused.text
    kept = supervisor.put("/v1/proceso", registro.proceso() | {"personal_data": terms})
    assert kept.status_code == 200, kept.text


def test_a_breach_concerns_nobody_or_more(central: Central) -> None:
    eva = office(central)
    refused = eva.post("/v1/vulneraciones", a_breach(central, people=-1))
    assert refused.status_code == 422
    assert refused.json()["errors"] == [{"field": "people", "code": "personas_menos_que_ninguna"}]
    assert eva.post("/v1/vulneraciones", a_breach(central, people=0)).status_code == 201
