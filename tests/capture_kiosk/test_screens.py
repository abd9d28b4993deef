"""Every page of the tablet in every state that matters, as a picture and as a list of controls.

`make test` walks the least and the usual size, light; `make soak` and `make screens` all.
"""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from capture_kiosk.device.tablet import Tablet
from core.domain.proceso.proceso import Notice, ProcesoSettings
from core.domain.registration.invitacion import Invitacion
from core.sealing.activation_code import grouped, make_code
from tests.capture_kiosk import screen_worlds, world
from tests.capture_kiosk.conftest import Opened, Shop
from tests.capture_kiosk.screen_worlds import long_packet, near_end
from tests.capture_kiosk.test_window import to_form_by_hand
from tests.fakes.clock import SetClock
from tests.screens.catalogue import WHOLE, faults
from tests.screens.quick import held, look_at

LEAST, USUAL = (360, 720), (600, 1024)
_SIZES = (LEAST, USUAL, (1280, 800), (1920, 1080)) if WHOLE else (LEAST, USUAL)
_THEMES = {"claro": 4.5, "exterior": 7.0} if WHOLE else {"claro": 4.5}
"""Each theme with the contrast that its texts need."""
_TARGET = 48
_DRAFT = Path(__file__).parents[2] / "resources" / "catalogos" / "proceso_borrador.toml"
_SUN = "Tema para exteriores"


def scales(size: tuple[int, int]) -> tuple[float, ...]:
    """Return the sizes of letters to see at a size of the window."""
    return (1.0, 1.5 if size[0] < 600 else 2.0) if WHOLE else (1.0,)


@dataclass
class Walk:
    """One window on its way; what it found."""

    opened: Opened
    found: list[str] = field(default_factory=list)

    def see(self, screen: str, state: str) -> None:
        """Draw and judge what is shown, at every size, in every theme."""
        eyes = self.opened.eyes
        for size in _SIZES:
            for scale in scales(size):
                for theme, contrast in _THEMES.items():
                    self._turn(size, scale, theme)
                    shown = look_at(eyes.window, screen, state, theme, scale)
                    shown.keep()
                    if screen != "Ceros" and all(each.name != _SUN for each in shown.controls):
                        self.found.append(f"{screen}, {state}: sin el tema para exteriores")
                    self.found += faults(shown, least_target=_TARGET, least_contrast=contrast)
        self._turn(USUAL, 1.0, "claro")

    def go(self, *names: str) -> None:
        """Press one after the other."""
        for name in names:
            self.opened.eyes.press(name)

    def _turn(self, size: tuple[int, int], scale: float, theme: str) -> None:
        eyes, window = self.opened.eyes, self.opened.eyes.window
        window.resize(*size)
        eyes.wait(lambda: (window.width(), window.height()) == size, f"{size}")
        eyes.evaluate(f"Theme.letters = {scale}")
        eyes.evaluate(f"Theme.outdoor = {str(theme == 'exterior').lower()}")
        eyes.evaluate("Pace.lastAct = Qt.rect(0, 0, 0, 0)")  # no foot is lifted
        eyes.painted()
        eyes.wait(lambda: not held(window), "todo activo")


@pytest.fixture
def begin(shop: Shop) -> Callable[..., Walk]:
    """Return what opens a kiosk and begins to walk through it."""

    def opened(*, unlock: bool = True, **more: object) -> Walk:
        made = shop.open(**more)  # type: ignore[arg-type]
        if unlock:
            made.unlock()
        return Walk(made)

    return opened


def judged(walk: Walk) -> None:
    assert not walk.found, "\n".join(["", *dict.fromkeys(walk.found)])


