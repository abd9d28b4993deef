"""Scanned documents through the window: attached, refused, given up, replaced, withdrawn, kept."""

import hashlib
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from admin_desktop.main import Desk
from admin_desktop.parts.file_dialog import FileDialog
from admin_desktop.screens.escaneos.sending import Sending
from admin_desktop.screens.escaneos.view import EscaneosView
from admin_desktop.shell import scans
from core.client.escaneos import EscaneosClient
from core.client.transport import Transport
from core.domain.access.roles import Role
from core.domain.registration.escaneo import MOST_BYTES
from core.errors import CentralUnreachable
from tests import registro
from tests.admin_desktop.by_name import Eyes, settle
from tests.admin_desktop.conftest import WAIT, sign_in
from tests.admin_desktop.pictures import picture
from tests.admin_desktop.test_expediente import first_row
from tests.admin_desktop.test_journey_staff import agree, open_account
from tests.central_server import Central
from tests.escaneos import a_jpeg, a_pdf, a_png, bring

LIST, PAGE = "Documentos del expediente", "Agregar al expediente"


@pytest.fixture
def office(server: Central) -> Central:
    """Return a server with one aspirante, an official and an auditor."""
    desk = registro.open_proceso(server)
    desk.token = server.someone(Role.REGISTRAR).token
    registro.register(desk)
    open_account(server, "registra", Role.REGISTRAR)
    open_account(server, "audita", Role.AUDITOR)
    return server


@pytest.fixture
def scanning(office: Central, eyes: Eyes, desk: Desk, qtbot: QtBot) -> Eyes:
    """Return the window at the documents of the one aspirante."""
    sign_in(eyes, office, qtbot, "registra")
    to_scans(eyes, desk, qtbot)
    return eyes


def to_scans(eyes: Eyes, desk: Desk, qtbot: QtBot) -> None:
    eyes.press("Aspirantes")
    settle()
    first_row(desk, "Lista de aspirantes")
    eyes.press("Abrir expediente")
    qtbot.waitUntil(lambda: "Documentos escaneados" in eyes.controls(), timeout=WAIT)
    eyes.press("Documentos escaneados")
    qtbot.waitUntil(lambda: eyes.shows("Id Solicitante 000001"), timeout=WAIT)
    settle()


@pytest.fixture
def files(tmp_path: Path) -> Callable[..., list[str]]:
    """Return what writes files and returns their paths."""

    def write(**named: bytes) -> list[str]:
        found = []
        for name, content in named.items():
            stem, _, ending = name.rpartition("_")
            path = tmp_path / f"{stem}.{ending}"
            path.write_bytes(content)
            found.append(str(path))
        return found

    return write


def drop(desk: Desk, paths: list[str]) -> bool:
    """Drag files over the page and let go of them there; tell whether it takes them."""
    view = next(each for each in desk.shell.findChildren(EscaneosView) if each.isVisible())
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path) for path in paths])
    actions, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(view.rect().center(), actions, data, buttons, none)
    entered.ignore()
    QApplication.sendEvent(view, entered)
    if entered.isAccepted():
        middle = QPointF(view.rect().center())
        QApplication.sendEvent(view, QDropEvent(middle, actions, data, buttons, none))
    settle()
    return entered.isAccepted()


def tell(eyes: Eyes, name: str, kind: str = "Manifestación", pages: str = "2") -> None:
    """Fill the form of a file in."""
    eyes.choose(f"Qué documento es {name}", kind)
    eyes.type(f"Fecha de {name}", "01112026")
    eyes.type(f"Hojas de {name}", pages)


def kept(office: Central) -> list[dict[str, object]]:
    found: list[dict[str, object]] = (
        office.someone(Role.AUDITOR).get("/v1/aspirantes/000001/escaneos").json()
    )
    return found


