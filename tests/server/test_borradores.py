"""Drafts of registrations over TLS: one's own, sealed, and gone once the registration stands."""

from datetime import timedelta

import pytest
from sqlmodel import select

from core.central.tables.borradores import StoredBorrador
from core.domain.access.roles import Role
from core.domain.registration.borrador import MOST_DRAFTS
from core.server.jobs.clean import CleanJob
from tests import registro
from tests.central_server import Central

DRAFT = {"key": "llave-0001", "texts": {"persona.nombre": "Zoraida Ficticia"}, "saved_at": None}


def test_a_draft_is_its_owner_s_and_sealed(central: Central) -> None:
    eva, ana = central.someone(Role.REGISTRAR), central.someone(Role.REGISTRAR)
    kept = eva.post("/v1/borradores", DRAFT)
    assert kept.status_code == 200, kept.text
    assert eva.get("/v1/borradores").json() == [kept.json()]
    assert ana.get("/v1/borradores").json() == []
    with central.deps.units.reading() as work:
        (row,) = work.session.exec(select(StoredBorrador)).all()
    assert b"Zoraida" not in row.sealed
    assert ana.call("DELETE", "/v1/borradores/llave-0001").status_code == 204
    assert len(eva.get("/v1/borradores").json()) == 1
    assert eva.call("DELETE", "/v1/borradores/llave-0001").status_code == 204
    assert eva.get("/v1/borradores").json() == []
    log = central.someone(Role.AUDITOR).get("/v1/bitacora").json()["items"]
    assert not [each for each in log if "borrador" in each["act"]]


def test_a_registration_that_stands_has_no_draft(central: Central) -> None:
    desk = registro.open_proceso(central)
    desk.token = central.someone(Role.REGISTRAR).token
    assert desk.post("/v1/constancias", registro.constancia()).status_code == 201
    for key in ("llave-0001", "llave-0002"):
        assert desk.post("/v1/borradores", DRAFT | {"key": key}).status_code == 200
    sent = registro.registro()
    given = desk.post("/v1/aspirantes", sent, headers={"Idempotency-Key": "llave-0001"})
    assert given.status_code == 201, given.text
    late = desk.post("/v1/borradores", DRAFT | {"key": "llave-0001"})  # sent before, come after
    assert late.status_code == 200
    assert [each["key"] for each in desk.get("/v1/borradores").json()] == ["llave-0002"]


@pytest.mark.logs("core.central.registration.borradores")
def test_a_draft_that_cannot_be_read_hides_no_other_and_is_counted(central: Central) -> None:
    eva = central.someone(Role.REGISTRAR)
    for number in range(MOST_DRAFTS):
        assert eva.post("/v1/borradores", DRAFT | {"key": f"llave-{number:04}"}).status_code == 200
    with central.deps.units.writing("prueba") as work:
        row = work.session.exec(select(StoredBorrador).order_by(StoredBorrador.key)).first()
        assert row is not None
        row.sealed = b"de otra llave" * 3
    assert len(eva.get("/v1/borradores").json()) == MOST_DRAFTS - 1
    assert eva.post("/v1/borradores", DRAFT | {"key": "llave-0999"}).status_code == 200
    with central.deps.units.reading() as work:
        keys = [each.key for each in work.session.exec(select(StoredBorrador)).all()]
    assert (len(keys), "llave-0000" in keys) == (MOST_DRAFTS, False)


def test_a_draft_of_anything_else_is_refused(central: Central) -> None:
    eva = central.someone(Role.REGISTRAR)
    for wrong in (
        DRAFT | {"key": ""},
        DRAFT | {"key": "a/b"},
        DRAFT | {"key": "x" * 65},
        DRAFT | {"texts": {f"campo{number}": "" for number in range(61)}},
        DRAFT | {"texts": {"persona.nombre": "x" * 30_000}},
        DRAFT | {"texts": {"persona.nombre": 7}},
    ):
        assert eva.post("/v1/borradores", wrong).status_code == 422


def test_a_draft_that_nobody_goes_on_with_ends(central: Central) -> None:
    eva = central.someone(Role.REGISTRAR)
    for key in ("llave-0001", "llave-0002"):
        assert eva.post("/v1/borradores", DRAFT | {"key": key}).status_code == 200
    last = timedelta(days=central.deps.settings.draft_days)
    with central.deps.units.writing("prueba") as work:
        row = work.session.exec(select(StoredBorrador)).first()
        assert row is not None
        row.saved_at = central.clock.now() - last - timedelta(minutes=1)
        work.session.add(row)
    CleanJob(central.deps)()
    assert len(eva.get("/v1/borradores").json()) == 1
