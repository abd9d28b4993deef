"""What a job set aside is tried again because a person asked: an act of the log."""

from dataclasses import replace

import pytest

from core.errors import NotThere
from core.procedure.try_again import TryAgain
from tests.fakes.apartados import WAIT, MemoryApartados
from tests.fakes.clock import SetClock
from tests.fakes.registration import NOW, MemoryBitacora


@pytest.fixture
def apartados() -> MemoryApartados:
    """Return what is set aside: one mail, under the id 1, until a minute from now."""
    kept = MemoryApartados(SetClock(NOW))
    kept.set_aside("correo", "7", "correo_no_armado")
    return kept


def test_an_item_is_tried_again_and_the_log_says_which_and_why_it_had_failed(
    apartados: MemoryApartados,
) -> None:
    bitacora = MemoryBitacora()
    (before,) = apartados.kept.values()
    assert before.next_try_at == NOW + WAIT
    assert TryAgain(apartados, bitacora)(1) == replace(before, next_try_at=NOW)
    assert not apartados.resting("correo")
    assert bitacora.acts == [("apartado_reintentado", "7")]
    assert bitacora.facts == [{"trabajo": "correo", "codigo": "correo_no_armado"}]


def test_what_is_not_set_aside_is_not_tried_and_not_logged(apartados: MemoryApartados) -> None:
    bitacora = MemoryBitacora()
    with pytest.raises(NotThere):
        TryAgain(apartados, bitacora)(2)
    assert apartados.resting("correo")
    assert not bitacora.acts