def test_several_are_dropped_told_of_and_attached_together(
    scanning: Eyes, desk: Desk, office: Central, files: Callable[..., list[str]], qtbot: QtBot
) -> None:
    assert scanning.shows("Todavía no hay documentos escaneados en este expediente.")
    picture(desk, "escaneos_vacia")
    paths = files(oficio_pdf=a_pdf(), credencial_png=a_png())
    assert drop(desk, paths)
    assert scanning.focused_name() == "Qué documento es oficio.pdf"
    assert scanning.value("Título de oficio.pdf") == "oficio"
    assert scanning.value("Hojas de credencial.png") == "1", "a picture is one sheet"
    scanning.press(PAGE)
    assert scanning.shows("Por corregir: 5. No se guardó nada.")
    assert kept(office) == []
    assert scanning.focused_name() == "Qué documento es oficio.pdf", (
        "the first that lacks something"
    )
    picture(desk, "escaneos_errores")
    tell(scanning, "oficio.pdf")
    tell(scanning, "credencial.png", "Credencial", "1")
    picture(desk, "escaneos_elegidos")
    scanning.press(PAGE)
    qtbot.waitUntil(lambda: scanning.shows("2 documentos agregados."), timeout=WAIT)
    settle()
    picture(desk, "escaneos_llena")
    rows = kept(office)
    assert {each["type"] for each in rows} == {"pdf", "png"}
    assert {(each["by"], each["day"]) for each in rows} == {("registra", "2026-11-01")}
    assert "oficio.pdf" not in str(rows)
    scanning.press("Volver al expediente")
    qtbot.waitUntil(lambda: scanning.shows("oficio. 1 nov 2026, 2 hojas"), timeout=WAIT)
    told = "agregó al expediente del aspirante 000001 un documento escaneado"
    qtbot.waitUntil(lambda: scanning.shows(told), timeout=WAIT)


def test_what_is_refused_stays_with_its_reason_and_the_others_go(
    scanning: Eyes, desk: Desk, office: Central, files: Callable[..., list[str]], qtbot: QtBot
) -> None:
    paths = files(
        bien_pdf=a_pdf(),
        word_pdf=b"PK\x03\x04 nada",
        secreto_pdf=a_pdf().replace(b"/Root", b"/Encrypt 9 0 R/Root"),
    )
    huge = Path(paths[0]).with_name("enorme.pdf")
    with huge.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    huge.with_name("nada.pdf").touch()
    gone = [str(huge.with_name(f"{each}.pdf")) for each in ("no-esta", "nada")]
    assert drop(desk, [*paths, str(huge), *gone])
    assert scanning.shows("Un documento escaneado tiene 20 MB a lo más.")
    assert scanning.shows("Ese archivo está vacío.")
    for name in ("bien.pdf", "word.pdf", "secreto.pdf"):
        tell(scanning, name)
    scanning.press(PAGE)
    qtbot.waitUntil(lambda: scanning.shows("1 documento agregado. Lo que queda"), timeout=WAIT)
    settle()
    picture(desk, "escaneos_rechazados")
    assert scanning.shows("Ese archivo no es un PDF, un JPEG ni un PNG")
    assert scanning.shows("Ese PDF pide contraseña")
    assert len(kept(office)) == 1
    for name in ("word.pdf", "secreto.pdf", "enorme.pdf", "no-esta.pdf", "nada.pdf"):
        scanning.go(f"Quitar {name}")  # scrolled into sight
        scanning.press(f"Quitar {name}")
    settle()
    assert scanning.shows("1 documento agregado.")
    assert LIST in scanning.controls()


class Held:
    """Holds the sending of the second part of a file until it is let go."""

    def __init__(self) -> None:
        self.reached, self.go = threading.Event(), threading.Event()

    def __call__(self, sending: Sending) -> Callable[[int, int], None]:
        watched = _WATCHED(sending)

        def told(sent: int, of: int) -> None:
            watched(sent, of)
            if sent:
                self.reached.set()
                assert self.go.wait(WAIT / 1000)
                watched(sent, of)

        return told


_WATCHED = scans._watched


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    made = Held()
    monkeypatch.setattr(scans, "_watched", made)
    yield made
    made.go.set()


