"""What strangers are told: every writing route of this half says which body it takes."""

import pytest

from tests.apoyo_world import World

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

WITHOUT_BODY = {"/v1/vinculos/{vinculo_id}/codigo", "/v1/verificaciones"}
WITH_BODY = {
    "/v1/auxiliares": "post",
    "/v1/vinculos/{vinculo_id}/baja": "post",
    "/v1/vinculos/{vinculo_id}/dispositivo": "post",
    "/v1/activaciones": "post",
    "/v1/tableta/nonces": "post",
    "/v1/tableta/sesiones": "post",
    "/v1/envios": "post",
    "/v1/apoyos/{record_id}": "put",
    "/v1/padron": "post",
}


def test_each_writing_route_says_its_body(world: World) -> None:
    paths = world.central.stranger().get("/v1/openapi.json").json()["paths"]
    missing = [
        path for path, method in WITH_BODY.items() if "requestBody" not in paths[path][method]
    ]
    assert not missing
    assert not [path for path in WITHOUT_BODY if "requestBody" in paths[path]["post"]]
    schema = paths["/v1/envios"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert set(schema["required"]) == {"aspirante", "waiting", "said_at"}
