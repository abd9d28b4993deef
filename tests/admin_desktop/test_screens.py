"""Every screen of the desk in every state that matters, as a picture and as a list of controls.

`make test` walks the longest names at the least and the usual size, light;
`make soak` and `make screens` all.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from admin_desktop.framework import theme
from admin_desktop.main import Desk
from admin_desktop.parts.buttons import Button
from core.domain.access.roles import Role
from tests.admin_desktop.by_name import Eyes, settle
from tests.admin_desktop.conftest import WAIT, sign_in, trust
from tests.admin_desktop.screen_worlds import ID, WORLDS
from tests.admin_desktop.test_journey_console import give_password
from tests.admin_desktop.test_journey_staff import open_account
from tests.admin_desktop.test_keys import searched
from tests.admin_desktop.test_mi_cuenta import code_of, to_code, turn_on
from tests.central_server import Central
from tests.screens.catalogue import WHOLE, faults
from tests.screens.widgets import look_at, sideways_faults, tab_faults
from tests.walkthrough.relay import Relay

LEAST, USUAL = (960, 500), (1280, 800)
_OTHERS = ((1024, 768), (1280, 720), (1920, 1080))
_TARGET, _CONTRAST = 24, 4.5

STAFF = {
    "Hoy": (),
    "Proceso y plazos": ("Plazos", "Geografía"),
    "Constancias": ("Nueva constancia",),
    "Aspirantes": ("Abrir expediente", "Documentos escaneados"),
    "Capacitación": ("Registrar capacitación",),
    "Avance": ("Ver en detalle",),
    "Lista nominal": ("Lotes para la DERFE",),
    "Por revisar": (),
    "Correos": ("Leer correo", "Solo fallidos"),
    "Tabletas reportadas": (),
    "Apartados": (),
    "Datos personales": (
        *("Pedir lo que falta", "Dejarla como está"),
        *("Nueva solicitud", "Vulneraciones", "Asentar vulneración"),
    ),
    "Cuentas": ("Abrir cuenta nueva",),
    "Bitácora": ("Filtrar actos",),
    "Mi cuenta": ("Pedir un código al entrar",),
}
"""Each place of the sidebar, and what opens from it."""
CONSOLE = {
    "Avance y auxiliares": ("Dar de alta a un auxiliar", "Alta con un archivo"),
    "Avance en detalle": (),
    "Acuses": (),
    "Mi cuenta": (),
}
LISTS = {"Aspirantes": "Lista de aspirantes"}
"""The list of which one is chosen first, so that there is something to open."""
FORMS = {
    ("Proceso y plazos", "Plazos"): "Publicar periodo",
    ("Proceso y plazos", "Geografía"): "Importar geografía",
    ("Constancias", "Nueva constancia"): "Expedir constancia",
    ("Capacitación", "Registrar capacitación"): "Guardar capacitación",
    ("Datos personales", "Nueva solicitud"): "Recibir solicitud",
    ("Cuentas", "Abrir cuenta nueva"): "Abrir cuenta",
    ("Mi cuenta", "Pedir un código al entrar"): "Empezar a pedirlo",
}
"""What is pressed too early, so that each field says what it lacks."""
ONLY_WHOLE = pytest.mark.skipif(not WHOLE, reason="make screens")
"""What only the whole catalogue draws."""


@dataclass
class Walk:
    """One window on its way; what it found."""

    eyes: Eyes
    desk: Desk
    sizes: tuple[tuple[int, int], ...]
    theme: str = "claro"
    found: list[str] = field(default_factory=list)

    def see(
        self, screen: str, state: str, *, tab: bool = True, rest: Callable[[], None] = settle
    ) -> None:
        """Draw and judge what is shown, at every size; `rest` waits until it stands."""
        for size in self.sizes:
            self.desk.shell.resize(*size)
            rest()
            shown = look_at(self.desk.shell, screen, state, self.theme)
            shown.keep()
            self.found += faults(shown, least_target=_TARGET, least_contrast=_CONTRAST)
            if size != (self.desk.shell.width(), self.desk.shell.height()):
                self.found.append(f"{screen}: no cabe en {size}: {self.desk.shell.size()}")
            place = f"{screen}, {state}, {size[0]}×{size[1]}"
            self.found += [f"{place}: {each}" for each in sideways_faults(self.desk.shell)]
            if tab:
                self.found += [f"{screen}, {state}: {each}" for each in tab_faults(self.desk.shell)]

    def through(self, places: dict[str, tuple[str, ...]], state: str, *, tab: bool = True) -> None:
        """See each place and what opens from it."""
        for place, openings in places.items():
            self.eyes.press(place)
            settle()
            self.see(place, state, tab=tab)
            if place in LISTS and LISTS[place] in self.eyes.controls():
                self.eyes.go(LISTS[place])
                self.eyes.key(Qt.Key.Key_Home)
                settle()
                self.see(f"{place} elegido", state, tab=tab)
            for opening in openings:
                if opening in self.eyes.controls():
                    self.eyes.press(opening)
                    settle()
                    self.see(f"{place} {opening}", state, tab=tab)
            self.eyes.leave_form()


@pytest.fixture(params=["claro", "oscuro"] if WHOLE else ["claro"])
def look(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """Dress the desk in a theme."""
    theme.dress(qapp, dark=request.param == "oscuro")
    yield str(request.param)
    theme.dress(qapp, dark=False)


@pytest.fixture
def walk(look: str, eyes: Eyes, desk: Desk) -> Walk:
    sizes = (LEAST, USUAL, *_OTHERS) if WHOLE else (LEAST, USUAL)
    return Walk(eyes, desk, sizes, look)


@pytest.mark.parametrize("world", WORLDS if WHOLE else ["larga"])
def test_the_staff(world: str, server: Central, walk: Walk, qtbot: QtBot) -> None:
    WORLDS[world](server)
    open_account(server, "todo", *(set(Role) - {Role.ASPIRANTE}))
    sign_in(walk.eyes, server, qtbot, "todo")
    walk.through(STAFF, world)
    assert not walk.found, "\n".join(["", *walk.found])


@pytest.mark.parametrize("world", ["llena", "larga"] if WHOLE else ["larga"])
def test_the_console(world: str, server: Central, walk: Walk, qtbot: QtBot) -> None:
    WORLDS[world](server)
    give_password(server, ID)
    with server.deps.units.reading() as work:
        user = work.accounts.of_aspirante(ID).user
    sign_in(walk.eyes, server, qtbot, user)
    walk.through(CONSOLE, world)
    assert not walk.found, "\n".join(["", *walk.found])


@ONLY_WHOLE
@pytest.mark.parametrize(
    ("world", "forms"),
    [("llena", FORMS), ("vacía", {("Proceso y plazos", ""): "Publicar proceso"})],
    ids=["llena", "vacía"],
)
def test_the_forms_say_what_they_lack(
    world: str, forms: dict[tuple[str, str], str], server: Central, walk: Walk, qtbot: QtBot
) -> None:
    WORLDS[world](server)
    open_account(server, "todo", *(set(Role) - {Role.ASPIRANTE}))
    sign_in(walk.eyes, server, qtbot, "todo")
    for (place, opening), act in forms.items():
        for each in filter(None, (place, opening, act)):
            walk.eyes.press(each)
            settle()
        walk.see(f"{place} {opening}".strip(), "errores", tab=False)
        walk.eyes.leave_form()
    assert not walk.found, "\n".join(["", *walk.found])


def test_the_dispersion(server: Central, walk: Walk, qtbot: QtBot) -> None:
    WORLDS["larga"](server)
    open_account(server, "todo", *(set(Role) - {Role.ASPIRANTE}))
    sign_in(walk.eyes, server, qtbot, "todo")
    for each in ("Avance", "Ver en detalle"):
        walk.eyes.press(each)
        settle()
    walk.eyes.choose("Tabla", "Dis")
    qtbot.waitUntil(lambda: walk.eyes.shows("Dispersión preliminar"), timeout=WAIT)
    walk.see("Avance Ver en detalle", "dispersión")
    walk.eyes.press("Proceso y plazos")
    settle()
    walk.eyes.choose("Dispersión del apoyo", "Por mun")
    settle()
    walk.see("Proceso y plazos", "dispersión")
    assert not walk.found, "\n".join(["", *walk.found])


def test_the_way_in(server: Central, walk: Walk, qtbot: QtBot) -> None:
    walk.see("Servidor", "vacía")
    walk.eyes.press("Confiar en el servidor")
    walk.see("Servidor", "errores")
    trust(walk.eyes, server, qtbot)
    walk.see("Entrar", "vacía")
    walk.eyes.press("Entrar")
    walk.see("Entrar", "errores")
    assert not walk.found, "\n".join(["", *walk.found])


def test_the_code_at_sign_in(server: Central, walk: Walk, qtbot: QtBot) -> None:
    turn_on(server)
    to_code(walk.eyes, server, qtbot)
    walk.see("Entrar código", "vacía")
    walk.eyes.type("Código", "000000x")
    walk.eyes.press("Entrar con el código")
    qtbot.waitUntil(lambda: walk.eyes.shows("no es el de ahora"), timeout=WAIT)
    walk.see("Entrar código", "errores")
    walk.eyes.type("Código", code_of(server))
    walk.eyes.press("Entrar con el código")
    qtbot.waitUntil(lambda: walk.eyes.shows("Salir de la cuenta"), timeout=WAIT)
    walk.eyes.press("Mi cuenta")
    settle()
    walk.see("Mi cuenta", "con código")
    assert not walk.found, "\n".join(["", *walk.found])


def test_the_codes_of_recovery(server: Central, walk: Walk, qtbot: QtBot) -> None:
    server.clock.stop()
    sign_in(walk.eyes, server, qtbot)
    for each in ("Mi cuenta", "Pedir un código al entrar"):
        walk.eyes.press(each)
        settle()
    walk.eyes.type("Código de seis cifras", code_of(server))
    walk.eyes.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Ya los guardé" in walk.eyes.controls(), timeout=WAIT)
    walk.see("Mi cuenta", "códigos")
    assert not walk.found, "\n".join(["", *walk.found])


@ONLY_WHOLE
def test_a_server_that_does_not_answer(server: Central, walk: Walk, qtbot: QtBot) -> None:
    where = urlsplit(server.url)
    relay = Relay((str(where.hostname), int(where.port or 0)))
    WORLDS["llena"](server)
    open_account(server, "todo", *(set(Role) - {Role.ASPIRANTE}))
    sign_in(walk.eyes, replace(server, url=f"https://127.0.0.1:{relay.port}"), qtbot, "todo")
    relay.close()
    for place in STAFF:
        walk.eyes.press(place)
        qtbot.waitUntil(lambda: walk.eyes.shows("Código sin_servidor"), timeout=WAIT)
        walk.see(place, "sin servidor", tab=False)
    relay.stop()
    assert not walk.found, "\n".join(["", *walk.found])


@ONLY_WHOLE
def test_the_search_over_everything(server: Central, walk: Walk, qtbot: QtBot) -> None:
    WORLDS["larga"](server)
    open_account(server, "todo", *(set(Role) - {Role.ASPIRANTE}))
    sign_in(walk.eyes, server, qtbot, "todo")
    search = searched(walk.eyes, walk.desk, qtbot, "")
    for typed, state, said in (
        ("ejemplificadora", "larga", "EJEMPLIFICADORA"),
        ("nadie que exista", "nada", "Nada coincide con"),
    ):
        Eyes(search).type("Pantalla, persona, Id Solicitante o folio", typed)
        qtbot.waitUntil(lambda said=said: Eyes(search).shows(said), timeout=WAIT)
        settle()
        shown = look_at(search, "Buscar en todo", state, walk.theme)
        shown.keep()
        walk.found += faults(shown, least_target=_TARGET, least_contrast=_CONTRAST)
    search.close()
    assert not walk.found, "\n".join(["", *walk.found])


def test_the_catalogue_sees_what_is_wrong(server: Central, walk: Walk, qtbot: QtBot) -> None:
    sign_in(walk.eyes, server, qtbot)
    walk.sizes = (USUAL,)
    button = next(each for each in walk.desk.shell.findChildren(Button) if each.isVisible())
    button.setAccessibleName("")
    button.setText("Save the file")
    button.setFixedSize(20, 20)
    button.setStyleSheet("")
    walk.see("Rota", "rota")
    said = " ".join(walk.found)
    for each in ("sin nombre", "en inglés", "cortado", "mide 20×20"):
        assert each in said, said
