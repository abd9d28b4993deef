"""Entering by password and by PIN leaves neither on the disk, nor what either could be tried on."""

import re
from datetime import timedelta

import pytest

from core.sealing.errors import PasswordRejected
from tests.capture_kiosk import world
from tests.capture_kiosk.conftest import Opened, Shop
from tests.capture_kiosk.test_session_lock import covered, uncover
from tests.walkthrough.residue import hash_needles, search, sees, text_needle
from tests.written_files import written

_PIN, _WRONG = "48219375", "frase errada"
_ITS_OWN = re.compile(r"identity/(attempts\.json|authority\.pem)\.[0-9]+\.partial")
"""All that entering writes: how often it was tried, and the server's authority where it lacks."""


def enter_each_way(opened: Opened) -> None:
    """Enter with a wrong and the right password, choose a PIN, and uncover the session by it."""
    eyes = opened.eyes
    with pytest.raises(PasswordRejected):
        opened.kiosk._tablet.unlock(_WRONG)
    eyes.find("Contraseña")
    eyes.type(world.PASSWORD)
    eyes.press("Abrir la app")
    eyes.press("Poner PIN")
    eyes.find("Elija un PIN")
    eyes.type(_PIN)
    eyes.press("Usar este PIN")
    eyes.find("Captar un apoyo")
    covered(opened, timedelta(minutes=1))
    uncover(opened, _PIN)
    eyes.find("Captar un apoyo")


def test_neither_password_nor_pin_is_left_by_entering(shop: Shop) -> None:
    opened = shop.open(cover_after_s=60)
    with written() as paths:
        enter_each_way(opened)
        shop.close()
    assert sees((opened.data,))
    secrets = {"contraseña": world.PASSWORD, "errada": _WRONG, "PIN": _PIN}
    needles = [text_needle(what, text) for what, text in secrets.items()]
    needles += [each for what, text in secrets.items() for each in hash_needles(what, text)]
    assert search(needles, (shop.folder,)) == []
    own = {each.relative_to(opened.data) for each in paths if each.is_relative_to(opened.data)}
    assert {each for each in own if not _ITS_OWN.fullmatch(each.as_posix())} == set()
