"""Altas from a file: each row judged as the form would, sent once, stopped and gone on with."""

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin_desktop.console.lista_rows import RowState, judged
from admin_desktop.console.lista_vm import ListaGateway, ListaVm
from admin_desktop.framework.local_time import LocalTime
from core.domain.apoyos.apoyo_errors import AlreadyEnlisted
from core.domain.registration.auxiliar import AltaAuxiliar, AuxiliarOfAspirante, Enlisted
from core.domain.registration.lista_altas import TITLES, ListaAltas, ListedAlta
from core.errors import CentralRefused, CentralUnreachable
from core.procedure.csv_lista import read_lista
from core.wire import Page
from tests.admin_desktop.conftest import NOW
from tests.admin_desktop.test_console_vm import ROW, Console
from tests.admin_desktop.workbook import Workbook

Settle = Callable[[], None]
HEAD = (
    "nombre,apellido_paterno,apellido_materno,sin_segundo_apellido,nacimiento,telefono,correo,"
    "proveedor,cuenta"
)


def person(number: int, **changes: str) -> str:
    said = {
        "nombre": f"Persona {number}",
        "paterno": "Ficticia",
        "materno": "Muestra",
        "alone": "",
        "nacimiento": "01/02/1990",
        "telefono": "55 1234 5678",
        "correo": f"persona{number}@muestra.example",
        "proveedor": "",
        "cuenta": "",
    }
    return ",".join((said | changes).values())


class Office(Console):
    """A console whose auxiliares are those of a list, and which may refuse an alta."""

    def __init__(self, *own: AuxiliarOfAspirante) -> None:
        super().__init__()
        self.own = list(own)
        self.refuse: Callable[[AltaAuxiliar], None] = lambda _alta: None

    def enlist(self, alta: AltaAuxiliar, key: str) -> Enlisted:
        self.refuse(alta)
        self.asked.append((alta, key))
        return Enlisted(key)

    def vm(self, local: LocalTime) -> ListaVm:
        auxiliares = replace(self.gateway(), enlist=self.enlist)
        own = self.own
        return ListaVm(
            ListaGateway(
                read=lambda path: read_lista(path.read_bytes()),
                own=lambda _cursor: Page(tuple(own), len(own)),
                auxiliares=auxiliares,
            ),
            local,
        )


@pytest.fixture
def read(local: LocalTime, settle: Settle, tmp_path: Path) -> Callable[..., tuple[ListaVm, Office]]:
    """Return what reads a file of these rows."""

    def run(*rows: str, own: tuple[AuxiliarOfAspirante, ...] = ()) -> tuple[ListaVm, Office]:
        office = Office(*own)
        vm = office.vm(local)
        path = tmp_path / "lista.csv"
        path.write_text("\n".join((HEAD, *rows)), "utf-8")
        vm.read(str(path))
        settle()
        assert vm.trouble is None, vm.trouble
        return vm, office

    return run


Read = Callable[..., tuple[ListaVm, Office]]


def found(vm: ListaVm) -> list[tuple[int, str, str]]:
    """Return line, field and the beginning of each sentence."""
    return [(each.row.line, each.field, each.sentence) for each in vm.lines if each.field]


def test_every_error_of_a_row_is_told_in_the_words_of_the_form(read: Read) -> None:
    wrong = person(1, nombre="", telefono="123", correo="no", nacimiento="31/02/1990", alone="ajá")
    vm, _ = read(wrong, person(2, proveedor="otra"), person(3, nacimiento="01/01/2020"))
    assert [(line, field) for line, field, _ in found(vm)] == [
        (2, "Nombre(s)"),
        (2, "Sin segundo apellido"),
        (2, "Fecha de nacimiento"),
        (2, "Número telefónico"),
        (2, "Correo electrónico"),
        (3, "Cuenta de"),
        (4, "Fecha de nacimiento"),
    ]
    assert vm.counts == ((RowState.WRONG, 3),)
    assert vm.to_send(doubts=True) == 0


def test_who_is_there_already_and_who_comes_twice(read: Read) -> None:
    own = replace(ROW, alta=replace(ROW.alta, correo="persona1@muestra.example"))
    named = replace(own, alta=replace(own.alta, nombre="PERSONA  1", apellido_paterno="Fictícia"))
    named = replace(named, alta=replace(named.alta, apellido_materno="muestra"))
    over = replace(own, vinculo=replace(own.vinculo, ended_at=NOW))
    vm, _ = read(person(1), own=(named,))
    assert vm.counts == ((RowState.KNOWN, 1),)
    vm, _ = read(person(1), own=(over,))
    assert vm.counts == ((RowState.READY, 1),)
    vm, _ = read(person(1), own=(own,))
    assert vm.counts == ((RowState.WRONG, 1),)
    assert "ya está en su lista" in found(vm)[0][2]
    vm, _ = read(
        person(1), person(2, correo="Persona1@muestra.example"), person(1, correo="b@c.mx")
    )
    assert vm.counts == ((RowState.READY, 1), (RowState.DOUBT, 1), (RowState.WRONG, 1))
    assert [(line, field) for line, field, _ in found(vm)] == [
        (3, "Correo electrónico"),
        (4, "Nombre(s)"),
    ]
    assert "renglón 2" in found(vm)[0][2]


