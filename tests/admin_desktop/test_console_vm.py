"""Numerals 6 and 27 in the aspirante's own console."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import TypeVar

import pytest

from admin_desktop.console.acuses_vm import AcusesGateway, ConsoleAcusesVm
from admin_desktop.console.auxiliares_vm import AuxiliaresGateway, AuxiliaresVm
from admin_desktop.console.avance_vm import OwnAvanceGateway, OwnAvanceVm
from admin_desktop.console.resend_vm import AGAIN, NOBODY, ResendGateway, ResendVm
from admin_desktop.console.standing import Standing
from admin_desktop.framework.local_time import LocalTime
from core.domain.apoyos.acuse import AcuseRow
from core.domain.proceso.dispersion import Dispersion, ReglaDispersion, Unidad
from core.domain.proceso.periodo import Periodo
from core.domain.registration.auxiliar import (
    AltaAuxiliar,
    AuxiliarOfAspirante,
    Baja,
    DeviceChange,
    Enlisted,
    Vinculo,
)
from core.domain.registration.coincidencia import Coincidencias, Datum
from core.domain.registration.invitacion import DECLINED
from core.errors import CentralRefused, CentralUnreachable, MachineTrouble
from core.wire import Page
from tests.admin_desktop.conftest import NOW
from tests.admin_desktop.test_avance_detalle import DETALLE, PERIODO
from tests.admin_desktop.test_lists_vm import AVANCE

Settle = Callable[[], None]
T = TypeVar("T")
FORM = {
    "nombre": "Rosa",
    "apellido_paterno": "Prueba",
    "apellido_materno": "Núñez",
    "sin_segundo_apellido": "",
    "nacimiento": "01/02/1990",
    "telefono": "55 1234 5678",
    "correo": "Rosa@Muestra.mx",
    "cuenta": "",
    "proveedor": "google",
}
ALTA = AltaAuxiliar(
    nombre="Rosa",
    apellido_paterno="Prueba",
    apellido_materno="Núñez",
    sin_segundo_apellido=False,
    fecha_nacimiento=date(1990, 2, 1),
    telefono="5512345678",
    correo="rosa@muestra.mx",
)
VINCULO = Vinculo("v1", "000201", "000137", NOW, accepted_at=NOW)
ROW = AuxiliarOfAspirante(VINCULO, ALTA, NOW, 214, 8, NOW, version=3)


class Console:
    """A server that remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []
        self.keys = count(1)
        self.trouble: Exception | None = None
        self.alike: frozenset[Datum] = frozenset()

    def gateway(self, *rows: AuxiliarOfAspirante) -> AuxiliaresGateway:
        return AuxiliaresGateway(
            page=lambda _s, _c: Page(rows, len(rows)),
            enlist=lambda alta, key: self.answer(Enlisted("v1"), alta, key),
            end=lambda vinculo, baja, seen: self.answer(
                replace(VINCULO, ended_at=NOW), vinculo, baja, seen
            ),
            send_code=lambda vinculo: self.answer(VINCULO, vinculo),
            change_device=lambda vinculo, change, seen: self.answer(VINCULO, vinculo, change, seen),
            new_key=lambda: f"llave-{next(self.keys)}",
            contacts=lambda _wanted: b"%PDF",
            alike=lambda asked: Coincidencias(("v7",) if asked.datum in self.alike else ()),
        )

    def answer(self, value: T, *asked: object) -> T:
        self.asked.append(asked)
        if self.trouble:
            raise self.trouble
        return value


def test_an_alta_carries_its_seven_data(local: LocalTime, settle: Settle) -> None:
    console = Console()
    vm = AuxiliaresVm(console.gateway(), local)
    vm.start_alta()
    vm.enlist({**FORM, "cuenta": "rosa.prueba"})
    settle()
    assert console.asked == [(replace(ALTA, cuenta="rosa.prueba", proveedor="google"), "llave-2")]
    assert vm.said == "Alta hecha. La persona recibe en su correo cómo aceptar y entrar."


def test_without_an_account_there_is_no_provider(local: LocalTime, settle: Settle) -> None:
    console = Console()
    vm = AuxiliaresVm(console.gateway(), local)
    vm.enlist(FORM)
    settle()
    assert console.asked[0][0] == ALTA


