"""Numerals 1 and 12 over TLS: published, signed, versioned; periods with their ground."""

import json
from typing import Any

import pytest

from core.domain.access.roles import Role
from core.verify import verify_signed
from tests import registro
from tests.central_server import Central


def _opened(central: Central, signed: dict[str, Any]) -> dict[str, Any]:
    key = central.deps.signing_key.public_key().public_bytes_raw()
    body: dict[str, Any] = json.loads(verify_signed(signed, key))
    return body


def test_before_any_proceso_the_server_says_so(central: Central) -> None:
    missing = central.stranger().get("/v1/proceso")
    assert missing.status_code == 404
    assert missing.json()["code"] == "sin_proceso"


def test_a_published_proceso_verifies_for_a_stranger(central: Central) -> None:
    registro.open_proceso(central)
    body = _opened(central, central.stranger().get("/v1/proceso").json())
    assert body["version"] == 1
    assert body["proceso"]["agreement"] == "ACU-000-26 (ficticio)"
    assert body["election_key_id"] == central.deps.election_key_id


def test_id_and_mode_of_a_proceso_never_change(central: Central) -> None:
    supervisor = registro.open_proceso(central)
    for change in ({"id": "otro"}, {"mode": "real"}):
        refused = supervisor.put("/v1/proceso", registro.proceso(**change))
        assert refused.json()["code"] == "proceso_fijo"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"agreement": " "}, "falta_dato"),
        ({"cargos": []}, "cargos_repetidos"),
        ({"entidad": "40"}, "entidad_desconocida"),
        ({"time_zone": "Marte/Olimpo"}, "zona_desconocida"),
        ({"mode": "otro"}, "forma_incorrecta"),
        ({"cargos": [registro.proceso()["cargos"][0] | {"umbral": 0}]}, "umbral_cero"),
        ({"duty_text": "Borrador", "mode": "real"}, "texto_borrador"),
    ],
)
def test_a_proceso_that_is_wrong_names_its_field(
    central: Central, change: dict[str, Any], code: str
) -> None:
    supervisor = central.someone(Role.SUPERVISOR)
    refused = supervisor.put("/v1/proceso", registro.proceso(**change))
    assert refused.status_code == 422
    assert refused.json()["errors"] == [{"field": next(iter(change)), "code": code}]
    assert central.stranger().get("/v1/proceso").status_code == 404


def an_act(**changes: Any) -> dict[str, Any]:  # noqa: ANN401  whatever a test breaks
    return {
        "cargo": "gubernatura",
        "aspirante": "",
        "periodo": {
            "starts_at": "2026-11-01T06:00:00Z",
            "capture_ends_at": "2027-01-01T05:59:59Z",
            "sending_ends_at": "2027-01-02T05:59:59Z",
            "ground": "artículo 8 de los Lineamientos (MUESTRA)",
        },
        "agreement": "ACU-001-26 (ficticio)",
        "version": 0,
        **changes,
    }


def test_a_period_publishes_the_proceso_anew(central: Central) -> None:
    supervisor = registro.open_proceso(central)
    kept = supervisor.post("/v1/periodos", an_act())
    assert (kept.status_code, kept.json()["version"]) == (201, 1)
    body = _opened(central, central.stranger().get("/v1/proceso").json())
    assert body["version"] == 2
    assert body["periodos"] == [kept.json()]
    assert supervisor.get("/v1/periodos").json() == [kept.json()]


def test_a_period_needs_a_cargo_of_the_proceso_and_its_ground(central: Central) -> None:
    supervisor = registro.open_proceso(central)
    refused = supervisor.post("/v1/periodos", an_act(cargo="otro"))
    assert refused.json()["errors"] == [{"field": "cargo", "code": "cargo_desconocido"}]
    refused = supervisor.post("/v1/periodos", an_act(aspirante="000009"))
    assert refused.json()["code"] == "aspirante_desconocido"
    refused = supervisor.post("/v1/periodos", an_act(agreement=""))
    assert refused.json()["errors"] == [{"field": "agreement", "code": "falta_dato"}]
    assert supervisor.get("/v1/periodos").json() == []


def test_a_cargo_with_a_period_stays_in_the_proceso(central: Central) -> None:
    supervisor = registro.open_proceso(central)
    supervisor.post("/v1/periodos", an_act())
    fewer = registro.proceso(cargos=registro.proceso()["cargos"][1:])
    assert supervisor.put("/v1/proceso", fewer).json()["code"] == "cargo_en_uso"


def test_the_page_of_the_link_names_proceso_practica_and_fingerprint(central: Central) -> None:
    registro.open_proceso(central)
    page = central.stranger().get("/").text
    assert "PRÁCTICA" in page
    assert "Proceso Local 2026-2027 (MUESTRA)" in page
    assert central.url in page


def test_the_same_period_twice_is_refused(central: Central) -> None:
    supervisor = registro.open_proceso(central)
    assert supervisor.post("/v1/periodos", an_act()).status_code == 201
    again = supervisor.post("/v1/periodos", an_act(agreement="otro"))
    assert (again.status_code, again.json()["code"]) == (409, "periodo_repetido")
    later = an_act()
    later["periodo"]["sending_ends_at"] = "2027-01-03T05:59:59Z"
    assert supervisor.post("/v1/periodos", later).status_code == 201
    assert supervisor.post("/v1/periodos", an_act()).status_code == 201, "a court may go back"
    assert len(supervisor.get("/v1/periodos").json()) == 3
