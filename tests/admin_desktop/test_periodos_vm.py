"""Numerals 12 and 26 at the desk: hours of the state, and 24:00:00 proposed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from admin_desktop.framework.local_time import LocalTime
from admin_desktop.screens.proceso import form as proceso_form
from admin_desktop.screens.proceso.periodos_vm import PeriodosGateway, PeriodosVm
from admin_desktop.screens.proceso.signing import Change, Signing
from core.domain.proceso.periodo import PeriodoAct
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

    def publish(act: PeriodoAct, _seen: int) -> PeriodoAct:
        kept.append(replace(act, version=len(kept) + 1))
        return kept[-1]

    return PeriodosVm(PeriodosGateway(lambda: tuple(kept), publish), local)


def sign(vm: PeriodosVm, settle: Callable[[], None], **changed: str) -> Signing:
    """Publish a form: look at what is signed, and sign it."""
    shown: list[Signing] = []
    vm.to_sign.connect(shown.append)
    vm.publish(FORM | changed)
    settle()
    vm.to_sign.disconnect(shown.append)
    [signing] = shown
    vm.sign()
    settle()
    return signing


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
    signing = sign(vm, settle)
    assert signing.is_first
    assert ("Fin", "24 nov 2026, 10:42") in signing.whole
    assert sent[0].periodo.ground == "Lineamientos 8"
    assert sent[0].periodo.capture_ends_at == datetime(2026, 11, 24, 16, 42, tzinfo=UTC)
    assert vm.said == "Periodo publicado. Se capta hasta el 24 nov 2026, 10:42."
    [line] = vm.lines
    assert line.whom == "Diputación local, distrito 5"
    assert line.in_force
    assert line.version == "1"


def test_the_last_act_is_the_one_in_force(local: LocalTime, settle: Callable[[], None]) -> None:
    vm = a_vm(local)
    sign(vm, settle)
    longer = {"fin_hora": "10:43", "envio_hora": "10:44", "fundamento_envio": "Sentencia 1"}
    sign(vm, settle, acuerdo="TEE-1", **longer)
    sign(vm, settle, aspirante="000137")
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
    def refuse(_act: PeriodoAct, _seen: int) -> PeriodoAct:
        raise CentralRefused(
            "datos", 422, fields=(("periodo.sending_ends_at", "periodo_invertido"),)
        )

    vm = PeriodosVm(PeriodosGateway(lambda: (), refuse), local)
    sign(vm, settle)
    assert list(vm.errors) == ["envio"]


def test_it_says_whose_hours_these_are(local: LocalTime) -> None:
    assert a_vm(local).zone_said == "Hora local: Centro (Ciudad de México)."


def test_another_end_of_sending_asks_for_its_ground(
    local: LocalTime, settle: Callable[[], None]
) -> None:
    sent: list[PeriodoAct] = []
    vm = a_vm(local, sent)
    other = {"envio_hora": "10:43"}
    assert not vm.is_unusual(FORM)
    assert vm.is_unusual(FORM | other)
    vm.publish(FORM | other)
    assert list(vm.errors) == ["fundamento_envio"]
    sign(vm, settle, **other, fundamento_envio="Sentencia TEE-9")
    assert sent[0].periodo.ground == "Lineamientos 8\nEnvío hasta: Sentencia TEE-9"
    assert not sent[0].periodo.is_usual


def test_the_same_period_twice_is_refused_beside_its_end(
    local: LocalTime, settle: Callable[[], None]
) -> None:
    sent: list[PeriodoAct] = []
    vm = a_vm(local, sent)
    sign(vm, settle)
    vm.publish({**FORM, "acuerdo": "INE/CG/003/2026"})
    settle()
    assert vm.errors["fin"].startswith("Ese periodo ya está publicado")
    assert len(sent) == 1
    sign(vm, settle, aspirante="000137")
    assert len(sent) == 2, "for one aspirante it is another period"


def test_what_changes_against_the_dates_in_force_is_shown(
    local: LocalTime, settle: Callable[[], None]
) -> None:
    vm = a_vm(local)
    sign(vm, settle)
    signing = sign(vm, settle, fin_dia="30/11/2026", envio_dia="01/12/2026", acuerdo="TEE-1")
    assert not signing.is_first
    assert signing.changes == (
        Change("Fin", "24 nov 2026, 10:42", "30 nov 2026, 10:42"),
        Change("Envío hasta", "25 nov 2026, 10:42", "1 dic 2026, 10:42"),
        Change("Acuerdo", "INE/CG/002/2026", "TEE-1"),
    )


def test_midnight_is_typed_as_the_norm_writes_it(
    local: LocalTime, settle: Callable[[], None]
) -> None:
    sent: list[PeriodoAct] = []
    vm = a_vm(local, sent)
    assert vm.proposed_sending("24/11/2026", "24:00 horas") == ("26/11/2026", "00:00")
    sign(vm, settle, fin_hora="24:00:00 horas", envio_hora="24:00 hrs.")
    assert sent[0].periodo.capture_ends_at == datetime(2026, 11, 25, 6, tzinfo=UTC)
    assert sent[0].periodo.is_usual


@pytest.mark.parametrize(
    ("field", "text", "shown", "said"),
    [
        ("fin_dia", "31/11/2026", "fin", "Ese día no existe"),
        ("inicio_dia", "2026-02-30", "inicio", "Ese día no existe"),
    ],
)
def test_a_day_that_does_not_exist_is_told_so(
    local: LocalTime, field: str, text: str, shown: str, said: str
) -> None:
    vm = a_vm(local)
    vm.publish({**FORM, field: text})
    assert vm.errors[shown].startswith(said)


def test_an_hour_that_comes_twice_or_never_is_said() -> None:
    from tests.admin_desktop.conftest import SetClock

    vm = a_vm(LocalTime(SetClock(), lambda: "America/Tijuana"))
    vm.publish({**FORM, "inicio_dia": "08/03/2026", "inicio_hora": "02:30"})
    assert vm.errors["inicio"].startswith("Ese día los relojes saltan")
    vm.publish({**FORM, "inicio_dia": "01/11/2026", "inicio_hora": "01:30"})
    assert "llega dos veces" in vm.errors["inicio"]
