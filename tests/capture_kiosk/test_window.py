"""The kiosk through its own window: opening, home, the form by hand, signing, saving, the queue."""

import errno
import os
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from capture_kiosk.device.tablet import Tablet
from core.domain.proceso.proceso import Mode, ProcesoSettings
from core.domain.registration.invitacion import Invitacion
from core.sealing import wrapped
from core.sealing.activation_code import grouped, make_code
from core.sealing.envelope import open_sealed
from core.sealing.payload import decode
from core.tablet.identity import TabletIdentity, Wrapping
from tests.capture_kiosk import drafts, world
from tests.capture_kiosk.conftest import Opened, Shop
from tests.capture_kiosk.screen_worlds import records
from tests.fakes.clock import SetClock

WAVE = [(60 + 8 * n, 120 + (n % 5) * 20) for n in range(30)]


def to_form_by_hand(opened: Opened, blank: Path) -> None:
    """Go from home to the form without reading anything."""
    eyes = opened.eyes
    opened.show(blank)
    eyes.press("Captar un apoyo")
    eyes.press("Acepto continuar")
    eyes.press("INE 2014 a 2019, modelo E o F")
    for title in ("Frente de la credencial", "Reverso de la credencial"):
        eyes.find(title)
        eyes.wait(lambda: eyes.said("Imagen de la cámara") == "Con imagen", "imagen")
        eyes.press("Escribir los datos a mano")
    eyes.find("Compare con la credencial")


def write_by_hand(opened: Opened) -> None:
    """Type what the law needs, by real keys and by the app's own."""
    eyes = opened.eyes
    texts = {"Nombre(s)": "Luis Fernando", "Apellido paterno": "DEL ANGEL"}
    for label, text in texts.items():
        eyes.press(label)
        eyes.find(f"{label}, como está en la credencial")
        eyes.type(text)
        eyes.press("Guardar nombre" if label == "Nombre(s)" else "Guardar apellido")
    for label, key, save in (
        ("Clave de elector", "clave_elector", "Guardar clave"),
        ("OCR", "ocr", "Guardar OCR"),
    ):
        eyes.press(label)
        eyes.press("Carácter 1")
        eyes.type(drafts.VALUES[key])
        eyes.press(save)
    eyes.press("CIC")
    for digit in drafts.VALUES["cic"]:
        eyes.press(digit)
    eyes.press("Guardar CIC")


def to_review(opened: Opened) -> None:
    eyes = opened.eyes
    eyes.press("Los datos coinciden")
    eyes.press("No tomar la foto")
    eyes.find("Espacio para firmar")
    eyes.draw("Espacio para firmar", WAVE)
    eyes.press("Confirmar firma")
    eyes.find("Revise los datos")


def test_a_wrong_password_is_said_and_the_right_one_opens(shop: Shop) -> None:
    opened = shop.open()
    opened.eyes.find("Contraseña")
    opened.eyes.type("no es esta frase")
    opened.eyes.press("Abrir la app")
    opened.eyes.wait(lambda: "contraseña" in opened.eyes.said("Contraseña").lower(), "sentencia")
    for _ in range(16):
        opened.eyes.press("Borrar")
    opened.eyes.press("Contraseña")
    opened.unlock()
    assert opened.page == "inicio"


def test_an_activation_that_was_spoilt_on_the_disk_is_said(shop: Shop) -> None:
    clock = SetClock(world.NOW)
    data = world.activated(shop.folder / "kiosk", clock, world.packet())
    (data / "identity" / "identity.json").write_bytes(b"{}")
    eyes = shop.open(activated=False, clock=clock).eyes
    eyes.find("Contraseña")
    eyes.type(world.PASSWORD)
    eyes.press("Abrir la app")
    eyes.wait(lambda: "No borre nada" in eyes.said("Contraseña"), "sentencia")
    assert eyes.enabled("Abrir la app")


def test_home_shows_the_five_data_and_no_label_for_what_is_not_there(shop: Shop) -> None:
    opened = shop.open()
    opened.unlock()
    assert opened.eyes.said("Ana Muestra Ficticia") == "Diputación local, distrito 5"
    raul = opened.eyes.said("Raúl Ejemplo Prueba")
    assert raul == "Sobrenombre: «El Profe». Presidencia municipal"
    assert sum("Sobrenombre" in name for name in opened.eyes.names()) == 1
    assert opened.eyes.shows("PRÁCTICA")


def test_outside_the_period_capture_says_why_and_nothing_begins(shop: Shop) -> None:
    clock = SetClock(world.PERIODO.capture_ends_at - timedelta(minutes=5))
    opened = shop.open(clock=clock)
    opened.unlock()
    clock.forward(timedelta(minutes=5))
    opened.eyes.press("Captar un apoyo")
    opened.eyes.wait(lambda: opened.eyes.shows("Terminó el plazo para captar"), "negativa")
    assert opened.page == "inicio"
    assert opened.eyes.shows("Lo guardado se envía solo.")


