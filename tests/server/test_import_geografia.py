"""Geographies as imports: built aside, in force from their day, in short transactions."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from core.central.registration.geografia import StoredGeografia
from core.domain.access.roles import Role
from core.domain.proceso.geografia import SeccionPlace
from core.domain.verification.importacion import ImportState
from tests.central_server import Central, Client
from tests.importing import again, applied, checked, import_job
from tests.registro import GEOGRAFIA, open_proceso
from tests.server.conftest import only_sqlite
from tests.server.test_imports import act


def test_a_geography_is_built_aside_and_in_force_from_its_day(central: Central) -> None:
    supervisor = open_proceso(central)
    job = import_job(central)
    later = GEOGRAFIA.replace(",12,123", ",13,123")
    today = central.deps.clock.now().date()
    path = f"/v1/geografia?since={today + timedelta(days=3)}"
    one = checked(supervisor, path, later.encode(), job)
    assert (one.state, one.rows) == (ImportState.CHECKED, 2)
    assert place(supervisor)["distrito"] == "012"
    act(supervisor, one, "aplicacion", {"reason": ""})
    assert job() == 1
    assert again(supervisor, one).state is ImportState.APPLIED
    assert place(supervisor)["distrito"] == "012"
    central.clock.forward(timedelta(days=5))
    supervisor = central.someone(Role.SUPERVISOR)
    assert place(supervisor)["distrito"] == "013"


def test_the_lists_of_a_geography_come_with_it_and_go_with_it(central: Central) -> None:
    supervisor = open_proceso(central)
    job = import_job(central)
    first, *rest = GEOGRAFIA.splitlines()
    lists = "\n".join(
        [f"{first},lista_nominal", *(f"{each},150{n}" for n, each in enumerate(rest))]
    )
    wrong = lists.replace("1501", "mil")
    one = checked(supervisor, "/v1/geografia", wrong.encode(), job)
    assert [(each.column, each.code) for each in one.lines] == [("lista_nominal", "linea_lista")]
    assert act(supervisor, one, "cancelacion").status_code == 200
    assert job() == 1
    applied(supervisor, "/v1/geografia", lists.encode(), job)
    with central.deps.units.reading() as work:
        size = work.geografia.size()
        entry = work.bitacora.entries()[-1]
    assert (size.secciones, size.listed, size.lista) == (2, 2, 3001)
    assert '"lista_nominal":"3001"' in entry.content
    assert place(supervisor)["lista"] in (1500, 1501)
    applied(supervisor, "/v1/geografia", GEOGRAFIA.encode(), job)
    assert place(supervisor)["lista"] is None, "a geography without lists has none"


def place(who: Client) -> dict[str, Any]:
    found: dict[str, Any] = who.get("/v1/geografia/secciones/0123?entidad=09").json()
    return found


def test_a_geography_with_bad_lines_and_one_cancelled_change_nothing(central: Central) -> None:
    supervisor = open_proceso(central)
    job = import_job(central)
    one = checked(supervisor, "/v1/geografia", (GEOGRAFIA + "77,1,X,1,1\n").encode(), job)
    assert [(each.line, each.column, each.code) for each in one.lines] == [
        (4, "entidad", "linea_entidad")
    ]
    assert act(supervisor, one, "cancelacion").status_code == 200
    assert job() == 1
    with central.deps.units.reading() as work:
        assert work.geografia.size().secciones == 2
        assert list(work.geografia.over()) == []
    assert place(supervisor)["distrito"] == "012"


@only_sqlite
def test_versions_that_are_over_go_in_groups_and_the_one_in_force_stays(central: Central) -> None:
    supervisor = open_proceso(central)
    job = import_job(central)
    applied(supervisor, "/v1/geografia", GEOGRAFIA.replace(",12,123", ",14,123").encode(), job)
    assert place(supervisor)["distrito"] == "014"
    with central.deps.units.writing("prueba") as work:
        assert list(work.geografia.over()) == []
        version = work.geografia.new_version()
        places = [SeccionPlace(f"{n:04d}", "09", "001", "X", "001") for n in range(10)]
        work.geografia.add(version, places)
        assert work.geografia.forget(version, 1) is False
        assert work.geografia.forget(version, 1) is False
        assert work.geografia.forget(version, 1) is True


def test_no_transaction_of_an_import_is_longer_than_a_group(
    central: Central, monkeypatch: pytest.MonkeyPatch
) -> None:
    supervisor = open_proceso(central)
    seen: list[int] = []
    add = StoredGeografia.add

    def counted(own: StoredGeografia, version: int, places: Sequence[SeccionPlace]) -> None:
        seen.append(len(places))
        add(own, version, places)

    monkeypatch.setattr(StoredGeografia, "add", counted)
    lines = (f"{n % 32 + 1},1,X,1,{n // 32}" for n in range(5_000))
    csv = "\n".join(["entidad,municipio,municipio_nombre,distrito,seccion", *lines])
    assert applied(supervisor, "/v1/geografia", csv.encode(), import_job(central)).rows == 5_000
    assert seen == [2_000, 2_000, 1_000]
