"""Numeral 3 at the desk: the training, and who attended."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from admin_desktop.framework.local_time import LocalTime
from admin_desktop.screens.capacitacion.vm import CapacitacionGateway, CapacitacionVm, Guest
from core.domain.registration.capacitacion import Asistente, Capacitacion, CapacitacionRow
from core.domain.registration.constancia import Constancia, ConstanciaRow
from core.errors import CentralRefused
from core.wire import Page
from tests.admin_desktop.conftest import NOW

Settle = Callable[[], None]
ANA = Guest("Ana Muestra Ficticia", "IEE/CG/041/2026")
FORM = {
    "celebrada_dia": "24/11/2026",
    "celebrada_hora": "10:00",
    "lugar": "Sala 2",
    "instructor": "Eva Muestra",
    "temas": "Uso de la aplicación",
}


def a_constancia(number: int, *, delivered: bool) -> ConstanciaRow:
    constancia = Constancia(
        f"IEE/CG/{number:03d}/2026", date(2026, 10, 30), "Ana", "Muestra", "Ficticia",
        sin_segundo_apellido=False, sobrenombre="", cargo="distrito-005",
        delivered_at=NOW if delivered else None,
    )  # fmt: skip
    return ConstanciaRow(number, constancia, "", due_today=False)


def a_vm(
    local: LocalTime,
    sent: list[Capacitacion],
    record: Callable[[Capacitacion, str], CapacitacionRow] | None = None,
) -> CapacitacionVm:
    def keep(session: Capacitacion, _key: str) -> CapacitacionRow:
        sent.append(session)
        return CapacitacionRow(len(sent), session)

    rows = (a_constancia(41, delivered=True), a_constancia(42, delivered=False))
    gateway = CapacitacionGateway(
        page=lambda _s, _c: Page((), 0),
        constancias=lambda _s, _c: Page(rows, 2),
        record=record or keep,
        pdf=lambda number: b"%PDF-" + str(number).encode(),
    )
    return CapacitacionVm(gateway, local)


def test_only_delivered_constancias_may_be_ticked(local: LocalTime, settle: Settle) -> None:
    vm = a_vm(local, [])
    vm.load()
    settle()
    assert [guest.label for guest in vm.guests] == ["Ana Muestra Ficticia · IEE/CG/041/2026"]


def test_other_people_are_added_by_name_once(local: LocalTime) -> None:
    vm = a_vm(local, [])
    assert vm.add_other("Omar  Ficticio")
    assert not vm.add_other("Omar Ficticio")
    assert vm.errors["otra"].startswith("Eso ya está en la lista.")
    assert not vm.add_other(" ")
    assert [guest.label for guest in vm.guests] == ["Omar Ficticio"]


def test_a_session_is_recorded_with_its_people(local: LocalTime, settle: Settle) -> None:
    sent: list[Capacitacion] = []
    vm = a_vm(local, sent)
    recorded: list[int] = []
    vm.recorded.connect(recorded.append)
    vm.record(FORM, (ANA, Guest("Omar Ficticio")))
    settle()
    assert recorded == [1]
    assert sent[0].held_at == datetime(2026, 11, 24, 16, 0, tzinfo=UTC)
    assert sent[0].asistentes == (
        Asistente("Ana Muestra Ficticia", "IEE/CG/041/2026"),
        Asistente("Omar Ficticio"),
    )
    assert vm.said == "Capacitación guardada con 2 asistentes."
    assert vm.lines[0].people[1] == Guest("Omar Ficticio")
    assert vm.lines[0].held == "hoy 10:00"


@pytest.mark.parametrize(
    ("field", "text", "shown"),
    [
        ("celebrada_dia", "", "celebrada"),
        ("celebrada_hora", "10", "celebrada"),
        ("lugar", " ", "lugar"),
        ("instructor", "", "instructor"),
        ("temas", "", "temas"),
    ],
)
def test_each_broken_field_is_said_beside_it(
    local: LocalTime, field: str, text: str, shown: str
) -> None:
    sent: list[Capacitacion] = []
    vm = a_vm(local, sent)
    vm.record({**FORM, field: text}, (ANA,))
    assert list(vm.errors) == [shown]
    assert not sent


def test_a_session_without_people_is_not_sent(local: LocalTime) -> None:
    sent: list[Capacitacion] = []
    vm = a_vm(local, sent)
    vm.record(FORM, ())
    assert list(vm.errors) == ["asistentes"]
    assert not sent


def test_what_the_server_refuses_keeps_the_others(local: LocalTime, settle: Settle) -> None:
    def refuse(_session: Capacitacion, _key: str) -> CapacitacionRow:
        raise CentralRefused("falta_dato", 422, fields=(("held_at", "falta_dato"),))

    vm = a_vm(local, [], refuse)
    vm.add_other("Omar Ficticio")
    vm.record(FORM, (Guest("Omar Ficticio"),))
    settle()
    assert list(vm.errors) == ["celebrada"]
    assert vm.guests == (Guest("Omar Ficticio"),)


def test_the_attendance_list_comes_with_its_name(local: LocalTime, settle: Settle) -> None:
    vm = a_vm(local, [])
    came: list[tuple[bytes, str]] = []
    vm.pdf_ready.connect(lambda pdf, name: came.append((bytes(pdf), name)))
    vm.show_pdf(7)
    settle()
    assert came == [(b"%PDF-7", "lista_de_asistencia_7.pdf")]


def test_a_new_form_starts_now(local: LocalTime) -> None:
    assert a_vm(local, []).now_texts == {"celebrada_dia": "24/11/2026", "celebrada_hora": "10:42"}
