"""Numerals 12 and 26 at the desk: hours of the state, and 24:00:00 proposed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from admin_desktop.framework.local_time import LocalTime
from admin_desktop.screens.proceso import form as proceso_form
from admin_desktop.screens.proceso.periodos_vm import PeriodosGateway, PeriodosVm
from core.domain.periodo import PeriodoAct
from core.errors import CentralRefused
from tests.admin_desktop.test_proceso_vm import CARGO, published, whole_form

FORM = {
    "cargo": "distrito-005",
    "aspirante": "",
    "inicio_dia": "02/11/2026",
    "inicio_hora": "00:00",
    "fin_dia": "24/11/2026",
    "fin_hora": "10:42",
    "envio_dia": "25/11/2026",
    "envio_hora": "10:42",
    "fundamento": "Lineamientos 8",
    "acuerdo": "INE/CG/002/2026",
}


def a_vm(local: LocalTime, sent: list[PeriodoAct] | None = None) -> PeriodosVm:
    kept = [] if sent is None else sent

    def publish(act: PeriodoAct) -> PeriodoAct:
        kept.append(act)
        return replace(act, version=len(kept))

    return PeriodosVm(PeriodosGateway(lambda: (), publish), local)


def test_the_end_of_sending_is_proposed_24_hours_later(local: LocalTime) -> None:
    assert a_vm(local).proposed_sending("24/11/2026", "10:42") == ("25/11/2026", "10:42")
    assert a_vm(local).proposed_sending("24/11/2026", "10:4") == ("25/11/2026", "10:04")
    assert a_vm(local).proposed_sending("24/11", "10:42") == ("", "")


def test_24_hours_are_24_hours_where_clocks_change() -> None:
    from tests.admin_desktop.conftest import SetClock

    tijuana = LocalTime(SetClock(), lambda: "America/Tijuana")
    assert a_vm(tijuana).proposed_sending("07/03/2026", "12:00") == ("08/03/2026", "13:00")


def test_an_act_carries_the_instants_of_the_state(
    local: LocalTime, settle: Callable[[], None]
) -> None:
    sent: list[PeriodoAct] = []
    vm = a_vm(local, sent)
    vm.show_proceso(published(proceso_form.read_proceso(whole_form(), (CARGO,))))
    vm.publish(FORM)
    settle()
    assert sent[0].periodo.capture_ends_at == datetime(2026, 11, 24, 16, 42, tzinfo=UTC)
    assert vm.said == "Periodo publicado. Se capta hasta el 24 nov 2026, 10:42."
    [line] = vm.lines
    assert line.whom == "Diputación local, distrito 5"
    assert line.in_force
    assert line.version == "1"


def test_the_last_act_is_the_one_in_force(local: LocalTime, settle: Callable[[], None]) -> None:
    vm = a_vm(local)
    vm.publish(FORM)
    settle()
    vm.publish({**FORM, "fin_hora": "10:43", "envio_hora": "10:44", "acuerdo": "TEE-1"})
    settle()
    vm.publish({**FORM, "aspirante": "000137"})
    settle()
    assert [(line.version, line.in_force) for line in vm.lines] == [
        ("3", True),
        ("2", True),
        ("1", False),
    ]
    assert vm.lines[0].whom == "distrito-005 · Id 000137"


@pytest.mark.parametrize(
    ("field", "text", "shown", "code"),
    [
        ("cargo", "", "cargo", "Falta este dato."),
        ("inicio_dia", "2/2026", "inicio", "La fecha se escribe"),
        ("fin_hora", "25:00", "fin", "La hora se escribe"),
        ("envio_hora", "", "envio", "Falta este dato."),
        ("fundamento", "", "fundamento", "Falta este dato."),
        ("acuerdo", "", "acuerdo", "Falta este dato."),
        ("fin_dia", "01/11/2026", "fin", "Las fechas del periodo"),
    ],
)
def test_each_broken_field_is_said_beside_it(
    local: LocalTime, field: str, text: str, shown: str, code: str
) -> None:
    sent: list[PeriodoAct] = []
    vm = a_vm(local, sent)
    vm.publish({**FORM, field: text})
    assert list(vm.errors) == [shown]
    assert vm.errors[shown].startswith(code)
    assert not sent


def test_what_the_server_refuses_is_said_beside_its_field(
    local: LocalTime, settle: Callable[[], None]
) -> None:
    def refuse(_act: PeriodoAct) -> PeriodoAct:
        raise CentralRefused(
            "datos", 422, fields=(("periodo.sending_ends_at", "periodo_invertido"),)
        )

    vm = PeriodosVm(PeriodosGateway(lambda: (), refuse), local)
    vm.publish(FORM)
    settle()
    assert list(vm.errors) == ["envio"]


def test_it_says_whose_hours_these_are(local: LocalTime) -> None:
    assert a_vm(local).zone_said == "Hora local: Centro (Ciudad de México)."
