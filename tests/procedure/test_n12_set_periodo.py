"""Dates are set for a cargo or for one of its aspirantes, once, and never after their acta."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.domain.apoyos.acta import ActaCierre
from core.domain.apoyos.acta_errors import PeriodoAfterActa
from core.domain.proceso.periodo import Periodo, PeriodoAct
from core.domain.proceso.proceso_errors import PeriodoRepeated
from core.domain.registration.registration_errors import AspiranteUnknown, CargoUnknown
from core.ports.central_registration import KnownAspirante
from tests.fakes.acta import FIGURES
from tests.fakes.registration import NOW, MemoryAspirantes, a_registro
from tests.procedure.test_access import PROCESO, Board

CARGO, OTHER = "gubernatura", "otro"
DATES = Periodo(NOW, NOW + timedelta(days=30), NOW + timedelta(days=31), "artículo 8")


@pytest.fixture
def board() -> Board:
    """Return a proceso of two cargos, and two aspirantes of the first."""
    made = Board()
    made.publish(replace(PROCESO, cargos=(PROCESO.cargos[0], replace(PROCESO.cargos[0], id=OTHER))))
    aspirantes = made.set_periodo.aspirantes
    assert isinstance(aspirantes, MemoryAspirantes)
    for number in ("000001", "000002"):
        aspirantes.kept[number] = KnownAspirante(number, a_registro(), NOW, same_day=True)
    return made


def test_the_log_says_all_that_an_agreement_set(board: Board) -> None:
    kept = board.set_periodo(PeriodoAct(CARGO, "000001", DATES, "SENTENCIA/1"))
    assert (kept.version, kept.aspirante) == (1, "000001")
    assert board.bitacora.acts[-2] == ("periodo_fijado", CARGO)
    assert board.bitacora.facts[-2] == {
        "acuerdo": "SENTENCIA/1",
        "aspirante": "000001",
        "inicia": DATES.starts_at.isoformat(),
        "captacion_termina": DATES.capture_ends_at.isoformat(),
        "envio_termina": DATES.sending_ends_at.isoformat(),
    }


@pytest.mark.parametrize(
    ("cargo", "aspirante", "error"),
    [
        ("nada", "", CargoUnknown),
        (CARGO, "000009", AspiranteUnknown),
        (OTHER, "000001", AspiranteUnknown),
    ],
)
def test_no_dates_of_what_is_not_there_or_of_another_cargo(
    board: Board, cargo: str, aspirante: str, error: type[Exception]
) -> None:
    before = list(board.bitacora.acts)
    with pytest.raises(error):
        board.set_periodo(PeriodoAct(cargo, aspirante, DATES, "ACU-1"))
    assert (board.periodos.kept, board.bitacora.acts) == ([], before)


def test_the_same_dates_are_not_set_twice(board: Board) -> None:
    act = PeriodoAct(CARGO, "", DATES, "ACU-1")
    board.set_periodo(act)
    with pytest.raises(PeriodoRepeated):
        board.set_periodo(act)
    board.set_periodo(replace(act, aspirante="000001"))
    assert len(board.periodos.kept) == 2


def test_no_dates_of_ones_own_after_ones_acta(board: Board) -> None:
    board.actas.kept["000001"] = ActaCierre("000001", CARGO, DATES, FIGURES, NOW, "eva")
    with pytest.raises(PeriodoAfterActa) as refused:
        board.set_periodo(PeriodoAct(CARGO, "000001", DATES, "ACU-1"))
    assert refused.value.facts == {"aspirantes": "000001"}
    board.set_periodo(PeriodoAct(CARGO, "000002", DATES, "ACU-1"))
    board.set_periodo(PeriodoAct(OTHER, "", DATES, "ACU-1"))
