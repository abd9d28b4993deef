"""Ways through every page of the tablet, act by act, for families of tests that walk them all.

A page without a step of some journey fails `test_every_page_has_a_step`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import numpy as np

from capture_kiosk.view_models.credencial_vm import CredencialVm
from core.clock import SystemClock
from core.domain.credencial.lectura import Family, FindingCode, SideJudgement, SideName, finding
from core.domain.device.paquete import WorkPacket
from core.domain.proceso.proceso import Notice
from tests.apoyo_data import FIRST, a_proceso
from tests.apoyo_world import World
from tests.capture_kiosk import world
from tests.capture_kiosk.closing import finish
from tests.capture_kiosk.conftest import Opened, Shop
from tests.capture_kiosk.test_window import WAVE, write_by_hand
from tests.central_server import Central
from tests.fakes.clock import SetClock

PIN = "4821"
HOME = "Captar un apoyo"
PRACTISING = "PRÁCTICA · nada se guarda"
NOTICE = Notice("1", "Qué se guarda de usted\nSu nombre (MUESTRA).")
ANY_SIZE_WAVE = [(x // 2, y // 2) for x, y in WAVE]

Doing = Callable[[Opened], None]


def nothing(_opened: Opened) -> None:
    """Do nothing before the act."""


@dataclass(frozen=True)
class Step:
    """On `page` a person does what is `before`, then `act`, and sees `comes`.

    What is `first` brings the page, where the act before does not. Whoever kills the program on
    that page lands on `lands` when it is opened again.
    """

    page: str
    act: str
    comes: str
    before: Doing = nothing
    lands: str = "contrasena"
    first: Doing = nothing


@dataclass(frozen=True)
class Journey:
    """Steps one after the other; `practice` ones are on the pages of a practice."""

    steps: tuple[Step, ...]
    packet: WorkPacket | None = None
    begin: Doing = nothing
    practice: bool = False
    activated: bool = True

    def opened(self, shop: Shop, blank: Path, size: tuple[int, int]) -> Opened:
        """Return a kiosk at the first step, with a picture in which nothing is before its lens."""
        clock = None if self.activated else SystemClock()
        opened = shop.open(packet=self.packet, size=size, activated=self.activated, clock=clock)
        opened.show(blank)
        self.begin(opened)
        return opened

    def walked(self, opened: Opened) -> Iterator[Step]:
        """Yield each step with its page shown and its `before` done; the caller does its act."""
        for step in self.steps:
            step.first(opened)
            opened.eyes.wait(partial(_shows, opened, step.page), step.page)
            step.before(opened)
            yield step


def _shows(opened: Opened, page: str) -> bool:
    return opened.page == page


def typed(*texts: tuple[str, str]) -> Doing:
    """Return what writes a text in each box, by its label."""

    def write(opened: Opened) -> None:
        for label, text in texts:
            opened.eyes.press(label)
            opened.eyes.type(text)

    return write


def said(name: str, words: str) -> Doing:
    """Return what waits until the description of `name` is `words`."""
    return lambda opened: opened.eyes.wait(lambda: opened.eyes.said(name) == words, words, 60)


def left_alone(opened: Opened) -> None:
    """Leave the tablet until it covers itself."""
    assert isinstance(opened.clock, SetClock)
    opened.clock.forward(timedelta(minutes=16))


def signed(opened: Opened) -> None:
    """Draw a signature."""
    opened.eyes.find("Espacio para firmar")
    opened.eyes.draw("Espacio para firmar", ANY_SIZE_WAVE)


def unlocked(opened: Opened) -> None:
    opened.unlock()


def practising(opened: Opened) -> None:
    """Begin a practice whose camera sees no card, so that nothing is taken by itself."""
    opened.unlock()
    opened.eyes.press("Practicar con MUESTRA")
    opened.eyes.find(PRACTISING)
    practice = opened.kiosk._practice.made
    assert practice is not None
    finish()
    blank = np.full((480, 640, 3), 120, np.uint8)
    practice._frames.furnish(dict.fromkeys(("frente", "reverso", "rostro"), blank))


LIVE = said("Imagen de la cámara", "Con imagen")


def framed(opened: Opened) -> None:
    """Wait for a picture, and until a tap on the shutter is no second one of the act before."""
    LIVE(opened)
    opened.eyes.painted()
    opened.eyes.qtbot.wait(30)  # Pace.hold is 1 ms here


REFUSED = SideJudgement(
    None, None, Family.UNKNOWN, (finding(FindingCode.NO_CREDENTIAL, SideName.FRONT),)
)
OF_ANOTHER_TYPE = SideJudgement(None, SideName.FRONT, Family.GH, ())


def judged(as_said: SideJudgement, side: str = "frente") -> Doing:
    """Return what waits for a picture, and has the next one of a side judged so."""

    def furnish(opened: Opened) -> None:
        framed(opened)
        practice = opened.kiosk._practice.made
        pages = practice._pages if practice else opened.kiosk._later(side)
        page = pages[side]
        assert isinstance(page, CredencialVm)
        page._lens = replace(page._lens, judging=lambda *_: lambda: as_said)

    return furnish


COVERED = Step(
    "bloqueada",
    "Descubrir",
    "Revise los datos",
    typed(("Contraseña", world.PASSWORD)),
    first=left_alone,
)
CAPTURE = (
    Step("inicio", HOME, "Acepto continuar"),
    Step("aviso", "No continuar", HOME),
    Step("inicio", HOME, "Acepto continuar"),
    Step("aviso", "Acepto continuar", "Tipo de credencial"),
    Step("tipo", "INE 2014 a 2019, modelo E o F", "Frente de la credencial"),
    Step("frente", "Escribir los datos a mano", "Reverso de la credencial", LIVE),
    Step("reverso", "Escribir los datos a mano", "Compare con la credencial", LIVE),
    Step("datos", "CIC", "Guardar CIC"),
    Step("teclado", "Cancelar cambio", "Compare con la credencial"),
    Step("datos", "Los datos coinciden", "No tomar la foto", write_by_hand),
    Step("rostro", "Sí, tomar la foto", "Seguir sin foto"),
    Step("rostro", "Seguir sin foto", "Espacio para firmar"),
    Step("firma", "No puede firmar", "Confirmar marca"),
    Step("firma", "Regresar", "Confirmar firma"),
    Step("firma", "Confirmar firma", "Revise los datos", signed),
    Step("revise", "Cambiar aspirante", "La persona leerá otra vez el aviso y firmará otra vez."),
    Step("aspirante", "Regresar", "Revise los datos"),
    Step("revise", "Cambiar respuesta", "No tomar la foto"),
    Step("rostro", "No tomar la foto", "Revise los datos"),
    COVERED,
    Step("revise", "Guardar apoyo", "Apoyo guardado"),
    Step("guardado", "Captar otro apoyo", "Acepto continuar"),
)
PICTURES = (
    Step("inicio", HOME, "Acepto continuar"),
    Step("aviso", "Acepto continuar", "Tipo de credencial"),
    Step("tipo", "INE 2014 a 2019, modelo E o F", "Frente de la credencial"),
    Step("frente", "Tomar foto", "Usar de todos modos", judged(REFUSED)),
    Step("frente", "Tomar otra foto", "Tomar foto"),
    Step("frente", "Tomar foto", "Usar de todos modos", judged(REFUSED)),
    Step("frente", "Usar de todos modos", "Reverso de la credencial"),
    Step("reverso", "Regresar", "Dejar esta foto"),
    Step("frente", "Tomar foto", "Dejar el tipo elegido", judged(OF_ANOTHER_TYPE)),
    Step("frente", "Dejar el tipo elegido", "Reverso de la credencial"),
    Step("reverso", "Regresar", "Dejar esta foto"),
    Step("frente", "Tomar foto", "Dejar el tipo elegido", judged(OF_ANOTHER_TYPE)),
    Step("frente", "Cambiar tipo", "Tipo de credencial"),
    Step("tipo", "INE 2014 a 2019, modelo E o F", "Reverso de la credencial"),
    Step("reverso", "Escribir los datos a mano", "Compare con la credencial", LIVE),
    Step("datos", "Los datos coinciden", "No tomar la foto", write_by_hand),
    Step("rostro", "Sí, tomar la foto", "Seguir sin foto"),
    Step("rostro", "Tomar foto", "Usar esta foto", framed),
    Step("rostro", "Tomar otra foto", "Tomar foto"),
    Step("rostro", "Tomar foto", "Usar esta foto", framed),
    Step("rostro", "Usar esta foto", "Confirmar firma"),
)
"""What is said of a picture that was taken, and each answer to it."""
JOURNEYS: dict[str, Journey] = {
    "session": Journey(
        (
            Step("contrasena", "Abrir la app", "He leído el aviso"),
            Step("aviso_propio", "He leído el aviso", HOME),
            Step("inicio", "Poner PIN", "Usar este PIN"),
            Step("bloqueada", "Usar este PIN", HOME, typed(("PIN", PIN))),
            Step("inicio", "Ver envíos", "Ver acuses"),
            Step("cola", "Ver acuses", "Actualizar acuses"),
            Step("acuses", "Regresar", "Ver acuses"),
            Step("cola", "Regresar", HOME),
            Step("inicio", "Probar la tableta", "Prueba de la tableta"),
            Step("prueba", "Regresar", HOME),
            Step("inicio", "Renovar con QR", "Esperando el primer código"),
            Step("renovar", "Regresar", HOME),
            Step("inicio", "Practicar con MUESTRA", PRACTISING),
        ),
        world.packet(people_notice=NOTICE),
        typed(("Contraseña", world.PASSWORD)),
    ),
    "end": Journey(
        (
            Step("inicio", "Ver envíos", "Entregar en memoria"),
            Step("cola", "Entregar en memoria", "Buscar la memoria otra vez"),
            Step("entrega", "Dejar la tableta en ceros", "Dejar en ceros"),
            Step("ceros", "Dejar en ceros", "Sí, borrar todo"),
            Step("ceros", "No borrar", "Dejar en ceros"),
            Step("ceros", "Dejar en ceros", "Sí, borrar todo"),
            Step("ceros", "Sí, borrar todo", "La tableta quedó en ceros"),
            Step(
                "ceros",
                "Guardar el PDF en la memoria",
                "La tableta quedó en ceros",
                lands="activacion",
            ),
        ),
        begin=unlocked,
    ),
    "capture": Journey(CAPTURE, begin=unlocked),
    "pictures": Journey(PICTURES, begin=unlocked),
    "practice": Journey(
        tuple(
            replace(each, comes="Práctica terminada") if each.act == "Guardar apoyo" else each
            for each in CAPTURE
            if each is not COVERED  # it would end the practice
        ),
        begin=practising,
        practice=True,
    ),
}


def activation(central: Central) -> Journey:
    """Return the way from the code of the mail to home, with the server that mailed it."""
    place = World.made(central, a_proceso(people_notice=NOTICE))
    place.enlist(FIRST)
    code = (("Dirección del servidor", central.url), ("Código de nueve grupos", place.code()))
    own = (("Contraseña nueva", world.PASSWORD), ("Repita la contraseña", world.PASSWORD))
    return Journey(
        (
            Step(
                "activacion",
                "Escribir dirección y código",
                "Código de nueve grupos",
                lands="activacion",
            ),
            Step("activacion", "Usar este código", "Acepto", typed(*code), "activacion"),
            Step("activacion", "Acepto", "Contraseña nueva", lands="activacion"),
            Step("activacion", "Activar tableta", "He leído el aviso", typed(*own), "activacion"),
            Step("aviso_propio", "He leído el aviso", HOME),
            Step("inicio", "Ver envíos", "Ver acuses"),
        ),
        activated=False,
    )