def test_one_on_its_way_shows_how_far_it_is_and_can_be_given_up(
    scanning: Eyes,
    desk: Desk,
    office: Central,
    files: Callable[..., list[str]],
    qtbot: QtBot,
    held: Held,
) -> None:
    long = a_pdf("MUESTRA", b"(" + b"A" * (3 << 20) + b")")
    assert drop(desk, files(largo_pdf=long, corto_png=a_png()))
    tell(scanning, "largo.pdf")
    tell(scanning, "corto.png", "Credencial", "1")
    view = scanning.find(PAGE).object()
    view.click()
    qtbot.waitUntil(held.reached.is_set, timeout=WAIT)
    qtbot.waitUntil(lambda: scanning.shows("Enviado: "), timeout=WAIT)
    assert scanning.shows("Espera su turno.")
    picture(desk, "escaneos_enviando")
    cancel = scanning.find("Cancelar el envío de largo.pdf").object()
    cancel.click()
    held.go.set()
    qtbot.waitUntil(lambda: scanning.shows("Usted canceló el envío"), timeout=WAIT)
    settle()
    assert [each["type"] for each in kept(office)] == ["png"], "the other one went on"
    scanning.press(PAGE)
    qtbot.waitUntil(lambda: len(kept(office)) == 2, timeout=WAIT)
    settle()
    assert LIST in scanning.controls()