@pytest.mark.parametrize(
    ("alike", "changed", "said"),
    [
        ({Datum.CORREO}, {}, "Ese correo ya está en su lista"),
        ({Datum.NOMBRE}, {}, "ya hay una persona auxiliar con ese nombre"),
        (set(), {"cuenta": "rosa.prueba", "proveedor": ""}, "no dice si es de Google"),
    ],
)
def test_what_is_odd_in_an_alta_is_asked_before_it_is_sent(
    local: LocalTime, settle: Settle, alike: set[Datum], changed: dict[str, str], said: str
) -> None:
    console = Console()
    console.alike = frozenset(alike)
    vm = AuxiliaresVm(console.gateway(), local)
    asked: list[list[str]] = []
    vm.doubted.connect(asked.append)
    vm.enlist(FORM | changed)
    settle()
    assert not console.asked
    assert len(asked) == len(asked[0]) == 1
    assert said in asked[0][0]
    vm.enlist(FORM | changed, sure=True)
    settle()
    assert len(console.asked) == 1
    assert vm.said.startswith("Alta hecha.")


def test_an_alta_tried_again_is_the_same_one(local: LocalTime, settle: Settle) -> None:
    console = Console()
    console.trouble = CentralUnreachable()
    vm = AuxiliaresVm(console.gateway(), local)
    vm.enlist(FORM)
    settle()
    console.trouble = None
    vm.enlist(FORM)
    settle()
    vm.enlist({**FORM, "correo": "otra@muestra.mx"})
    settle()
    assert [asked[1] for asked in console.asked] == ["llave-1", "llave-1", "llave-2"]


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("nombre", "", "Falta este dato."),
        ("apellido_paterno", " ", "Falta este dato."),
        ("apellido_materno", "", "Falta el apellido materno."),
        ("nacimiento", "1990", "La fecha se escribe"),
        ("nacimiento", "25/11/2008", "La persona tiene menos de 18 años."),
        ("telefono", "", "Falta este dato."),
        ("telefono", "551234567", "El teléfono son diez números."),
        ("correo", "rosa@", "Esa dirección de correo no está completa."),
    ],
)
def test_each_broken_datum_is_said_beside_it(
    local: LocalTime, field: str, text: str, said: str
) -> None:
    console = Console()
    vm = AuxiliaresVm(console.gateway(), local)
    vm.enlist({**FORM, field: text})
    assert list(vm.errors) == [field]
    assert vm.errors[field].startswith(said)
    assert not console.asked


def test_a_person_of_eighteen_today_may_be_enlisted(local: LocalTime, settle: Settle) -> None:
    console = Console()
    vm = AuxiliaresVm(console.gateway(), local)
    vm.enlist(
        {**FORM, "nacimiento": "24/11/2008", "apellido_materno": "", "sin_segundo_apellido": "sí"}
    )
    settle()
    assert len(console.asked) == 1


def test_the_list_says_how_each_stands(local: LocalTime, settle: Settle) -> None:
    never = replace(ROW, device_activated_at=None, received=0, pending=0, pending_as_of=None)
    ended = replace(ROW, vinculo=replace(VINCULO, ended_at=NOW))
    vm = AuxiliaresVm(Console().gateway(ROW, never, ended), local)
    vm.load()
    settle()
    stand = [line.standing for line in vm.lines]
    assert stand == [Standing.WAITING, Standing.NEVER, Standing.ENDED]
    assert vm.lines[0].name == "Rosa Prueba Núñez"
    assert (vm.lines[0].as_of, vm.lines[1].as_of) == ("hoy 10:42", "ninguno")
    assert vm.foot == "1 a 3 de 3: 1 con pendientes, 1 nunca entró, 1 baja"


def test_who_was_not_accepted_is_shown_as_typed_and_nothing_more(
    local: LocalTime, settle: Settle
) -> None:
    pending = AuxiliarOfAspirante(
        replace(VINCULO, auxiliar="", accepted_at=None), ALTA, None, 0, 0, None
    )
    declined = replace(pending, vinculo=replace(pending.vinculo, ended_at=NOW, end_reason=DECLINED))
    vm = AuxiliaresVm(Console().gateway(pending, declined), local)
    vm.load()
    settle()
    assert [line.standing for line in vm.lines] == [Standing.PENDING, Standing.DECLINED]
    assert [(line.number, line.as_of, line.note) for line in vm.lines] == [("", "ninguno", "")] * 2
    assert vm.foot == "1 a 2 de 2: 1 por aceptar, 1 no aceptó"


def test_a_report_says_whose_it_is_and_names_no_other(local: LocalTime, settle: Settle) -> None:
    own = replace(ROW, reported_at=NOW, reported_by_me=True)
    others = replace(ROW, reported_at=NOW)
    suspended = replace(others, device_activated_at=None, suspended_at=NOW)
    vm = AuxiliaresVm(Console().gateway(own, others, suspended), local)
    vm.load()
    settle()
    assert [line.note for line in vm.lines] == [
        "Reportada robada por usted hoy 10:42.",
        "Reportada robada por otra candidatura hoy 10:42.",
        "Tableta suspendida por robo hoy 10:42, por la persona auxiliar o la Unidad Técnica.",
    ]
    stand = [line.standing for line in vm.lines]
    assert stand == [Standing.REPORTED, Standing.REPORTED, Standing.SUSPENDED]


