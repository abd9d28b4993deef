"""A list that leaves as a file is told to the log by who may read it, and by nobody else."""

import pytest

from core.domain.access.roles import Role
from core.domain.listing.exportacion import Lista
from core.server.doors.route_access import FACULTAD_OF
from core.server.routes.exportaciones import ROWS_OF
from tests.central_server import Central
from tests.server.conftest import only_sqlite


def test_every_list_has_the_route_of_its_rows() -> None:
    assert set(ROWS_OF) == set(Lista)
    assert set(ROWS_OF.values()) <= set(FACULTAD_OF)


@only_sqlite
@pytest.mark.parametrize(
    ("role", "lista", "status"),
    [
        (Role.AUDITOR, Lista.CUENTAS, 204),
        (Role.REGISTRAR, Lista.CUENTAS, 403),
        (Role.MESA, Lista.REVISION, 204),
        (Role.MESA, Lista.ASPIRANTES, 403),
        (Role.INE, Lista.AVANCE, 204),
        (Role.INE, Lista.BITACORA, 403),
    ],
)
def test_a_list_is_told_to_leave_by_who_may_read_it(
    role: Role, lista: Lista, status: int, central: Central
) -> None:
    body = {"lista": lista.value, "filtered": False, "rows": 3}
    told = central.someone(role).post("/v1/exportaciones", body)
    assert told.status_code == status
    with central.deps.units.reading() as work:
        acts = [each.act for each in work.bitacora.entries()]
    assert ("lista_exportada" in acts) == (status == 204)
