"""A stick goes from a tablet to the server and back; only a receipt that verifies erases."""

import errno
import itertools
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import SimpleNamespace

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
from core.tablet.errors import StickFull, StickGone, StickLocked, StickTaken
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


class Stick:
    """A memory stick whose disk refuses, or is pulled out, at the n-th call upon it."""

    def __init__(self, path: Path) -> None:
        self.path, self._out = path, path.with_name("fuera")
        path.mkdir()

    def pull(self) -> None:
        with suppress(FileNotFoundError):  # it is out
            self.path.rename(self._out)

    def plug_in(self) -> None:
        if self._out.exists():
            self._out.rename(self.path)

    @contextmanager
    def failing(self, call: str, at: int, number: int) -> Iterator[None]:
        """Refuse the call, from the `at`-th upon this stick on; EIO is a stick that was pulled."""
        real, made = getattr(os, call), itertools.count(1)

        def refused(what: int | str | Path, *more: object, **named: object) -> object:
            where = (
                str(Path(f"/proc/self/fd/{what}").readlink())
                if isinstance(what, int)
                else str(what)
            )
            if where.startswith((str(self.path), str(self._out))) and next(made) >= at:
                if number == errno.EIO:
                    self.pull()
                raise OSError(number, "memoria ficticia")
            return real(what, *more, **named)

        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(os, call, refused)
            yield


TROUBLES = [
    (call, at, number, trouble)
    for call in ("write", "fsync", "replace")
    for at in (1, 2)
    for number, trouble in (
        (errno.EIO, StickGone),
        (errno.ENOSPC, StickFull),
        (errno.EROFS, StickLocked),
    )
]


@SQLITE
def test_a_stick_that_is_pulled_out_full_or_locked_loses_nothing_and_doubles_nothing(
    place: World, tablet: Tablet, tmp_path: Path
) -> None:
    stick = Stick(tmp_path / "memoria")
    for call, at, number, trouble in TROUBLES:
        with stick.failing(call, at, number):
            handed = hand_in(tablet, stick.path)
        assert type(handed.error) is trouble, (call, at, number)
        assert not handed.received
        assert len(tablet.kept().waiting) == 2
        stick.plug_in()
    again = hand_in(tablet, stick.path)
    assert (again.copied, again.error) == (2, None)
    assert not list(stick.path.rglob("*.partial"))
    told = list(receive_folder(place.central.deps, stick.path / FOLDER))
    assert [(each.fresh, each.error) for each in told] == [(True, None)] * 2
    with stick.failing("stat", 3, errno.EIO):  # it is there, its first receipt, its second one
        cut = hand_in(tablet, stick.path)
    assert (cut.received, type(cut.error)) == (1, StickGone)
    assert len(tablet.kept().waiting) == 1
    stick.plug_in()
    with stick.failing("unlink", 1, errno.EIO):  # while its copies are taken off
        back = hand_in(tablet, stick.path)
    assert (back.received, type(back.error)) == (1, StickGone)
    assert not tablet.kept().waiting
    assert len(tablet.kept().receipts) == 2


@SQLITE
def test_what_others_left_on_a_stick_stays_and_what_was_cut_is_copied_whole(
    place: World, tablet: Tablet, tmp_path: Path
) -> None:
    del place
    envelopes, receipts = tmp_path / FOLDER / "sobres", tmp_path / FOLDER / "recibos"
    envelopes.mkdir(parents=True)
    receipts.mkdir()
    alien = f"00000001-{'a' * 32}-{'b' * 64}.sobre"
    (envelopes / alien).write_bytes(b"de otra tableta")
    (receipts / f"{'a' * 32}.json").write_bytes(b"de otra tableta")
    own = tablet.kept().waiting[0]
    cut = envelopes / f"{own.counter:08d}-{own.record_id}-{own.sha256}.sobre"
    cut.write_bytes(b"")
    (envelopes / f"{cut.name}.7.partial").write_bytes(b"mitad")
    assert hand_in(tablet, tmp_path) == Handed(copied=2)
    assert cut.stat().st_size == own.size
    assert (envelopes / alien).read_bytes() == b"de otra tableta"
    assert (receipts / f"{'a' * 32}.json").exists()
    assert not list(envelopes.glob("*.partial"))


@SQLITE
@pytest.mark.parametrize("what", ["file", "link"])
def test_something_else_in_the_place_of_the_folder_is_named_and_left(
    place: World, tablet: Tablet, tmp_path: Path, what: str
) -> None:
    del place
    stick = tmp_path / "memoria"
    stick.mkdir()
    if what == "file":
        (stick / FOLDER).write_bytes(b"ajeno")
    else:
        (stick / FOLDER).symlink_to(tmp_path / "kiosk")
    handed = hand_in(tablet, stick)
    assert isinstance(handed.error, StickTaken)
    assert handed.error.facts == {"name": FOLDER}
    assert not (tmp_path / "kiosk" / "sobres").exists()


@SQLITE
def test_where_the_stick_stood_nothing_is_made(
    place: World, tablet: Tablet, tmp_path: Path
) -> None:
    del place
    left = tmp_path / "memoria"
    left.mkdir()  # as it stands empty under a stick that is no longer mounted
    handed = hand_in(tablet, left, is_there=lambda _: False)
    assert isinstance(handed.error, StickGone)
    assert not list(left.iterdir())
    left.rmdir()
    assert isinstance(hand_in(tablet, left).error, StickGone)
    assert not left.exists()


def test_a_locked_stick_is_seen_after_those_that_may_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = {name: tmp_path / name for name in ("a-cerrada", "b-ajena", "c-abierta", "d-muerta")}
    for each in places.values():
        each.mkdir()

    def mounted(place: Path) -> bool:
        if place == places["d-muerta"]:
            raise OSError(errno.ENOTCONN, "memoria ficticia")
        return True

    def flags(place: Path) -> SimpleNamespace:
        return SimpleNamespace(f_flag=os.ST_RDONLY if place == places["a-cerrada"] else 0)

    monkeypatch.setattr(Path, "is_mount", mounted)
    monkeypatch.setattr(os, "access", lambda place, _: place == places["c-abierta"])
    monkeypatch.setattr(os, "statvfs", flags)
    assert sticks(media=(str(tmp_path),)) == (places["c-abierta"], places["a-cerrada"])


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
    stick.rename(tmp_path / "fuera")
    eyes.press("Entregar y recoger recibos")
    eyes.find("La memoria se quitó o dejó de responder.")
    eyes.find("No se ve ninguna memoria")
    assert not eyes.shows("Lleve la memoria al Instituto")
    assert not eyes.enabled("Entregar y recoger recibos")
    (tmp_path / "fuera").rename(stick)
    eyes.press("Buscar la memoria otra vez")
    eyes.press("Entregar y recoger recibos")
    eyes.find("1 apoyo copiado.")
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
