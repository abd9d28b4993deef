"""Who watches the web asks one address, without a session, and learns nothing by it."""

import pytest
from sqlalchemy import text

from tests.central_server import Central
from tests.server.conftest import only_sqlite


@only_sqlite
@pytest.mark.logs("apoyo.server")
def test_it_is_well_while_its_database_answers(central: Central) -> None:
    well = central.stranger().get("/v1/salud")
    assert (well.status_code, well.content) == (204, b"")
    with central.deps.units.writing("prueba") as work:
        work.session.connection().execute(text("ALTER TABLE apoyo RENAME TO otra"))
    ill = central.stranger().get("/v1/salud")
    assert (ill.status_code, ill.json()["code"]) == (503, "base_sin_respuesta")