def test_a_baja_needs_its_reason(local: LocalTime, settle: Settle) -> None:
    console = Console()
    vm = AuxiliaresVm(console.gateway(ROW), local)
    vm.load()
    settle()
    vm.end("v1", " ")
    assert list(vm.errors) == ["motivo"]
    assert not console.asked
    vm.end("v1", "Renunció")
    settle()
    assert console.asked == [("v1", Baja("Renunció"), 3)]
    assert vm.said == "Baja registrada hoy 10:42. Es definitiva."


def test_code_and_device_are_acts_of_their_own(local: LocalTime, settle: Settle) -> None:
    console = Console()
    vm = AuxiliaresVm(console.gateway(ROW), local)
    vm.send_code("v1")
    settle()
    vm.change_device("v1", "robada")
    settle()
    assert console.asked == [("v1",), ("v1", DeviceChange("robada"), 3)]
    assert vm.said.startswith("Reporte hecho: esa tableta ya no capta para usted.")
    vm.change_device("v1", "olvido")
    settle()
    assert vm.said.startswith("La persona recibe un código nuevo.")


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-24, "La captación empieza el 1 nov 2026, 10:42"),
        (-1.5, "Captación hasta el 25 nov 2026, 10:42 · quedan 2 días"),
        (0, "Captación hasta el 25 nov 2026, 10:42 · queda 1 día"),
        (0.5, "Captación hasta el 25 nov 2026, 10:42 · quedan 12 h 0 min"),
        (1.5, "Captación terminada el 25 nov 2026, 10:42 · se recibe hasta el 26 nov 2026, 10:42"),
        (3, "Captación terminada el 25 nov 2026, 10:42"),
    ],
)
def test_the_period_is_said_in_one_line(
    local: LocalTime, settle: Settle, days: float, said: str
) -> None:
    day = timedelta(days=1)
    starts = NOW - 23 * day
    periodo = Periodo(starts, NOW + day, NOW + 2 * day, "Lineamientos 8")
    gateway = OwnAvanceGateway(
        lambda: AVANCE, lambda _avance: periodo, lambda: DETALLE, lambda: Page((), 0)
    )
    vm = OwnAvanceVm(gateway, local)
    assert vm.until == "Todavía no hay periodo de captación"
    vm.load()
    settle()
    local.clock.at = NOW + days * day  # type: ignore[attr-defined]
    assert vm.until == said
    assert vm.figures is not None
    assert vm.figures.counted == "2,754"
    assert vm.newest_acuse == "Todavía no hay acuses."


def test_the_first_page_says_where_how_far_and_the_last_acuse(
    local: LocalTime, settle: Settle
) -> None:
    acuse = AcuseRow(12, "000201", 3, 25, 0, 25, NOW)
    rule = ReglaDispersion(Unidad.SECCION, 100, "MUESTRA", units=1)
    detalle = replace(DETALLE, dispersion=Dispersion(rule, (), None, None))
    gateway = OwnAvanceGateway(
        *(lambda: AVANCE, lambda _avance: PERIODO, lambda: detalle, lambda: Page((acuse,), 1))
    )
    vm = OwnAvanceVm(gateway, local)
    assert (vm.where, vm.ahead) == ("", "")
    vm.load()
    settle()
    assert vm.where.startswith("Cuentan apoyos de 1 de 118 secciones")
    assert vm.where.endswith("Dispersión: falta importar la geografía del cargo.")
    assert vm.ahead.startswith("Al 7 dic 2026: entre ")
    assert vm.newest_acuse == "Último acuse: 12 · hoy 10:42 · 25 recibidos"


ACUSE = AcuseRow(214, "000201", 3, 16, 8, 16, NOW)


def acuses_vm(local: LocalTime, save: Callable[[Path, bytes], None]) -> ConsoleAcusesVm:
    gateway = AcusesGateway(
        lambda _s, _c: Page((ACUSE,), 1), lambda n: f"%PDF {n}".encode(), lambda _n: b"{}", save
    )
    return ConsoleAcusesVm(gateway, local)


