"""Numerals 4 and 5 over TLS, on both databases: registered once, and the access mailed."""

import mailbox
import re
from datetime import timedelta
from email.message import Message
from typing import Any

import pytest

from core.central.mail.delivery import MaildirPost
from core.domain.access.roles import Role
from core.server.jobs.mail import MailJob
from tests import registro
from tests.central.test_mail import IDS
from tests.central_server import Central, Client


def _desk(central: Central) -> Client:
    registro.open_proceso(central)
    return central.someone(Role.REGISTRAR)


def _deliver(central: Central) -> list[Message]:
    """Do the worker's job on the outbox and return every mail there is."""
    folder = central.data / "maildir"
    MailJob(central.deps, MaildirPost(folder, "apoyo@muestra.example", IDS))()
    box = mailbox.Maildir(folder)
    mails: list[Message] = sorted(
        box, key=lambda mail: int(re.findall(r"\d+", mail["Message-ID"])[0])
    )
    return mails


def _text(mail: Message) -> str:
    for part in mail.walk():
        if part.get_content_type() == "text/plain":
            content = part.get_payload(decode=True)
            assert isinstance(content, bytes)
            return content.decode()
    raise AssertionError


def _password(mail: Message) -> str:
    return re.findall(r"Contraseña: (\S+)", _text(mail))[0]


def _login(central: Central, password: str) -> Any:  # noqa: ANN401  a response
    login = {"user": "sol000001", "password": password}
    return central.stranger().post("/v1/sesiones", login)


def test_a_registration_of_the_constancias_day_gets_its_number(central: Central) -> None:
    desk = _desk(central)
    given = registro.register(desk)
    assert (given["id_solicitante"], given["same_day"]) == ("000001", True)
    detail = desk.get("/v1/aspirantes/000001").json()
    assert detail["registro"] == registro.registro()
    assert detail["row"]["cargo"] == "Gubernatura"
    assert desk.get("/v1/aspirantes?search=ana").json()["items"] == [detail["row"]]
    assert desk.get("/v1/constancias").json()["items"][0]["registered_as"] == "000001"


def test_the_same_key_answers_the_same_and_mails_once(central: Central) -> None:
    desk = _desk(central)
    first = registro.register(desk)
    headers = {"Idempotency-Key": "llave-0001"}
    again = desk.post("/v1/aspirantes", registro.registro(), headers=headers)
    assert again.json() == first
    other = desk.post("/v1/aspirantes", registro.registro(late_reason="otra"), headers=headers)
    assert (other.status_code, other.json()["code"]) == (409, "registro_con_otros_datos")
    assert desk.get("/v1/correos").json()["total"] == 1


def test_a_repeat_after_a_corrected_address_answers_the_same(central: Central) -> None:
    desk = _desk(central)
    first = registro.register(desk)
    corrected = desk.put("/v1/aspirantes/000001/correo", {"correo": "otra@muestra.example"})
    assert corrected.status_code == 200, corrected.text
    headers = {"Idempotency-Key": "llave-0001"}
    again = desk.post("/v1/aspirantes", registro.registro(), headers=headers)
    assert (again.status_code, again.json()) == (201, first)
    as_stored = registro.registro(autenticacion__correo="otra@muestra.example")
    other = desk.post("/v1/aspirantes", as_stored, headers=headers)
    assert (other.status_code, other.json()["code"]) == (409, "registro_con_otros_datos")
    assert desk.get("/v1/correos").json()["total"] == 2


def test_the_access_goes_to_one_person_with_five_things(central: Central) -> None:
    registro.register(_desk(central))
    (mail,) = _deliver(central)
    assert mail["To"] == "ana@muestra.example"
    assert mail["Cc"] is None
    text = _text(mail)
    for item in ("confirma su registro", "000001", "sol000001", _password(mail), central.url):
        assert item in text


def test_the_secret_is_wiped_once_delivered(central: Central) -> None:
    desk = _desk(central)
    registro.register(desk)
    password = _password(_deliver(central)[0])
    row = desk.get("/v1/correos").json()["items"][0]
    assert (row["state"], row["about"]) == ("sent", "000001")
    with central.deps.units.reading() as work:
        mail = work.outbox.read(row["id"])
    assert password not in mail.letter.text + mail.letter.html
    assert desk.get("/v1/aspirantes/000001").json()["row"]["mail_state"] == "sent"


def test_the_temporary_password_logs_in_once_and_must_be_changed(central: Central) -> None:
    registro.register(_desk(central))
    password = _password(_deliver(central)[0])
    session = _login(central, password).json()
    assert session["must_change_password"]
    assert session["must_accept_duty"]
    assert _login(central, password).status_code == 401
    own = central.stranger()
    own.token = session["token"]
    assert own.get("/v1/deber").json()["code"] == "cambie_contrasena"
    change = {"current": password, "new": "otra contraseña ficticia"}
    assert own.post("/v1/contrasena", change).status_code == 204
    assert own.get("/v1/auxiliares").json()["code"] == "acepte_deber"
    duty = own.get("/v1/deber").json()
    other = own.post("/v1/deber", {"sha256": "0" * 64})
    assert other.json()["code"] == "deber_cambio"
    assert own.post("/v1/deber", {"sha256": duty["sha256"]}).json()["accepted_at"]
    assert own.get("/v1/auxiliares").status_code == 200
    assert _login(central, "otra contraseña ficticia").status_code == 200


def test_the_temporary_password_lasts_seven_days(central: Central) -> None:
    registro.register(_desk(central))
    password = _password(_deliver(central)[0])
    central.clock.forward(timedelta(days=7))
    assert _login(central, password).status_code == 401


