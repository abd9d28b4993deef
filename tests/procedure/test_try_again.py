"""What a job set aside is tried again because a person asked: an act of the log."""

from dataclasses import dataclass, field

import pytest

from core.domain.apartado import Apartado
from core.errors import NotThere
from core.procedure.try_again import TryAgain
from tests.fakes.registration import NOW, MemoryBitacora


@dataclass
class OneApartado:
    """Apartados of which one is set aside, under the id 1."""

    tried: list[int] = field(default_factory=list)

    def set_aside(self, job: str, item: str, code: str) -> bool:
        raise AssertionError(job, item, code)

    def names(self, job: str) -> frozenset[str]:
        raise AssertionError(job)

    def resting(self, job: str) -> frozenset[str]:
        raise AssertionError(job)

    def forgive(self, job: str, items: object) -> None:
        raise AssertionError(job, items)

    def again(self, apartado_id: int) -> Apartado:
        if apartado_id != 1:
            raise NotThere
        self.tried.append(apartado_id)
        return Apartado(1, "correo", "7", "correo_no_armado", NOW, NOW, 6, NOW)


def test_an_item_is_tried_again_and_the_log_says_which_and_why_it_had_failed() -> None:
    apartados, bitacora = OneApartado(), MemoryBitacora()
    assert TryAgain(apartados, bitacora)(1).next_try_at == NOW
    assert apartados.tried == [1]
    assert bitacora.acts == [("apartado_reintentado", "7")]
    assert bitacora.facts == [{"trabajo": "correo", "codigo": "correo_no_armado"}]


def test_what_is_not_set_aside_is_not_tried_and_not_logged() -> None:
    apartados, bitacora = OneApartado(), MemoryBitacora()
    with pytest.raises(NotThere):
        TryAgain(apartados, bitacora)(2)
    assert not bitacora.acts
