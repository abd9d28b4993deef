"""«Hoy» in words: how many there are, how many are not told one by one, and what each opens."""

from collections.abc import Callable

import pytest

from admin_desktop.framework.local_time import LocalTime
from admin_desktop.framework.subjects import ToFind, ToTrain, ToVulneraciones
from admin_desktop.screens.hoy.vm import HoyGateway, HoyGroup, HoyVm
from core.domain.desk.hoy import Hoy, Pendiente, PendienteKind, Pendientes
from tests.admin_desktop.conftest import NOW

ABOUT = {PendienteKind.SOLICITUD: "2026-11-30", PendienteKind.PERIODO: "captación"}
OPENS = {
    PendienteKind.REGISTRAR: ("registro", None),
    PendienteKind.PERIODO: ("proceso", None),
    PendienteKind.CORREO: ("correos", ToFind("qué")),
    PendienteKind.APARTADO: ("apartados", ToFind("ref")),
    PendienteKind.PADRON: ("padron", None),
    PendienteKind.GEOGRAFIA: ("proceso", None),
    PendienteKind.ROBADA: ("tabletas", ToFind("más")),
    PendienteKind.SOLICITUD: ("datos", ToFind("ref")),
    PendienteKind.VULNERACION: ("datos", ToVulneraciones()),
    PendienteKind.CAPACITAR: ("capacitacion", ToTrain()),
    PendienteKind.SILENCIO: ("expediente", "ref"),
}


@pytest.fixture
def group(local: LocalTime, settle: Callable[[], None]) -> Callable[[Pendientes], HoyGroup]:
    """Return what says one group as the page shows it."""

    def said(found: Pendientes) -> HoyGroup:
        vm = HoyVm(HoyGateway(lambda: Hoy(NOW, (found,)), lambda cargo: f"Cargo {cargo}"), local)
        vm.load()
        settle()
        (only,) = vm.groups
        return only

    return said


def a_thing(kind: PendienteKind, *, urgent: bool = False) -> Pendiente:
    return Pendiente("qué", ABOUT.get(kind, "más"), "ref", NOW, urgent=urgent)


@pytest.mark.parametrize("kind", OPENS)
def test_each_thing_opens_what_it_is_about(
    group: Callable[[Pendientes], HoyGroup], kind: PendienteKind
) -> None:
    (row,) = group(Pendientes(kind, 1, (a_thing(kind),))).rows
    assert (row.area, row.subject) == OPENS[kind]
    assert row.what
    assert row.more


@pytest.mark.parametrize(("total", "rest"), [(2, ""), (3, "Y 1 más."), (1502, "Y 1,500 más.")])
def test_how_many_are_not_told_one_by_one_is_said(
    group: Callable[[Pendientes], HoyGroup], total: int, rest: str
) -> None:
    thing = a_thing(PendienteKind.CORREO)
    found = group(Pendientes(PendienteKind.CORREO, total, (thing, thing)))
    assert found.rest == rest
    assert found.title == f"Correos que no se pudieron enviar: {total:,}"
    assert len(found.rows) == 2


@pytest.mark.parametrize(
    ("urgent", "total", "title"),
    [
        (2, 2, "Falta registrar hoy, antes de las 24:00: 2"),
        (2, 5, "Falta registrar hoy, antes de las 24:00: 2 · de días anteriores: 3"),
        (0, 2, "Falta registrar: 2"),
    ],
)
def test_what_this_day_decides_is_counted_apart(
    group: Callable[[Pendientes], HoyGroup], urgent: int, total: int, title: str
) -> None:
    kind = PendienteKind.REGISTRAR
    found = group(
        Pendientes(kind, total, tuple(a_thing(kind, urgent=n < urgent) for n in range(2)))
    )
    assert (found.title, found.presses) == (title, True)
