"""desk.import_auxiliares: 300 auxiliares from a CSV, from the file's name to the last alta."""

import os
import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from admin_desktop.console.auxiliares_vm import AuxiliaresGateway
from admin_desktop.console.lista_vm import ListaGateway, ListaVm
from admin_desktop.framework.local_time import LocalTime
from core.central.database import open_database
from core.central.migrations import upgrade
from core.client.consola import AuxiliaresClient
from core.client.transport import Transport
from core.clock import SystemClock
from core.procedure.csv_lista import read_lista
from core.settings.server import ServerSettings
from tests.apoyo_world import FIRST, World
from tests.bench.figure import Figure
from tests.central_server import Central, make_keys, running

_ROWS, _PATIENCE_SECONDS, _PAGE = 300, 300, 500
_HEAD = "nombre,apellido_paterno,apellido_materno,nacimiento,telefono,correo"
_PLACE = Path(__file__).resolve().parents[2] / "out"


def measure() -> list[Figure]:
    """Return the seconds from reading the file to the last alta, every mail in the outbox once."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QCoreApplication.instance() or QCoreApplication([])
    _PLACE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=_PLACE) as place:
        settings = ServerSettings(data=Path(place) / "central")
        make_keys(settings.data / "keys")
        engine = open_database(settings.database)
        upgrade(engine)
        engine.dispose()
        with running(settings) as central:
            World.made(central)
            file = Path(place) / "auxiliares.csv"
            file.write_text("\n".join((_HEAD, *map(_person, range(_ROWS)))), "utf-8")
            vm = _vm(central)
            began = time.perf_counter()
            vm.read(str(file))
            _wait(app, vm, lambda: vm.is_read)
            read = time.perf_counter() - began
            vm.send(doubts=False)
            _wait(app, vm, lambda: vm.begun and not vm.sending)
            spent = time.perf_counter() - began
            mails = _mails(central)
    if mails != _ROWS:
        raise RuntimeError(f"{mails} correos para {_ROWS} altas")
    conditions = (
        f"{_ROWS} renglones, servidor real con TLS y SQLite en el mismo proceso, un correo por "
        f"alta en la bandeja; revisar el archivo tomó {read:.2f} s"
    )
    return [Figure("desk.import_auxiliares", spent, "s", None, conditions)]


def _person(number: int) -> str:
    name = f"Persona {number},Ficticia,Muestra"
    return f"{name},01/02/1990,55 1234 5678,persona{number}@muestra.invalid"


def _vm(central: Central) -> ListaVm:
    token = central.aspirante(FIRST).token
    asked = AuxiliaresClient(Transport(central.url, central.authority, token))
    keys = count()
    auxiliares = AuxiliaresGateway(
        page=asked.page,
        enlist=asked.enlist,
        end=asked.end,
        send_code=asked.send_code_again,
        change_device=asked.change_device,
        new_key=lambda: f"medida-{next(keys)}",
        contacts=asked.contacts,
        alike=asked.alike,
    )
    gateway = ListaGateway(
        read=lambda path: read_lista(path.read_bytes()),
        own=lambda cursor: asked.page(cursor=cursor, limit=_PAGE),
        auxiliares=auxiliares,
    )
    return ListaVm(gateway, LocalTime(SystemClock(), lambda: "America/Mexico_City"))


def _wait(app: QCoreApplication, vm: ListaVm, done: Callable[[], bool]) -> None:
    until = time.monotonic() + _PATIENCE_SECONDS
    while not done():
        app.processEvents()
        time.sleep(0.005)
        if vm.trouble is not None or time.monotonic() > until:
            raise RuntimeError(vm.trouble.sentence if vm.trouble else "sin fin")


def _mails(central: Central) -> int:
    with central.deps.units.reading() as work:
        page = work.outbox.page(after=0, limit=1, search="muestra.invalid")
    return page.total