def test_without_a_server_nothing_typed_is_lost(
    scanning: Eyes,
    desk: Desk,
    office: Central,
    files: Callable[..., list[str]],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert drop(desk, files(uno_pdf=a_pdf(), dos_jpg=a_jpeg()))
    tell(scanning, "uno.pdf")
    tell(scanning, "dos.jpg", "Credencial", "1")
    call = Transport._call

    def lost(self: Transport, method: str, path: str, **rest: object) -> bytes:
        answer = call(self, method, path, **rest)  # type: ignore[arg-type]
        if method == "PUT":
            raise CentralUnreachable  # it came, and its answer did not
        return answer

    monkeypatch.setattr(Transport, "_call", lost)
    scanning.press(PAGE)
    qtbot.waitUntil(lambda: scanning.shows("No hay respuesta"), timeout=WAIT)
    settle()
    picture(desk, "escaneos_sin_servidor")
    assert scanning.value("Título de dos.jpg") == "dos"
    monkeypatch.setattr(Transport, "_call", call)
    scanning.press(PAGE)
    qtbot.waitUntil(lambda: scanning.shows("2 documentos agregados."), timeout=WAIT)
    assert len(kept(office)) == 2, "the one whose answer was lost is there once"


def test_one_is_withdrawn_replaced_and_saved(
    scanning: Eyes, desk: Desk, office: Central, tmp_path: Path, qtbot: QtBot
) -> None:
    someone = office.someone(Role.REGISTRAR, user="eva")
    first, second = a_pdf(), a_png()
    for content in (first, second):
        assert bring(someone, content).status_code == 201
    scanning.press("Volver al expediente")
    settle()
    scanning.press("Documentos escaneados")
    settle()
    view = first_row(desk, LIST)
    assert view.model().rowCount() == 2
    digits = hashlib.sha256(second).hexdigest()
    assert scanning.shows(digits[:8])
    scanning.press("Guardar una copia")
    choose(desk, tmp_path / "copia.png", qtbot)
    qtbot.waitUntil(lambda: scanning.shows("Copia guardada: copia.png"), timeout=WAIT)
    assert (tmp_path / "copia.png").read_bytes() == second
    scanning.press("Retirar")
    scanning.press("Retirar documento")
    assert scanning.shows("Por corregir: 1")
    scanning.type("Motivo del retiro", "Es de otra persona")
    picture(desk, "escaneos_retirar")
    scanning.press("Retirar documento")
    qtbot.waitUntil(lambda: scanning.shows("queda retirado"), timeout=WAIT)
    settle()
    assert "Retirar" not in scanning.controls(), "it ended"
    assert scanning.shows("Es de otra persona")
    scanning.go(LIST)
    scanning.key(Qt.Key.Key_Down)
    settle()
    better = tmp_path / "mejor.pdf"
    better.write_bytes(a_pdf("MUESTRA 2"))
    scanning.press("Reemplazar")
    choose(desk, better, qtbot)
    settle()
    assert scanning.value("Hojas de mejor.pdf") == ""
    scanning.type("Hojas de mejor.pdf", "3")
    scanning.type("Motivo del reemplazo", "Se lee mejor")
    scanning.press(PAGE)
    qtbot.waitUntil(lambda: scanning.shows("1 documento agregado."), timeout=WAIT)
    settle()
    picture(desk, "escaneos_reemplazado")
    states = sorted(str(each["state"]) for each in kept(office))
    assert states == ["reemplazado", "retirado", "vigente"]


def choose(desk: Desk, path: Path, qtbot: QtBot) -> None:
    """Choose a file in the dialog that is open."""
    (dialog,) = desk.shell.findChildren(FileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    desk.shell.activateWindow()  # as a window manager does once a dialog is gone
    qtbot.waitUntil(desk.shell.isActiveWindow, timeout=WAIT)
    settle()


def test_two_who_withdraw_the_same_one_are_told(
    scanning: Eyes, desk: Desk, office: Central, qtbot: QtBot
) -> None:
    someone = office.someone(Role.REGISTRAR, user="eva")
    given = bring(someone, a_pdf()).json()["id"]
    scanning.press("Volver al expediente")
    settle()
    scanning.press("Documentos escaneados")
    settle()
    first_row(desk, LIST)
    path = f"/v1/escaneos/{given}/retiro"
    assert someone.post(path, {"reason": "Ya no"}).status_code == 200
    scanning.press("Retirar")
    scanning.type("Motivo del retiro", "Es de otra persona")
    scanning.press("Retirar documento")
    qtbot.waitUntil(lambda: scanning.shows("Ese documento ya se retiró"), timeout=WAIT)
    assert scanning.value("Motivo del retiro") == "Es de otra persona", "nothing typed is lost"


def test_who_only_reads_sees_the_list_and_takes_nothing(
    office: Central, eyes: Eyes, desk: Desk, files: Callable[..., list[str]], qtbot: QtBot
) -> None:
    assert bring(office.someone(Role.REGISTRAR), a_pdf()).status_code == 201
    sign_in(eyes, office, qtbot, "audita")
    to_scans(eyes, desk, qtbot)
    first_row(desk, LIST)
    settle()
    assert eyes.shows("Huella SHA-256")
    acts = {"Agregar documentos", "Guardar una copia", "Reemplazar", "Retirar"}
    assert not acts & set(eyes.controls())
    assert not drop(desk, files(uno_pdf=a_pdf("OTRA")))


def test_leaving_asks_while_a_file_is_not_there(
    scanning: Eyes, desk: Desk, office: Central, files: Callable[..., list[str]], qtbot: QtBot
) -> None:
    assert drop(desk, files(uno_pdf=a_pdf()))
    scanning.press("Volver a los documentos")
    agree(desk, qtbot, "Descartar", "escaneos_descartar")
    settle()
    assert LIST in scanning.controls() or scanning.shows("Todavía no hay documentos")
    assert kept(office) == []


def test_the_client_refuses_a_copy_that_is_not_the_one_listed(
    office: Central, monkeypatch: pytest.MonkeyPatch
) -> None:
    someone = office.someone(Role.REGISTRAR)
    assert bring(someone, a_pdf()).status_code == 201
    client = EscaneosClient(Transport(office.url, office.authority, someone.token))
    (row,) = client.of("000001")
    assert client.copy(row) == a_pdf()
    monkeypatch.setattr(Transport, "taken", lambda _self, _path: b"otra cosa")
    with pytest.raises(CentralUnreachable):
        client.copy(row)
