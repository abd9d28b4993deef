"""A stick goes from a tablet to the server and back; only a receipt that verifies erases."""

import json
from pathlib import Path

import pytest

from capture_kiosk.device.hand_in import FOLDER, hand_in, sticks
from capture_kiosk.device.handed import Handed
from capture_kiosk.device.tablet import Tablet
from capture_kiosk.view_models.entrega_vm import EntregaVm
from core.clock import SystemClock
from core.domain.apoyos.apoyo import FrameSourceKind, RecordMode
from core.domain.device.tablet import CaptureFacts
from core.sealing import activation_code
from core.server.receiving.handed_in import receive_folder
from tests.apoyo_world import FIRST, World
from tests.capture_kiosk import world
from tests.capture_kiosk.conftest import Shop
from tests.capture_kiosk.test_window import to_form_by_hand, to_review, write_by_hand
from tests.central_server import Central
from tests.fakes.apoyos import an_apoyo

SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def place(central: Central) -> World:
    made = World.made(central)
    made.enlist(FIRST)
    return made


@pytest.fixture
def tablet(place: World, tmp_path: Path) -> Tablet:
    """Return a tablet that the server admitted, with two records that wait."""
    clock = SystemClock()
    made = Tablet(tmp_path / "kiosk", clock, lambda: "0" * 64, FrameSourceKind.FILE)
    made.activate(
        activation_code.TypedInvitation.typed(place.central.url, place.code()), world.PASSWORD
    )
    for _ in range(2):
        facts = CaptureFacts(RecordMode.APOYO, FIRST, FrameSourceKind.FILE, clock.now())
        made.save(facts, an_apoyo())
    return made


@SQLITE
def test_a_stick_goes_there_and_back_and_only_receipts_erase(
    place: World, tablet: Tablet, tmp_path: Path
) -> None:
    stick = tmp_path / "memoria"
    stick.mkdir()
    there = hand_in(tablet, stick)
    assert (there.copied, there.received, there.error) == (2, 0, None)
    assert len(tablet.kept().waiting) == 2
    told = list(receive_folder(place.central.deps, stick / FOLDER))
    assert [each.fresh for each in told] == [True, True]
    back = hand_in(tablet, stick)
    assert (back.copied, back.received, back.error) == (0, 2, None)
    assert not tablet.kept().waiting
    assert [each.folio for each in tablet.kept().receipts] == [each.folio for each in told]
    assert not list((stick / FOLDER / "sobres").iterdir())


@SQLITE
def test_a_receipt_that_does_not_verify_erases_nothing(
    place: World, tablet: Tablet, tmp_path: Path
) -> None:
    hand_in(tablet, tmp_path)
    list(receive_folder(place.central.deps, tmp_path / FOLDER))
    one, other = sorted((tmp_path / FOLDER / "recibos").iterdir())
    forged = json.loads(one.read_text("utf-8"))
    forged["signature"] = "A" * len(forged["signature"])
    one.write_text(json.dumps(forged), "utf-8")
    other.write_bytes(b"nada")
    back = hand_in(tablet, tmp_path)
    assert back.received == 0
    assert back.error is not None
    assert len(tablet.kept().waiting) == 2


@SQLITE
def test_what_was_handed_in_and_is_sent_by_network_too_counts_once(
    place: World, tablet: Tablet, tmp_path: Path
) -> None:
    hand_in(tablet, tmp_path)
    folios = [each.folio for each in receive_folder(place.central.deps, tmp_path / FOLDER)]
    tablet.contact()
    assert [each.folio for each in tablet.kept().receipts] == folios
    assert not any(each.fresh for each in receive_folder(place.central.deps, tmp_path / FOLDER))


def test_only_a_mounted_stick_is_one(tmp_path: Path) -> None:
    (tmp_path / "persona" / "memoria").mkdir(parents=True)
    assert sticks(media=(str(tmp_path),)) == ()
    assert sticks(tmp_path) == (tmp_path,)
    assert sticks(tmp_path / "falta") == ()


def test_the_page_hands_in_and_says_what_to_do(
    shop: Shop, blank: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "memoria"
    monkeypatch.setenv("APOYO_HAND_IN", str(stick))
    opened = shop.open()
    opened.unlock()
    eyes = opened.eyes
    to_form_by_hand(opened, blank)
    write_by_hand(opened)
    to_review(opened)
    eyes.press("Guardar apoyo")
    eyes.find("Apoyo guardado")
    eyes.press("Ver envíos")
    eyes.press("Entregar en memoria")
    eyes.find("No se ve ninguna memoria")
    assert not eyes.enabled("Entregar y recoger recibos")
    stick.mkdir()
    eyes.press("Buscar la memoria otra vez")
    eyes.find("Memoria: memoria")
    eyes.press("Entregar y recoger recibos")
    eyes.find("1 apoyo copiado.")
    assert len(list((stick / FOLDER / "sobres").glob("*.sobre"))) == 1
    eyes.press("Regresar")
    eyes.find("Ver acuses")


def test_a_banner_is_not_scrolled_away_by_the_button_that_was_touched(shop: Shop) -> None:
    opened = shop.open(size=(360, 720))
    opened.unlock()
    eyes, search = opened.eyes, "Buscar la memoria otra vez"
    eyes.press("Ver envíos")
    eyes.press("Entregar en memoria")
    eyes.press(search)
    page = opened.kiosk.window.page_of("entrega")
    assert isinstance(page, EntregaVm)
    stood = eyes.rect(search)
    page._handed(Handed(copied=12, received=3))
    eyes.wait(lambda: eyes.rect(search).top() > stood.bottom(), "aviso")
    eyes.wait(lambda: eyes.enabled(search), "otra vez activo")
    title = eyes.rect("3 recibos recogidos: ya se borraron de aquí. 12 apoyos copiados.")
    assert title.top() > eyes.rect("Entregar en una memoria").bottom()
