"""Whatever is typed, pasted or said by another keyboard: nothing breaks, nothing unseen is kept."""

import itertools
from dataclasses import dataclass

import pytest
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest

from capture_kiosk.capture.form import BY_ID
from capture_kiosk.capture.typed_code import TypedCode
from capture_kiosk.view_models.chip_vm import ChipVm
from capture_kiosk.view_models.page_vm import Ways
from capture_kiosk.view_models.teclado_vm import TecladoVm
from core.domain.credencial.lectura import FieldReading
from core.domain.values.texto import visible
from core.sealing.envelope import open_sealed
from core.sealing.payload import decode
from tests.capture_kiosk import drafts, world
from tests.capture_kiosk.conftest import Opened, Shop
from tests.capture_kiosk.journeys import signed
from tests.capture_kiosk.screen_worlds import photographed
from tests.capture_kiosk.test_pages_fit import faults, settled

LONG = "MARÍA GUADALUPE DE LOS ÁNGELES CONCEPCIÓN MUESTRA FICTICIA ÑÜ"
RUBBISH = {
    LONG: LONG,
    "O\u02bcHara \ua78c \u2019": "O\u02bcHARA \ua78b \u2019",
    "Ana \U0001f600 Muestra": "ANA \U0001f600 MUESTRA",
    "<b>Ana</b> &amp; %1 {0}": "<B>ANA</B> &AMP; %1 {0}",
    "=cmd()|'/C calc'!A0": "=CMD()|'/C CALC'!A0",
    "Jose\u0301  \u00a0 Muestra": "JOSÉ MUESTRA",
    "\u202eANA\u202c \u0645\u0648 \u200bA\u2066B\ufeff": "ANA \u0645\u0648 AB",
    "A\x00N\x07A \x1b[31m \u200b \u2060 B": "ANA [31M B",
    "A\ud83dNA": "ANA",
    " \n\t\r\n\u200b": "",
}
"""What is typed, and what is kept of it."""
LINES = "ANA\nMUESTRA\r\n\u2028 X\u2029Y\tZ\x0bW\n"


@dataclass
class Keys:
    """The page that corrects one field, without a window."""

    page: TecladoVm
    value: dict[str, str]

    def written(self, field: str, text: str) -> str:
        self.page.open(BY_ID[field])
        self.page.setText(text)
        self.page.keep()
        return self.value[field]


@pytest.fixture
def keys(qapp: QGuiApplication) -> Keys:
    flow = drafts.to_data(drafts.a_flow())
    chip = ChipVm(drafts.nothing, qapp)
    ways = Ways(chip, drafts.nothing, lambda _page: None, drafts.nothing)
    return Keys(TecladoVm(ways, flow), flow.draft.values)


def test_of_a_name_all_that_can_be_seen_is_kept_and_nothing_else(keys: Keys) -> None:
    assert {text: keys.written("nombre", text) for text in RUBBISH} == RUBBISH
    assert keys.written("nombre", LINES) == "ANA MUESTRA X Y Z W"


def test_an_address_keeps_its_lines(keys: Keys) -> None:
    assert keys.written("domicilio", LINES) == "ANA\nMUESTRA\nX Y Z W"
    kept = "\n".join(filter(None, RUBBISH.values()))
    assert keys.written("domicilio", "\n".join(RUBBISH)) == kept


@pytest.mark.parametrize("sign", ["AB", "\ufb06", "12", "\u0967", "\u2160", "\U0001f600", "ß"])
def test_a_cell_takes_one_sign_of_its_own_and_no_other(sign: str) -> None:
    for field, place in itertools.product(("clave_elector", "cic"), range(9)):
        code = TypedCode.of(BY_ID[field], "", place)
        assert code.press(sign.upper()) == code


def paste(opened: Opened, text: str) -> None:
    """Have another keyboard write a text in the box that has the focus."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QGuiApplication.sendEvent(opened.eyes.window.activeFocusItem(), event)


def test_a_window_takes_rubbish_in_its_boxes_and_seals_what_can_be_seen_of_it(shop: Shop) -> None:
    opened = shop.open(size=(360, 720))
    eyes, flow, everything = opened.eyes, opened.kiosk._flow, LINES.join(RUBBISH)
    eyes.find("Contraseña")
    paste(opened, "a\U0001f600")
    for _ in range(2):
        eyes.press("Borrar")
    assert opened.kiosk.window.page_of("contrasena").property("password") == ""
    paste(opened, everything)
    eyes.press("Abrir la app")
    eyes.wait(lambda: "no es correcta" in eyes.said("Contraseña"), "negativa")
    found = settled(opened, lambda: faults(opened))
    eyes.press("Contraseña")
    QTest.keySequence(eyes.window, QKeySequence.StandardKey.SelectAll)
    opened.unlock()
    eyes.press("Poner PIN")
    eyes.press("PIN")
    paste(opened, everything)
    eyes.press("Usar este PIN")
    eyes.wait(lambda: "cuatro a ocho" in eyes.said("PIN"), "negativa")
    eyes.press("Regresar")
    eyes.press("Captar un apoyo")
    eyes.find("Acepto continuar")
    photographed(flow)
    flow.keep_reading(drafts.a_reading(nombre=FieldReading()))
    opened.kiosk.follow()
    eyes.press("Nombre(s)")
    eyes.find("Nombre(s), como está en la credencial")
    paste(opened, everything)
    found += settled(opened, lambda: faults(opened))
    eyes.press("Guardar nombre")
    eyes.press("Los datos coinciden")
    eyes.press("No tomar la foto")
    signed(opened)
    eyes.press("Confirmar firma")
    eyes.find("Revise los datos")
    found += settled(opened, lambda: faults(opened))
    eyes.press("Guardar apoyo")
    eyes.find("Apoyo guardado")
    (sealed,) = (opened.data / "queue").glob("*.sobre")
    payload = open_sealed(
        sealed.read_bytes(),
        own=world.ELECTION_KEY,
        device=opened.kiosk._tablet.identity.key().public_key(),
    )
    assert decode(payload).value("nombre") == visible(everything).upper()
    assert not found, "\n".join(["", *found])
