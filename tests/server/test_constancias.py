"""Numeral 3 over TLS: issued, handed over, printed with a QR that verifies; then the training."""

import json
from typing import Any

import pypdfium2
import pytest
import zxingcpp

from core.domain.access.roles import Role
from core.verify import verify_signed
from tests import registro
from tests.central_server import Central, Client


def _desk(central: Central) -> Client:
    registro.open_proceso(central)
    return central.someone(Role.REGISTRAR)


def _issued(desk: Client, **changes: Any) -> dict[str, Any]:  # noqa: ANN401  whatever a test changes
    given = desk.post("/v1/constancias", registro.constancia(**changes))
    assert given.status_code == 201, given.text
    row: dict[str, Any] = given.json()
    return row


def test_a_constancia_of_today_without_registration_is_due_today(central: Central) -> None:
    desk = _desk(central)
    row = _issued(desk)
    assert (row["due_today"], row["registered_as"]) == (True, "")
    assert desk.get("/v1/constancias?search=muestra").json()["items"] == [row]
    assert desk.get("/v1/constancias?search=nadie").json()["total"] == 0


def test_a_number_is_given_once(central: Central) -> None:
    desk = _desk(central)
    _issued(desk)
    repeated = desk.post("/v1/constancias", registro.constancia())
    assert (repeated.status_code, repeated.json()["code"]) == (409, "constancia_repetida")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_constancia_has_a_cargo_of_the_proceso_and_a_date_that_came(central: Central) -> None:
    desk = _desk(central)
    refused = desk.post("/v1/constancias", registro.constancia(cargo="otro"))
    assert refused.json()["errors"] == [{"field": "cargo", "code": "cargo_desconocido"}]
    refused = desk.post("/v1/constancias", registro.constancia(date="2099-01-01"))
    assert refused.json()["errors"] == [{"field": "date", "code": "fecha_futura"}]
    refused = desk.post("/v1/constancias", registro.constancia(number=""))
    assert refused.json()["code"] == "falta_dato"


def test_it_is_handed_over_once_and_to_somebody(central: Central) -> None:
    desk = _desk(central)
    path = f"/v1/constancias/{_issued(desk)['id']}/entrega"
    nobody = desk.put(path, {"delivered_at": registro.at(), "delivered_to": " "})
    assert nobody.json()["errors"] == [{"field": "delivered_to", "code": "falta_dato"}]
    given = desk.put(path, {"delivered_at": registro.at(), "delivered_to": "Ana Muestra"})
    assert given.json()["constancia"]["delivered_to"] == "Ana Muestra"
    again = desk.put(path, {"delivered_at": registro.at(), "delivered_to": "Otra"})
    assert (again.status_code, again.json()["code"]) == (409, "constancia_entregada")


def test_the_qr_of_its_pdf_verifies(central: Central) -> None:
    desk = _desk(central)
    printed = desk.get(f"/v1/constancias/{_issued(desk)['id']}/pdf")
    assert printed.headers["content-type"] == "application/pdf"
    document = pypdfium2.PdfDocument(printed.content)
    picture = document[0].render(scale=3).to_numpy()
    document.close()
    read = [each.text for each in zxingcpp.read_barcodes(picture)]
    key = central.deps.signing_key.public_key().public_bytes_raw()
    body = json.loads(verify_signed(read[0], key))
    assert body["numero"] == "CI-001/26"


def _session(constancia: str, held_at: str) -> dict[str, Any]:
    return {
        "held_at": held_at,
        "place": "Sala 1 (MUESTRA)",
        "instructor": "Celia Ficticia",
        "topics": "Uso de la aplicación",
        "asistentes": [{"name": "Ana Muestra Ficticia", "constancia": constancia}],
    }


def test_training_comes_after_the_constancia_was_handed_over(central: Central) -> None:
    desk = _desk(central)
    row = _issued(desk)
    early = desk.post("/v1/capacitaciones", _session("CI-001/26", registro.at()))
    assert early.json()["code"] == "constancia_sin_entregar"
    desk.put(
        f"/v1/constancias/{row['id']}/entrega",
        {"delivered_at": registro.at(-1), "delivered_to": "Ana Muestra"},
    )
    before = desk.post("/v1/capacitaciones", _session("CI-001/26", registro.at(-10)))
    assert before.json()["code"] == "capacitacion_antes_de_entrega"
    assert before.json()["facts"] == {"constancia": "CI-001/26"}
    held = desk.post("/v1/capacitaciones", _session("CI-001/26", registro.at()))
    assert held.status_code == 201
    assert desk.get("/v1/capacitaciones").json()["items"] == [held.json()]
    paper = desk.get(f"/v1/capacitaciones/{held.json()['id']}/pdf")
    assert paper.content.startswith(b"%PDF")


def test_training_of_an_unknown_constancia_is_refused(central: Central) -> None:
    refused = _desk(central).post("/v1/capacitaciones", _session("NADA", registro.at()))
    assert refused.json()["errors"] == [{"field": "asistentes", "code": "constancia_desconocida"}]