def test_the_list_goes_down_to_the_first_that_was_sent(shop: Shop) -> None:
    opened = shop.open()
    records(opened, waiting=0, sent=45)
    opened.unlock()
    opened.eyes.press("Ver envíos")
    rows: Any = opened.kiosk._pages.cola.records
    opened.eyes.wait(lambda: rows.rowCount() == 40, "los 40 más nuevos")
    assert (rows.items[0].number, rows.items[-1].number) == ("45", "6")
    opened.eyes.press("Ver más")
    opened.eyes.wait(lambda: rows.rowCount() == 45, "los demás")
    assert rows.items[-1].number == "1"
    assert not opened.kiosk._pages.cola.more


def test_a_full_disk_is_told_before_anybody_is_asked_and_again_before_saving(
    shop: Shop, blank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = shop.open()
    opened.unlock()
    with monkeypatch.context() as patched:
        patched.setattr(os, "write", _full)
        opened.eyes.press("Captar un apoyo")
        opened.eyes.wait(lambda: opened.eyes.shows("No queda espacio en este equipo."), "negativa")
        assert opened.page == "inicio"
    to_form_by_hand(opened, blank)
    write_by_hand(opened)
    with monkeypatch.context() as patched:
        patched.setattr(os, "ftruncate", _full)
        to_review(opened)
        opened.eyes.wait(lambda: opened.eyes.shows("No queda espacio en este equipo."), "aviso")
    opened.eyes.press("Guardar apoyo")
    opened.eyes.find("Apoyo guardado")


def _full(*_: object) -> None:
    raise OSError(errno.ENOSPC, "disco ficticio")


def test_pictures_of_a_folder_open_no_real_proceso(shop: Shop) -> None:
    opened = shop.open(packet=world.packet(mode=Mode.REAL))
    opened.eyes.find("Contraseña")
    opened.eyes.type(world.PASSWORD)
    opened.eyes.press("Abrir la app")
    opened.eyes.wait(lambda: "PRÁCTICA" in opened.eyes.said("Contraseña"), "negativa")
    assert opened.page == "contrasena"


def test_a_record_typed_by_hand_is_sealed_and_nothing_else_is_left(shop: Shop, blank: Path) -> None:
    opened = shop.open()
    opened.unlock()
    to_form_by_hand(opened, blank)
    write_by_hand(opened)
    to_review(opened)
    needle = drafts.VALUES["clave_elector"].encode()
    before = [path for path in opened.data.rglob("*") if path.is_file()]
    assert not any(needle in path.read_bytes() for path in before)
    opened.eyes.press("Guardar apoyo")
    opened.eyes.find("Apoyo guardado")
    assert opened.eyes.said("Apoyo guardado").startswith("Registro 1,")
    (sealed,) = (opened.data / "queue").glob("*.sobre")
    identity = TabletIdentity(
        opened.data / "identity", Wrapping(wrapped.wrap, wrapped.unwrap), opened.clock
    )
    identity.unlock(world.PASSWORD)
    payload = open_sealed(
        sealed.read_bytes(), own=world.ELECTION_KEY, device=identity.key().public_key()
    )
    apoyo = decode(payload)
    assert apoyo.value("nombre") == "LUIS FERNANDO"
    assert apoyo.value("clave_elector") == drafts.VALUES["clave_elector"]
    assert apoyo.value("cic") == drafts.VALUES["cic"]
    assert (apoyo.face.given, apoyo.face.picture) == (False, None)
    assert len(apoyo.signature.strokes[0]) == len(WAVE)
    after = [path for path in opened.data.rglob("*") if path.is_file()]
    assert not any(needle in path.read_bytes() for path in after)


def test_the_same_citizen_again_is_warned_of_and_nobody_is_named(shop: Shop, blank: Path) -> None:
    opened = shop.open()
    opened.unlock()
    for again in (False, True):
        to_form_by_hand(opened, blank)
        write_by_hand(opened)
        to_review(opened)
        if again:
            opened.eyes.find("Esta persona ya tiene un apoyo por enviar")
        opened.eyes.press("Guardar apoyo")
        opened.eyes.find("Apoyo guardado")
        opened.eyes.press("Ir al inicio")
    shop.close()
    reopened = shop.open()
    reopened.eyes.wait(lambda: reopened.eyes.shows("2 guardados"), "lo guardado sigue ahí")


def test_the_queue_says_what_waits_and_whose_problem_it_is(shop: Shop, blank: Path) -> None:
    opened = shop.open()
    opened.unlock()
    to_form_by_hand(opened, blank)
    write_by_hand(opened)
    to_review(opened)
    opened.eyes.press("Guardar apoyo")
    opened.eyes.press("Ir al inicio")
    opened.eyes.press("Ver envíos")
    opened.eyes.wait(lambda: opened.eyes.said("Guardados") == "1", "contador")
    opened.eyes.wait(lambda: "espera red" in opened.eyes.said("Registro 1"), "motivo")
    assert opened.eyes.shows("Problema de la red")


def test_too_little_ink_is_refused_and_who_cannot_sign_has_a_way(shop: Shop, blank: Path) -> None:
    opened = shop.open(packet=world.packet(readings=ProcesoSettings(ask_for_face=False)))
    opened.unlock()
    to_form_by_hand(opened, blank)
    write_by_hand(opened)
    eyes = opened.eyes
    eyes.press("Los datos coinciden")
    eyes.find("Espacio para firmar")
    assert "Ver envíos" not in eyes.names()
    eyes.draw("Espacio para firmar", [(50, 50), (55, 50)])
    eyes.press("Confirmar firma")
    eyes.find("La firma tiene muy poco trazo.")
    eyes.press("No puede firmar")
    eyes.press("Confirmar marca")
    eyes.find("Falta el motivo.")
    eyes.press("No sabe firmar")
    eyes.press("Confirmar marca")
    eyes.find("Marca · No sabe firmar")


def test_pressed_too_early_the_form_names_what_misses(shop: Shop, blank: Path) -> None:
    opened = shop.open()
    opened.unlock()
    to_form_by_hand(opened, blank)
    opened.eyes.press("Los datos coinciden")
    said = opened.eyes.said("Faltan datos para poder buscar a la persona en el padrón.")
    assert "Clave de elector" in said
    assert opened.page == "datos"


def test_a_picture_without_a_credential_is_refused_with_its_sentence(
    shop: Shop, blank: Path
) -> None:
    opened = shop.open()
    opened.unlock()
    eyes = opened.eyes
    opened.show(blank)
    eyes.press("Captar un apoyo")
    eyes.press("Acepto continuar")
    eyes.press("Otra o dañada")
    eyes.wait(lambda: eyes.said("Imagen de la cámara") == "Con imagen", "imagen")
    eyes.press("Tomar foto")
    eyes.find("Usar de todos modos")
    assert eyes.shows("No se ve una credencial en la foto.")
    for _ in range(3):
        eyes.press("Regresar")
    assert opened.page == "inicio"
    shutil.rmtree(opened.lens)


def test_closing_while_the_camera_is_shown_makes_qt_say_nothing(shop: Shop, blank: Path) -> None:
    opened = shop.open()
    opened.unlock()
    opened.show(blank)
    for name in ("Captar un apoyo", "Acepto continuar", "Otra o dañada"):
        opened.eyes.press(name)
    opened.eyes.wait(lambda: opened.eyes.said("Imagen de la cámara") == "Con imagen", "imagen")
    shop.close()
    shop.close()


def test_a_no_to_the_notice_leaves_nothing(shop: Shop) -> None:
    opened = shop.open()
    opened.unlock()
    opened.eyes.press("Captar un apoyo")
    opened.eyes.press("No continuar")
    assert opened.page == "inicio"


def test_an_address_and_a_code_can_be_typed_on_the_apps_own_keyboard(shop: Shop) -> None:
    opened = shop.open(activated=False)
    eyes = opened.eyes
    eyes.press("Escribir dirección y código")
    eyes.find("Dirección del servidor")
    for key in ("l", "a", "n"):
        eyes.press(key)
    eyes.press("Usar este código")
    eyes.wait(lambda: any("nueve grupos" in name for name in eyes.names()), "sentencia del código")
    assert opened.page == "activacion"


def test_a_group_that_was_copied_wrong_is_told_before_any_password(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    invites = Invitacion("v1", world.ANA, accepted=False)
    monkeypatch.setattr(Tablet, "who_invites", lambda *_asked: invites)
    opened = shop.open(activated=False)
    eyes = opened.eyes
    code = make_code(bytes(32), bytes(32))
    eyes.press("Escribir dirección y código")
    eyes.find("Dirección del servidor")
    eyes.type("lan.example")
    eyes.press("Código de nueve grupos")
    wrong = "Z" if code[5] != "Z" else "0"
    eyes.type(grouped(code[:5] + wrong + code[6:]))
    eyes.wait(lambda: "no está bien copiado" in eyes.said("Grupo 2"), "grupo mal copiado")
    assert eyes.said("Grupo 1") == code[:4]
    assert eyes.said("Código de nueve grupos").startswith("El grupo 2 del código no está bien")
    eyes.press("Usar este código")
    assert "Contraseña nueva" not in eyes.names()
    for _ in range(44):
        eyes.press("Borrar")
    eyes.wait(lambda: not eyes.said("Grupo 1"), "código borrado")
    eyes.press("Código de nueve grupos")
    eyes.type(grouped(code))
    eyes.wait(lambda: eyes.said("Grupo 2") == code[4:8], "grupo bien copiado")
    eyes.press("Usar este código")
    eyes.press("Acepto")
    eyes.find("Contraseña nueva")