def test_the_activation(
    begin: Callable[..., Walk], monkeypatch: pytest.MonkeyPatch, blank: Path
) -> None:
    invites = Invitacion("v1", screen_worlds.LONG, accepted=False)
    monkeypatch.setattr(Tablet, "who_invites", lambda *_asked: invites)
    walk = begin(unlock=False, activated=False)
    eyes = walk.opened.eyes
    eyes.find("Active esta tableta")
    walk.see("Activación", "sin imagen")
    walk.opened.show(blank)
    eyes.wait(lambda: eyes.said("Imagen de la cámara") == "Con imagen", "imagen")
    walk.see("Activación", "con imagen")
    walk.go("Escribir dirección y código")
    eyes.find("Dirección del servidor")
    walk.see("Activación", "escribir")
    code = make_code(bytes(32), bytes(32))
    eyes.type("apoyo.instituto-de-muestra.example")
    walk.go("Código de nueve grupos")
    eyes.type(grouped(code[:5] + ("Z" if code[5] != "Z" else "0") + code[6:]))
    walk.go("Usar este código")
    walk.see("Activación", "mal copiado")
    for _ in range(44):
        walk.go("Borrar")
    walk.go("Código de nueve grupos")
    eyes.type(grouped(code))
    walk.go("Usar este código")
    eyes.find("Acepto")
    walk.see("Activación", "invitación")
    walk.go("Acepto")
    eyes.find("Contraseña nueva")
    walk.see("Activación", "contraseña")
    walk.go("Activar tableta")
    walk.see("Activación", "sin contraseña")
    judged(walk)


def test_the_password_and_the_cover(begin: Callable[..., Walk]) -> None:
    walk = begin(unlock=False, cover_after_s=60)
    eyes = walk.opened.eyes
    eyes.find("Contraseña")
    walk.see("Contraseña", "vacía")
    eyes.type("no es esta frase")
    walk.go("Abrir la app")
    eyes.wait(lambda: bool(eyes.said("Contraseña")), "sentencia")
    walk.see("Contraseña", "equivocada")
    for _ in range(16):
        walk.go("Borrar")
    walk.go("Contraseña")
    walk.opened.unlock()
    walk.go("Poner PIN")
    walk.see("PIN", "vacío")
    eyes.type("12")
    walk.go("Usar este PIN")
    walk.see("PIN", "corto")
    walk.go("Borrar", "Borrar", "PIN")
    eyes.type("4821")
    walk.go("Usar este PIN")
    eyes.find("Captar un apoyo")
    assert isinstance(walk.opened.clock, SetClock)
    walk.opened.clock.forward(timedelta(minutes=2))
    eyes.find("Tableta cubierta")
    walk.see("Cubierta", "con PIN")
    walk.go("Usar la contraseña")
    walk.see("Cubierta", "con contraseña")
    judged(walk)


def test_home_and_the_sendings(begin: Callable[..., Walk]) -> None:
    walk = begin(packet=long_packet())
    eyes, inicio = walk.opened.eyes, walk.opened.kiosk._pages.inicio
    walk.see("Inicio", "larga")
    inicio.say_invitations(
        (
            Invitacion("v8", screen_worlds.LONG, accepted=False),
            Invitacion("v9", world.RAUL, accepted=False),
        )
    )
    eyes.wait(lambda: eyes.shows("le invita a captar apoyos"), "invitación")
    walk.see("Inicio", "invitaciones")
    inicio.say_invitations(())
    inicio.say_closed("El Instituto suspendió esta tableta. Llame a la Unidad Técnica.")
    walk.see("Inicio", "cerrada")
    walk.go("Ver envíos")
    walk.see("Envíos", "vacía")
    walk.go("Ver acuses")
    walk.see("Acuses", "sin servidor")
    walk.go("Regresar")
    screen_worlds.records(walk.opened, waiting=4, sent=9)
    walk.go("Enviar ahora")
    eyes.find("No hay respuesta del servidor.")
    walk.see("Envíos", "sin servidor")
    judged(walk)


def test_the_auxiliars_own_notice(begin: Callable[..., Walk]) -> None:
    draft = tomllib.loads(_DRAFT.read_text("utf-8"))
    notice = Notice(draft["aviso_personas_version"], draft["aviso_personas"].strip())
    walk = begin(packet=world.packet(people_notice=notice), unlock=False)
    eyes = walk.opened.eyes
    eyes.find("Contraseña")
    eyes.type(world.PASSWORD)
    walk.go("Abrir la app")
    eyes.find("He leído el aviso")
    walk.see("Aviso propio", "larga")
    judged(walk)


def test_home_before_the_end(begin: Callable[..., Walk]) -> None:
    walk = begin(packet=near_end(long_packet()))
    walk.see("Inicio", "falta poco")
    walk.go("Ver envíos")
    walk.see("Envíos", "falta poco")
    judged(walk)


