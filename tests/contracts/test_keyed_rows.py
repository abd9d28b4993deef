"""The contract of what requests under a key made: in memory, in both databases."""

import pytest
from sqlmodel import select

from core.central.tables.keyed import StoredKeyed
from core.central.unit_of_work import UnitOfWork
from core.domain.registration.registration_errors import FormKeyReused
from core.errors import NotThere
from core.ports.keyed_request import KeyedRequest, KeyedRow, KeyedRows
from core.procedure.made_once import MadeOnce
from tests.contracts.test_datos_personales import a_request
from tests.fakes.keyed import MemoryKeyedRows

KEY = "llave-MUESTRA"


@pytest.fixture
def rows(work: UnitOfWork | None) -> KeyedRows:
    return MemoryKeyedRows() if work is None else work.keyed_rows


def test_a_key_serves_once_in_its_kind(rows: KeyedRows) -> None:
    asked = KeyedRequest.of(KEY, a_request())
    assert rows.made("solicitud", KEY) is None
    rows.keep("solicitud", asked, 7)
    assert rows.made("solicitud", KEY) == KeyedRow(asked.sha256, 7)
    assert rows.made("vulneracion", KEY) is None
    assert rows.made("solicitud", f"{KEY}.") is None


def test_neither_key_nor_body_is_kept(work: UnitOfWork | None) -> None:
    if work is None:
        return
    work.keyed_rows.keep("solicitud", KeyedRequest.of(KEY, a_request()), 7)
    kept = work.session.exec(select(StoredKeyed)).one()
    assert not [each for each in kept.model_dump().values() if KEY in str(each)]


def test_what_could_not_be_made_leaves_its_key_free(rows: KeyedRows) -> None:
    once, made = MadeOnce("numero", rows), []

    class Row:
        def __init__(self, number: int) -> None:
            self.id = number

    def make() -> Row:
        made.append(len(made) + 1)
        if len(made) == 1:
            raise NotThere
        return Row(made[-1])

    with pytest.raises(NotThere):
        once(KEY, a_request(), make, Row)
    assert [once(KEY, a_request(), make, Row).id for _ in range(2)] == [2, 2]
    other = KeyedRequest.of("otro", a_request())
    with pytest.raises(FormKeyReused):
        once(KEY, other, make, Row)
    assert made == [1, 2]