def test_a_corrected_address_voids_what_was_sent_and_sends_anew(central: Central) -> None:
    desk = _desk(central)
    registro.register(desk)
    first = _password(_deliver(central)[0])
    detail = desk.put("/v1/aspirantes/000001/correo", {"correo": "Ana2@Muestra.example"})
    assert detail.json()["registro"]["autenticacion"]["correo"] == "ana2@muestra.example"
    second = _deliver(central)[1]
    assert second["To"] == "ana2@muestra.example"
    assert _login(central, first).status_code == 401
    assert _login(central, _password(second)).status_code == 200


def test_sending_an_access_again_makes_a_new_password(central: Central) -> None:
    desk = _desk(central)
    registro.register(desk)
    first = _password(_deliver(central)[0])
    row = desk.get("/v1/correos").json()["items"][0]
    again = desk.post(f"/v1/correos/{row['id']}/reenvio", {})
    assert again.json()["id"] > row["id"]
    assert _password(_deliver(central)[1]) != first


def test_a_registration_on_another_day_needs_a_reason_and_is_marked(central: Central) -> None:
    desk = _desk(central)
    desk.post("/v1/constancias", registro.constancia(date="2026-11-01"))
    headers = {"Idempotency-Key": "llave-0001"}
    silent = desk.post("/v1/aspirantes", registro.registro(), headers=headers)
    assert silent.json()["errors"] == [{"field": "late_reason", "code": "falta_motivo_tardio"}]
    late = registro.registro(late_reason="Sin sistema (ficticio)")
    given = desk.post("/v1/aspirantes", late, headers=headers)
    assert given.json()["same_day"] is False


_BROKEN = [
    ("cargo", "otro", "cargo", "cargo_desconocido"),
    ("cargo", "alcaldia-015", "expediente.constancia", "constancia_no_coincide"),
    ("persona__nombre", "Otra", "expediente.constancia", "constancia_no_coincide"),
    ("persona__nombre", " ", "persona", "falta_dato"),
    ("persona__apellido_materno", "", "persona", "falta_materno"),
    ("persona__genero", "otro", "persona.genero", "genero_desconocido"),
    ("persona__fecha_nacimiento", "1980-01-03", "", "nacimiento_no_coincide"),
    ("persona__fecha_nacimiento", "ayer", "persona.fecha_nacimiento", "forma_incorrecta"),
    ("credencial__clave__text", "NADA", "credencial.clave", "clave_forma"),
    ("credencial__cic", {"text": "0123456789"}, "credencial.cic", "cic_diez_digitos"),
    ("credencial__ocr", {"text": "0124000000001"}, "credencial", "seccion_no_coincide"),
    ("credencial__municipio", "099", "credencial.municipio", "municipio_desconocido"),
    ("credencial__municipio", "016", "credencial.seccion", "seccion_de_otro_municipio"),
    ("contacto__movil", "12", "contacto", "telefono_forma"),
    ("persona__nombre", "Ana 漢", "persona.nombre", "signo_sin_letra"),
    ("autenticacion__correo", "ana", "autenticacion.correo", "correo_forma"),
    ("autenticacion__correo", "juan,p@x.mx", "autenticacion.correo", "correo_varios"),
    ("autenticacion__correo", "muñoz@x.mx", "autenticacion.correo", "correo_letra"),
    ("expediente__recibido", "2099-01-01", "expediente.recibido", "fecha_futura"),
    ("expediente__manifestacion", "2099-01-01", "expediente.manifestacion", "fechas_en_desorden"),
    ("expediente__constancia", "NADA", "expediente.constancia", "constancia_desconocida"),
    ("expediente__recibido_por", "", "expediente", "falta_dato"),
]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_name_in_any_letters_is_kept_in_one_form(central: Central) -> None:
    desk = _desk(central)
    parted = {"nombre": "In\u0303aki Nuꞌu", "apellido_paterno": "Kʼinich"}
    desk.post("/v1/constancias", registro.constancia(**parted))
    body = registro.registro(**{f"persona__{name}": text for name, text in parted.items()})
    answer = desk.post("/v1/aspirantes", body, headers={"Idempotency-Key": "llave-0001"})
    assert answer.status_code == 201, answer.text
    kept = desk.get("/v1/aspirantes/000001").json()["registro"]["persona"]
    assert (kept["nombre"], kept["apellido_paterno"]) == ("Iñaki Nuꞌu", "Kʼinich")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_every_broken_field_is_named_and_nothing_is_kept(central: Central) -> None:
    desk = _desk(central)
    desk.post("/v1/constancias", registro.constancia())
    for path, value, field, code in _BROKEN:
        refused = desk.post(
            "/v1/aspirantes",
            registro.registro(**{path: value}),
            headers={"Idempotency-Key": "llave-0001"},
        )
        told = refused.json().get("errors", refused.text)
        assert (path, refused.status_code, told) == (path, 422, [{"field": field, "code": code}])
    assert desk.get("/v1/aspirantes").json()["total"] == 0
    assert desk.get("/v1/correos").json()["total"] == 0


def test_a_constancia_and_a_clave_are_used_once(central: Central) -> None:
    desk = _desk(central)
    registro.register(desk)
    other = {"Idempotency-Key": "llave-0002"}
    used = desk.post("/v1/aspirantes", registro.registro(), headers=other)
    assert (used.status_code, used.json()["code"]) == (409, "clave_registrada")
    anew = registro.registro(credencial__clave={"text": "MSFCAN80010209M100"})
    assert desk.post("/v1/aspirantes", anew, headers=other).json()["code"] == "constancia_usada"


def test_a_registration_without_its_key_is_refused(central: Central) -> None:
    desk = _desk(central)
    assert (
        desk.post("/v1/aspirantes", registro.registro(), headers={}).json()["code"]
        == "falta_llave_de_registro"
    )