def test_the_tools(
    begin: Callable[..., Walk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "memoria"
    monkeypatch.setenv("APOYO_HAND_IN", str(stick))
    walk = begin()
    eyes = walk.opened.eyes
    walk.go("Probar la tableta")
    eyes.find("Probando…")
    walk.see("Prueba", "en curso")
    eyes.wait(lambda: "Probar otra vez" in eyes.names(), "resultado")
    walk.see("Prueba", "no apta")
    walk.go("Regresar", "Renovar con QR")
    eyes.find("Esperando el primer código")
    walk.see("Renovar", "vacía")
    walk.go("Regresar", "Ver envíos", "Entregar en memoria")
    eyes.find("Entregar y recoger recibos")
    walk.see("Entrega", "sin memoria")
    stick.mkdir()
    screen_worlds.records(walk.opened, waiting=2, sent=0)
    walk.go("Buscar la memoria otra vez")
    walk.go("Entregar y recoger recibos")
    eyes.wait(lambda: eyes.shows("copiad") or eyes.shows("Se copi"), "copiado")
    walk.see("Entrega", "entregada")
    walk.go("Dejar la tableta en ceros", "Dejar en ceros")
    walk.see("Ceros", "seguro")
    walk.go("Sí, borrar todo")
    eyes.wait(lambda: eyes.shows("por enviar en esta"), "negativa")
    walk.see("Ceros", "falta enviar")
    judged(walk)


def test_the_end_of_a_tablet(begin: Callable[..., Walk]) -> None:
    walk = begin()
    walk.go("Ver envíos", "Entregar en memoria", "Dejar la tableta en ceros")
    walk.see("Ceros", "antes")
    walk.go("Dejar en ceros", "Sí, borrar todo")
    walk.opened.eyes.find("La tableta quedó en ceros")
    walk.see("Ceros", "hecho")
    judged(walk)


def test_the_way_to_the_form(begin: Callable[..., Walk], blank: Path) -> None:
    walk = begin(packet=long_packet())
    eyes = walk.opened.eyes
    walk.go("Captar un apoyo")
    eyes.find("Acepto continuar")
    walk.see("Aviso", "larga")
    walk.go("Acepto continuar")
    walk.see("Tipo", "vacía")
    walk.go("INE 2014 a 2019, modelo E o F")
    walk.see("Frente", "sin imagen")
    walk.opened.show(blank)
    eyes.wait(lambda: eyes.said("Imagen de la cámara") == "Con imagen", "imagen")
    walk.see("Frente", "con imagen")
    walk.go("Tomar foto")
    eyes.find("Usar de todos modos")
    walk.see("Frente", "rechazada")
    walk.go("Usar de todos modos")
    eyes.find("Reverso de la credencial")
    walk.see("Reverso", "con imagen")
    walk.go("Regresar")
    walk.see("Frente", "otra vez")
    walk.go("Regresar", "Regresar", "Regresar")
    eyes.find("¿Borrar lo que ya captó?")
    walk.see("Aviso", "borrar")
    judged(walk)


def test_the_form_by_hand(begin: Callable[..., Walk], blank: Path) -> None:
    walk = begin()
    eyes = walk.opened.eyes
    to_form_by_hand(walk.opened, blank)
    walk.see("Datos", "vacía")
    walk.go("Los datos coinciden")
    walk.see("Datos", "faltan")
    for label, state, typed in (
        ("Clave de elector", "clave", "ANACLS9401"),
        ("CIC", "números", "2525"),
        ("Nombre(s)", "nombre", "MARIA GUADALUPE DE LOS ANGELES DE LA CONCEPCION"),
    ):
        walk.go(label)
        eyes.painted()
        eyes.type(typed)
        walk.see("Teclado", state)
        walk.go("Regresar")
    walk.go("Ver los demás datos", "Domicilio")
    walk.see("Teclado", "domicilio")
    judged(walk)


@pytest.mark.parametrize("names", ["llena", "larga"] if WHOLE else ["larga"])
def test_from_the_form_to_the_end(names: str, begin: Callable[..., Walk]) -> None:
    walk = begin(packet=long_packet() if names == "larga" else screen_worlds.usual_packet())
    eyes, flow = walk.opened.eyes, walk.opened.kiosk._flow
    walk.go("Captar un apoyo")
    eyes.find("Acepto continuar")
    screen_worlds.photographed(flow)
    walk.opened.kiosk.follow()
    eyes.find("Leyendo la credencial…")
    walk.see("Datos", "leyendo")
    eyes.wait(lambda: "Leyendo la credencial…" not in eyes.names(), "lectura")
    if names == "larga":
        flow.write("nombre", "MARÍA GUADALUPE DE LOS ÁNGELES DE LA CONCEPCIÓN")
        flow.write("seccion", "2999")
        walk.opened.kiosk._later("datos")["datos"].enter()
    walk.see("Datos", names)
    walk.go("Ver los demás datos")
    walk.see("Datos", f"{names}, todos")
    while any(name.startswith("Dice ") for name in eyes.names()):
        walk.go(next(name for name in eyes.names() if name.startswith("Dice ")))
    walk.go("Los datos coinciden")
    eyes.find("No tomar la foto")
    walk.see("Rostro", f"{names}, pregunta")
    walk.go("Sí, tomar la foto")
    walk.see("Rostro", f"{names}, cámara")
    walk.go("Seguir sin foto")
    _sign(walk, names)
    walk.see("Revise", names)
    walk.go("Cambiar aspirante")
    walk.see("Aspirante", names)
    walk.go("Regresar", "Guardar apoyo")
    eyes.find("Apoyo guardado")
    walk.see("Guardado", names)
    judged(walk)


def _sign(walk: Walk, names: str) -> None:
    eyes = walk.opened.eyes
    eyes.find("Espacio para firmar")
    walk.see("Firma", f"{names}, vacía")
    walk.go("Confirmar firma")
    walk.see("Firma", f"{names}, poco trazo")
    walk.go("No puede firmar")
    walk.see("Firma", f"{names}, marca")
    walk.go("Regresar")
    eyes.find("Firme aquí")
    eyes.draw("Espacio para firmar", screen_worlds.FLOURISH)
    walk.see("Firma", f"{names}, firmada")
    walk.go("Confirmar firma")
    eyes.find("Revise los datos")


def test_a_practice(begin: Callable[..., Walk]) -> None:
    walk = begin(packet=world.packet(readings=ProcesoSettings(ask_for_face=False)))
    eyes = walk.opened.eyes
    walk.see("Inicio", "llena")
    walk.go("Practicar con MUESTRA")
    eyes.find("PRÁCTICA · nada se guarda")
    walk.see("Práctica inicio", "llena")
    walk.go("Captar un apoyo")
    eyes.find("Acepto continuar")
    walk.see("Práctica aviso", "llena")
    walk.go("Acepto continuar")
    walk.see("Práctica tipo", "llena")
    walk.go("INE 2014 a 2019, modelo E o F")
    for title in ("Frente de la credencial", "Reverso de la credencial"):
        eyes.find(title)
        eyes.wait(lambda: eyes.said("Imagen de la cámara") == "Con imagen", "imagen")
        walk.go("Escribir los datos a mano")
    eyes.find("Compare con la credencial")
    walk.see("Práctica datos", "llena")
    judged(walk)


def test_the_catalogue_sees_what_is_wrong(begin: Callable[..., Walk]) -> None:
    walk = begin(unlock=False)
    eyes = walk.opened.eyes
    button = eyes.find("Abrir la app").object()
    for name, value in (("text", "Save the file of this person"), ("least", 20)):
        button.setProperty(name, value)
    said = next(name for name in eyes.names() if name.startswith("Abre esta tableta"))
    eyes.find(said).object().setProperty("maximumLineCount", 1)
    link = eyes.find("Practicar con MUESTRA").object()
    link.setProperty("tint", "#F0EEE8")

    def told() -> str:
        shown = look_at(eyes.window, "Rota", "rota", "claro", 1.0)
        return " ".join(faults(shown, least_target=_TARGET, least_contrast=4.5))

    wrong = ("en inglés", "cortado", "mide ", "contraste 1")
    eyes.wait(lambda: all(each in told() for each in wrong), f"{wrong}")