def test_rows_are_sent_once_each_and_a_stopped_file_goes_on(read: Read, settle: Settle) -> None:
    vm, office = read(*map(person, range(5)))
    begun, go_on = Event(), Event()

    def wait(alta: AltaAuxiliar) -> None:
        if alta.nombre == "Persona 2":
            begun.set()
            assert go_on.wait(60)

    office.refuse = wait
    vm.send(doubts=False)
    assert begun.wait(60)
    assert vm.progress == "Dando de alta: 2 de 5."
    assert vm.share == pytest.approx(0.4)
    vm.stop()
    go_on.set()
    settle()
    assert vm.said == "3 altas hechas. Se detuvo: 2 renglones esperan."
    assert vm.begun
    vm.send(doubts=False)
    settle()
    assert vm.counts == ((RowState.DONE, 5),)
    names = [alta.nombre for alta, _key in office.asked if isinstance(alta, AltaAuxiliar)]
    assert names == [f"Persona {n}" for n in range(5)]
    vm.send(doubts=False)
    settle()
    assert len(office.asked) == 5


def test_after_a_lost_answer_the_same_key_is_sent(read: Read, settle: Settle) -> None:
    vm, office = read(person(0), person(1))

    def lost(_alta: AltaAuxiliar) -> None:
        office.refuse = lambda _alta: None
        raise CentralUnreachable

    office.refuse = lost
    vm.send(doubts=False)
    settle()
    assert vm.trouble is not None
    assert vm.trouble.code == "sin_servidor"
    assert vm.to_send(doubts=False) == 2
    keys = [row.row.key for row in vm.lines]
    vm.send(doubts=False)
    settle()
    assert [key for _alta, key in office.asked] == keys


def test_what_the_server_refuses_stays_with_its_row(read: Read, settle: Settle) -> None:
    vm, office = read(*map(person, range(4)))

    def refuse(alta: AltaAuxiliar) -> None:
        if alta.nombre == "Persona 0":
            raise CentralRefused(AlreadyEnlisted.code, 409)
        if alta.nombre == "Persona 1":
            fields = (("body.fecha_nacimiento", "menor_de_edad"), ("body.raro", "falta"))
            raise CentralRefused("datos_invalidos", 422, fields=fields)
        if alta.nombre == "Persona 3":
            raise CentralRefused("aspirante_cerrado", 409)

    office.refuse = refuse
    vm.send(doubts=False)
    settle()
    assert vm.trouble is not None
    assert vm.counts == (
        (RowState.READY, 1),
        (RowState.KNOWN, 1),
        (RowState.WRONG, 1),
        (RowState.DONE, 1),
    )
    assert [(line, field) for line, field, _ in found(vm)] == [
        (3, "Fecha de nacimiento"),
        (3, "Renglón"),
    ]


def test_doubts_are_sent_only_where_the_person_says_so(read: Read, settle: Settle) -> None:
    vm, office = read(person(0), person(1, cuenta="persona1"), person(0, correo="otro@muestra.mx"))
    assert (vm.doubts, vm.to_send(doubts=False), vm.to_send(doubts=True)) == (2, 1, 3)
    vm.send(doubts=True)
    settle()
    assert len(office.asked) == 3


def test_the_result_is_a_file_that_can_be_read_again(
    read: Read, settle: Settle, tmp_path: Path
) -> None:
    vm, office = read(person(0, nombre="=cmd()"), person(1, telefono="12"))
    vm.send(doubts=False)
    settle()
    path = tmp_path / "resultado.csv"
    vm.save_result(str(path))
    settle()
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    assert rows[0][0] == "Renglón"
    assert [row[0] for row in rows[1:]] == ["2", "3"]
    assert [row[-2] for row in rows[1:]] == ["Dada de alta", "Con errores"]
    assert rows[2][-1].startswith("Número telefónico: ")
    vm.save_result(str(path.with_suffix(".xlsx")))
    settle()
    assert Workbook.of(path.with_suffix(".xlsx"))["Lista"][1][:2] == [2, "=cmd()"]
    again = office.vm(vm._local)
    again.read(str(path))
    settle()
    assert again.form.endswith("No se usa: «Renglón», «Estado», «Qué corregir».")
    assert next(each.row.name for each in again.lines).startswith("=cmd()")


def test_the_template_is_read_and_its_row_is_right(
    local: LocalTime, settle: Settle, tmp_path: Path
) -> None:
    vm = Office().vm(local)
    path = tmp_path / "plantilla.csv"
    vm.save_template(str(path))
    settle()
    assert vm.said == "Guardado: plantilla.csv."
    vm.read(str(path))
    settle()
    assert vm.counts == ((RowState.READY, 1),)


def test_a_file_that_is_not_there_is_told_at_its_field(local: LocalTime, settle: Settle) -> None:
    vm = Office().vm(local)
    for path in ("", "/no/hay.csv"):
        vm.read(path)
        settle()
        assert "archivo" in vm.errors


@given(st.text(max_size=60), st.text(max_size=30))
def test_no_text_breaks_the_preview(name: str, rest: str) -> None:

    texts = dict.fromkeys(TITLES, rest) | {"nombre": name}
    lista = ListaAltas("UTF-8", "coma", (), (ListedAlta(2, texts),), ())
    (row,) = judged(lista, (), today=NOW.date(), new_key=lambda: "k")
    assert row.state in (RowState.WRONG, RowState.READY, RowState.DOUBT)
