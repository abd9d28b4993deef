"""«Dispositivo en ceros»: never while something waits; then nothing is left, and it is proved."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Event

import numpy as np
import pytest
import zxingcpp

from capture_kiosk.cameras.qr import qr_image
from capture_kiosk.device.emptying import Emptying
from capture_kiosk.device.tablet import Tablet
from capture_kiosk.errors import RecordsWaiting
from core.clock import SystemClock
from core.domain.apoyos.apoyo import FrameSourceKind, RecordMode
from core.domain.device.tablet import CaptureFacts, KeptReceipt
from core.domain.values.signed import Signed
from core.errors import MachineTrouble
from core.sealing import activation_code
from core.sealing.ceros import read_certificate
from core.server.cli import main
from core.tablet import durable
from core.tablet.errors import IdentityLocked
from core.tablet.receipts import FolderLedger
from core.tablet.wipe import remains
from tests.apoyo_world import FIRST, World
from tests.capture_kiosk import world
from tests.capture_kiosk.conftest import Shop
from tests.capture_kiosk.test_pages_fit import faults
from tests.central_server import Central
from tests.fakes.apoyos import an_apoyo

SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
CLOCK = SystemClock()


def a_tablet(data: Path) -> Tablet:
    return Tablet(data, CLOCK, lambda: "0" * 64, FrameSourceKind.FILE)


@SQLITE
def test_a_tablet_that_sent_everything_is_emptied_and_the_server_believes_its_certificate(
    central: Central,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place, data = World.made(central), tmp_path / "kiosk"
    place.enlist(FIRST)
    tablet = a_tablet(data)
    code = activation_code.TypedInvitation.typed(central.url, place.code())
    tablet.activate(code, world.PASSWORD)
    facts = CaptureFacts(RecordMode.APOYO, FIRST, FrameSourceKind.FILE, CLOCK.now())
    tablet.save(facts, an_apoyo())
    empty = Emptying(tablet, data, CLOCK)
    with pytest.raises(RecordsWaiting):
        empty()
    tablet.contact()
    assert len(remains(data)) > 3
    done = empty()
    assert (done.remains, remains(data), done.receipts) == ((), (), 1)
    assert not tablet.identity.is_activated()
    assert tablet.contact().reached
    monkeypatch.setenv("APOYO_DATABASE_URL", central.deps.settings.database)
    line = ["central", "ceros", done.certificate, "--data", str(central.data)]
    assert main(line) == 0
    assert done.device in capsys.readouterr().out
    line[2] = done.certificate.replace(":1:2", ":7:2")
    assert main(line) == 2


def test_without_the_password_nothing_is_erased(tmp_path: Path) -> None:
    data = world.activated(tmp_path / "kiosk", CLOCK, world.packet())
    before = remains(data)
    with pytest.raises(IdentityLocked):
        Emptying(a_tablet(data), data, CLOCK)()
    assert remains(data) == before


def test_a_call_in_progress_is_waited_for_before_anything_is_erased(tmp_path: Path) -> None:
    data = world.activated(tmp_path / "kiosk", CLOCK, world.packet())
    tablet = a_tablet(data)
    tablet.unlock(world.PASSWORD)
    inside, leave = Event(), Event()

    def call() -> None:
        with tablet._client():
            inside.set()
            leave.wait(180)
            (data / "packet").write_bytes(b"renovado")

    with ThreadPoolExecutor(2) as hands:
        calling = hands.submit(call)
        inside.wait(180)
        ending = hands.submit(Emptying(tablet, data, CLOCK))
        with pytest.raises(TimeoutError):
            ending.result(0.3)
        assert (data / "packet").exists()
        leave.set()
        calling.result(180)
        ending.result(180)
    assert remains(data) == ()


def test_an_emptying_that_fails_anywhere_is_resumed_and_its_certificate_is_true(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk refuses all but one deletion of each try, and the program starts anew."""
    data = tmp_path / "kiosk"
    tablet = a_tablet(world.activated(data, CLOCK, world.packet()))
    for number in (1, 2, 3):
        sent = KeptReceipt(number, FIRST, f"f-{number}", CLOCK.now(), Signed("recibo", "", "", ""))
        FolderLedger.at(data / "receipts").keep(f"{number:032x}", sent)
    tablet.unlock(world.PASSWORD)
    public, tries, done = tablet.identity.key().public_key(), 0, None
    erase = durable.erase
    while done is None:
        tries += 1
        left = iter(range(1))  # one deletion a try, whatever goes first

        def erase_one(path: Path, left: Iterator[int] = left) -> None:
            if path.exists() and next(left, None) is None:
                raise MachineTrouble({"detail": "disco ficticio"})
            erase(path)

        tablet = a_tablet(data)
        empty = Emptying(tablet, data, CLOCK)
        if empty.is_signed():
            assert {Path(name).parts[0] for name in remains(data)} <= {"identity", "ceros"}
        else:
            tablet.unlock(world.PASSWORD)
            assert len(remains(data)) > 1
        monkeypatch.setattr(durable, "erase", erase_one)
        with suppress(MachineTrouble):
            done = empty()
        monkeypatch.setattr(durable, "erase", erase)
    assert (done.remains, remains(data), done.receipts) == ((), (), 3)
    said = read_certificate(done.certificate, lambda device: public if device else None)
    assert (said.receipts, said.device) == (3, done.device)
    assert tries > 6


def test_a_tablet_cut_at_the_last_step_shows_its_certificate_at_the_next_start(shop: Shop) -> None:
    data = world.activated(shop.folder / "kiosk", CLOCK, world.packet())
    tablet = a_tablet(data)
    tablet.unlock(world.PASSWORD)
    text = Emptying(tablet, data, CLOCK)._signed()
    opened = shop.open()
    opened.eyes.find("La tableta quedó en ceros")
    assert remains(data) == ()
    assert opened.eyes.shows(
        read_certificate(text, lambda _: tablet.identity.key().public_key()).device
    )


@pytest.mark.parametrize("size", [(600, 1024), (360, 720)])
def test_the_page_asks_first_and_shows_the_certificate(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    stick = tmp_path / "memoria"
    stick.mkdir()
    monkeypatch.setenv("APOYO_HAND_IN", str(stick))
    opened = shop.open(size=size)
    opened.unlock()
    eyes = opened.eyes
    eyes.press("Ver envíos")
    eyes.press("Entregar en memoria")
    eyes.press("Dejar la tableta en ceros")
    eyes.press("Dejar en ceros")
    eyes.press("No borrar")
    eyes.press("Dejar en ceros")
    eyes.find("¿Borrar todo de esta tableta?")
    assert remains(opened.data)
    found = faults(opened)
    eyes.press("Sí, borrar todo")
    eyes.find("La tableta quedó en ceros")
    assert remains(opened.data) == ()
    eyes.press("Guardar el PDF en la memoria")
    eyes.wait(lambda: eyes.shows("Guardado en apoyo-entrega"), "guardado")
    [pdf] = (stick / "apoyo-entrega").glob("*.pdf")
    assert pdf.read_bytes().startswith(b"%PDF")
    assert not found + faults(opened)
    assert "Regresar" not in eyes.names()


def test_a_qr_says_its_text() -> None:
    picture = qr_image("apoyo-ceros:1:tableta:3:20261129T000000Z:" + "A" * 86)
    width, height = picture.width(), picture.height()
    rows = np.frombuffer(picture.constBits(), np.uint8).reshape(height, picture.bytesPerLine())
    [read] = zxingcpp.read_barcodes(np.ascontiguousarray(rows[:, :width]))
    assert read.text.startswith("apoyo-ceros:1:tableta:3:")
