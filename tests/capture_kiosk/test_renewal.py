"""The packet by QR: from a real server's page, part by part before the lens, to the home page."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from capture_kiosk.cameras.qr import qr_image
from capture_kiosk.view_models.renovar_vm import RenovarVm
from core.clock import SystemClock
from core.domain.values.signed import PAQUETE
from core.sealing.parts import in_parts
from core.sealing.signed import sign
from core.server.cli import main
from core.server.papers.shown_packet import packet_parts
from core.wire import to_json
from tests.apoyo_world import FIRST, World
from tests.capture_kiosk import world
from tests.capture_kiosk.conftest import Opened, Shop
from tests.capture_kiosk.test_pages_fit import faults
from tests.capture_kiosk.test_whole_capture import activate
from tests.central_server import Central

SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def show(opened: Opened, texts: tuple[str, ...], folder: Path) -> None:
    """Hold one QR after the other before the lens, each until it was seen."""
    page = opened.kiosk.window.page_of("renovar")
    assert isinstance(page, RenovarVm)

    def seen(number: int) -> bool:
        last = number == len(texts) and bool(page._problem)
        return page._seen >= number or page._busy or page._done or last

    for number, text in enumerate(texts, 1):
        path = folder / "parte.png"
        assert qr_image(text).convertToFormat(QImage.Format.Format_RGB888).save(str(path))
        opened.show(path)
        opened.eyes.wait(partial(seen, number), f"parte {number}")


@SQLITE
def test_what_the_server_shows_is_taken_part_by_part_and_is_the_packet_from_then_on(
    central: Central, shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = World.made(central)
    place.enlist(FIRST)
    opened = shop.open(activated=False, clock=SystemClock())
    activate(opened, central, place.code())
    before = opened.kiosk._tablet.packet()
    device, parts = packet_parts(central.deps, before.auxiliar)
    assert device == before.device
    page = tmp_path / "paquete.html"
    monkeypatch.setenv("APOYO_DATABASE_URL", central.deps.settings.database)
    line = ["central", "packet", before.auxiliar, "--to", str(page), "--data", str(central.data)]
    assert main(line) == 0
    assert page.read_text("utf-8").count("<svg") == len(parts)
    opened.eyes.press("Renovar con QR")
    opened.eyes.find("Esperando el primer código")
    show(opened, parts, tmp_path)
    opened.eyes.find("Paquete renovado")
    assert opened.kiosk._tablet.packet().server_time > before.server_time


@pytest.mark.parametrize("size", [(600, 1024), (360, 720)])
def test_an_extension_reaches_a_tablet_without_a_network(
    shop: Shop, tmp_path: Path, size: tuple[int, int]
) -> None:
    opened = shop.open(size=size)
    opened.unlock()
    opened.eyes.find("Quedan 22 días para captar")
    own = opened.kiosk._tablet.packet()
    longer = replace(
        world.PERIODO,
        capture_ends_at=world.PERIODO.capture_ends_at + timedelta(days=10),
        sending_ends_at=world.PERIODO.sending_ends_at + timedelta(days=10),
    )
    vinculos = tuple(replace(each, periodo=longer) for each in own.vinculos)
    newer = replace(own, version=2, vinculos=vinculos)
    other = in_parts(
        to_json(sign(PAQUETE, to_json(replace(newer, device="x")), by=world.SERVER_KEY))
    )
    opened.eyes.press("Renovar con QR")
    opened.eyes.find("Esperando el primer código")
    assert not faults(opened)
    show(opened, other, tmp_path)
    opened.eyes.find("Ese paquete es de otra tableta.")
    assert opened.kiosk._tablet.packet() == own
    show(opened, in_parts(to_json(sign(PAQUETE, to_json(newer), by=world.SERVER_KEY))), tmp_path)
    opened.eyes.find("Paquete renovado")
    opened.eyes.press("Regresar")
    opened.eyes.find("Quedan 32 días para captar")