def test_an_acuse_is_listed_shown_and_kept(
    local: LocalTime, settle: Settle, tmp_path: Path
) -> None:
    vm = acuses_vm(local, lambda path, content: path.write_bytes(content) and None)
    vm.load()
    settle()
    [line] = vm.lines
    assert line.title == "Acuse 214 · hoy 10:42"
    assert line.counts == "16 recibidos · 8 pendientes"
    shown: list[str] = []
    vm.pdf_ready.connect(lambda _pdf, name: shown.append(name))
    vm.show_pdf(214)
    settle()
    assert shown == ["acuse_214.pdf"]
    vm.save_pdf(214, str(tmp_path / "a.pdf"))
    settle()
    vm.save_signed(214, str(tmp_path / "a.json"))
    settle()
    assert (tmp_path / "a.pdf").read_bytes() == b"%PDF 214"
    assert (tmp_path / "a.json").read_bytes() == b"{}"
    assert vm.said == f"Guardado en {tmp_path / 'a.json'}"


def test_a_file_that_cannot_be_written_is_said(local: LocalTime, settle: Settle) -> None:
    def full(_path: Path, _content: bytes) -> None:
        raise MachineTrouble({"detail": "no hay espacio en el disco"})

    vm = acuses_vm(local, full)
    vm.save_pdf(214, "")
    assert list(vm.errors) == ["ruta"]
    vm.save_pdf(214, "/dev/full")
    settle()
    assert vm.trouble is not None
    assert "no hay espacio" in vm.trouble.title


def test_a_tablet_is_told_to_wait_and_to_be_silent(local: LocalTime, settle: Settle) -> None:
    quiet = replace(ROW, pending=0)
    long_ago = NOW - timedelta(hours=49)
    silent = replace(ROW, device_activated_at=long_ago, pending_as_of=long_ago)
    unheard = replace(silent, pending=0, pending_as_of=None)
    vm = AuxiliaresVm(Console().gateway(ROW, quiet, silent, unheard), local)
    vm.load()
    settle()
    stand = [line.standing for line in vm.lines]
    assert stand == [Standing.WAITING, Standing.ACTIVE, Standing.SILENT, Standing.SILENT]
    assert vm.lines[2].as_of == "desde 22 nov 2026, 9:42"
    assert vm.lines[0].waiting == "Esa tableta dijo tener 8 registros por enviar, hoy 10:42."
    assert vm.lines[3].waiting.startswith("Esa tableta nunca ha dicho")


class Post(Console):
    """Sends codes again, and refuses some."""

    def __init__(self) -> None:
        super().__init__()
        self.refused: dict[str, Exception] = {}

    def vm(self, local: LocalTime, *rows: AuxiliarOfAspirante) -> ResendVm:
        def send(vinculo: str) -> Vinculo:
            self.asked.append((vinculo,))
            if vinculo in self.refused:
                raise self.refused[vinculo]
            return replace(VINCULO, id=vinculo)

        gateway = replace(self.gateway(), send_code=send)
        return ResendVm(ResendGateway(lambda _cursor: Page(rows, len(rows)), gateway), local)


def person(vinculo: str, *, entered: bool = False, accepted: bool = True) -> AuxiliarOfAspirante:
    known = replace(VINCULO, id=vinculo, accepted_at=NOW if accepted else None)
    return replace(ROW, vinculo=known, device_activated_at=NOW if entered else None)


def test_what_was_sent_goes_again_to_each_who_never_entered_once(
    local: LocalTime, settle: Settle
) -> None:
    post, asked = Post(), list[int]()
    rows = (person("v1"), person("v2", entered=True), person("v3", accepted=False))
    vm = post.vm(local, *rows)
    vm.counted.connect(asked.append)
    vm.count()
    settle()
    assert (asked, post.asked) == ([2], []), "nothing goes before the person says so"
    vm.send()
    for _ in range(4):
        settle()
    assert post.asked == [("v1",), ("v3",)]
    assert vm.said == "2 personas lo reciben otra vez en su correo."
    vm.count()
    settle()
    assert (asked, vm.said) == ([2], AGAIN)


def test_who_all_entered_gets_nothing(local: LocalTime, settle: Settle) -> None:
    vm = Post().vm(local, person("v2", entered=True))
    vm.count()
    settle()
    assert vm.said == NOBODY


def test_one_that_is_refused_stops_nobody_and_a_silent_server_does(
    local: LocalTime, settle: Settle
) -> None:
    post = Post()
    post.refused = {"v1": CentralRefused("vinculo_terminado", 409), "v3": CentralUnreachable()}
    vm = post.vm(local, *(person(f"v{n}") for n in range(1, 5)))
    vm.count()
    settle()
    vm.send()
    for _ in range(6):
        settle()
    assert post.asked == [("v1",), ("v2",), ("v3",)]
    assert vm.trouble is not None
    assert vm.trouble.code == "sin_servidor"
    assert not vm.sending
