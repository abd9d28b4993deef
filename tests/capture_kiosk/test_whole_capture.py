"""From the mail's code to the receipt: real server, real reader, the app's own window."""

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from capture_kiosk.capture.form import MAIN
from core.clock import SystemClock
from core.domain.credencial.lectura import SideName
from core.muestra.make import Sample, make_sample
from tests.apoyo_world import FIRST, World
from tests.capture_kiosk import world
from tests.capture_kiosk.conftest import Opened, Shop
from tests.capture_kiosk.test_window import WAVE
from tests.central_server import Central
from tests.written_files import written

SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def activate(opened: Opened, central: Central, code: str) -> None:
    """Activate by typing, and come home."""
    type_code(opened, central, code)
    opened.eyes.find("Captar un apoyo")


def type_code(opened: Opened, central: Central, code: str) -> None:
    """Type the address, the code and a new password."""
    eyes = opened.eyes
    eyes.press("Escribir dirección y código")
    eyes.find("Dirección del servidor")
    eyes.painted()
    eyes.type(central.url)
    eyes.press("Código de nueve grupos")
    eyes.type(code)
    eyes.press("Usar este código")
    eyes.press("Acepto")
    for label in ("Contraseña nueva", "Repita la contraseña"):
        eyes.press(label)
        eyes.type(world.PASSWORD)
    eyes.press("Activar tableta")


def photograph(opened: Opened, title: str, following: Path) -> None:
    """Take the side that is before the lens; go on with it whatever is said of it."""
    eyes = opened.eyes
    eyes.find(title)
    eyes.wait(lambda: eyes.said("Imagen de la cámara") == "Con imagen", "imagen")
    eyes.press("Tomar foto")
    opened.show(following)
    choices = {"Usar de todos modos", "Dejar el tipo elegido"}
    eyes.wait(lambda: title not in eyes.names() or bool(choices & set(eyes.names())), "juicio")
    for choice in choices & set(eyes.names()):
        eyes.press(choice)


def files_of(sample: Sample, folder: Path) -> tuple[Path, Path]:
    """Write both pictures of a made-up card."""
    front, back = folder / "uno.jpg", folder / "dos.jpg"
    front.write_bytes(sample.front.jpeg)
    back.write_bytes(sample.back.jpeg)
    return front, back


_OF_THE_TABLET = re.compile(
    r"""( identity/(authority\.pem|device-\w+\.key|upload-\w+\.token|(identity|prepared)\.json)
        | packet
        | queue/[0-9a-f]{32}\.repetido
        | receipts/[0-9]{8}-[0-9a-f]{32}\.json
        )\.[0-9]+\.partial
        | identity/fetched\.pem
        | queue/next\.partial""",
    re.VERBOSE,
)
"""All that a tablet writes from its activation to a receipt; each name tells what is in it."""


@pytest.fixture
def paths() -> Iterator[list[Path]]:
    with written() as heard:
        yield heard


def _strange(paths: list[Path], tablet: Path, tests: Path) -> set[str]:
    """Return what was opened for writing in the tablet's folder, or out of those of the tests."""
    own = {each.relative_to(tablet).as_posix() for each in paths if each.is_relative_to(tablet)}
    others = {
        str(each)
        for each in paths
        if not each.is_relative_to(tests)
        and each != Path("/dev/null")
        and each.parent.name != "__pycache__"
    }
    return {each for each in own if not _OF_THE_TABLET.fullmatch(each)} | others


@SQLITE
def test_a_support_goes_from_the_lens_to_its_receipt_and_nothing_else_is_written(
    central: Central,
    shop: Shop,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    paths: list[Path],
) -> None:
    place = World.made(central)
    place.enlist(FIRST)
    opened = shop.open(activated=False, clock=SystemClock())
    eyes = opened.eyes
    activate(opened, central, place.code())
    assert eyes.shows("ASPIRA1 FICTICIA")
    sample = make_sample(3, "easy", "E")
    front, back = files_of(sample, tmp_path)
    opened.show(front)
    eyes.press("Captar un apoyo")
    eyes.press("Acepto continuar")
    eyes.press("INE 2014 a 2019, modelo E o F")
    photograph(opened, "Frente de la credencial", back)
    photograph(opened, "Reverso de la credencial", front)
    eyes.find("Compare con la credencial")
    eyes.wait(lambda: "Leyendo la credencial…" not in eyes.names(), "lectura")
    held = opened.kiosk._reader._sides._kept
    assert set(held) == set(SideName)
    shown = {field.id: eyes.said(field.label) for field in MAIN}
    while any(name.startswith("Dice ") for name in eyes.names()):
        eyes.press(next(name for name in eyes.names() if name.startswith("Dice ")))
    eyes.press("Los datos coinciden")
    eyes.press("No tomar la foto")
    eyes.find("Espacio para firmar")
    eyes.draw("Espacio para firmar", WAVE)
    eyes.press("Confirmar firma")
    eyes.press("Guardar apoyo")
    eyes.find("Apoyo guardado")
    assert not opened.kiosk._reader._sides._kept
    assert not any(np.any(each.seen.text.sheet.flat) for each in held.values() if each.seen.text)
    eyes.press("Ir al inicio")
    eyes.wait(lambda: eyes.said("Recibidos") == "1", "recibo")
    eyes.press("Ver envíos")
    eyes.wait(lambda: "Borrado" in eyes.said("Registro 1"), "borrado")
    assert f"folio {FIRST}-00001-" in eyes.said("Registro 1")
    assert not list((opened.data / "queue").glob("*.sobre"))
    truth = sample.person.fields
    right = [i for i in ("clave_elector", "curp", "cic", "ocr") if shown[i] == truth[i]]
    assert len(right) >= 3
    assert _strange(paths, opened.data, tmp_path_factory.getbasetemp()) == set()
    assert opened.data / "queue" / "next.partial" in paths  # what is heard is heard
