"""Numerals 7 and 10: the QR of the mail activates a tablet; a changed program is refused."""

import re
import shutil
from io import BytesIO
from pathlib import Path
from random import Random
from urllib.parse import urlencode

import zxingcpp
from PIL import Image

from tests.walkthrough import mailbox
from tests.walkthrough.acts.tablets import started
from tests.walkthrough.cast import ROSA, TOMAS, Auxiliar
from tests.walkthrough.plot import Plot
from tests.walkthrough.probe import Stranger
from tests.walkthrough.stage import REPOSITORY

_NOT_AUTHORISED = "app_no_autorizada"
_LINK = re.compile(r"https://[^/\s]+/invitacion/([\w-]{43})")
_SIGNING_KEY = re.compile(r"&k=([\w-]{43})")


def perform(plot: Plot) -> None:
    """Activate both tablets; between them, a program with one comment more is refused."""
    _face(plot)
    rosa, tomas = _invitation(plot, "rosa", ROSA), _invitation(plot, "tomas", TOMAS)
    found = _SIGNING_KEY.search(rosa)
    plot.note("kiosk", "invitation", value=rosa)
    plot.note("signing_key", value=found[1] if found else "")
    first = started(plot, "kiosk1")
    stranger = started(plot, "kiosk_ajeno", tree=_changed_tree(plot))
    asked = first.ask("activate", qr=_qr(plot, "rosa"), password=ROSA.password)
    tried = stranger.ask(
        "activate", qr=_qr(plot, "tomas"), password=TOMAS.password, refusals=(_NOT_AUTHORISED,)
    )
    first.answer(asked)
    _accept(plot, ROSA)
    said = stranger.answer(tried)["said"]
    plot.note("kiosk", "stranger", value={"code": said})
    stranger.end()
    second = started(plot, "kiosk2")
    second.do("activate", qr=_qr(plot, "tomas"), password=TOMAS.password)
    del tomas


def _qr(plot: Plot, who: str) -> str:
    return str(plot.run.root / "camara" / f"qr_{who}.png")


def _invitation(plot: Plot, who: str, person: Auxiliar) -> str:
    """Wait for the mail, keep its picture for the lens, and return what its QR says."""
    maildir = plot.run.data("central") / "maildir"
    mail = mailbox.wait_for(
        maildir, lambda each: person.correo in each.to and "Código:" in each.text
    )
    picture = next(content for content in mail.parts.values() if content.startswith(b"\x89PNG"))
    Path(_qr(plot, who)).write_bytes(picture)
    return zxingcpp.read_barcodes(Image.open(BytesIO(picture)))[0].text


def _accept(plot: Plot, person: Auxiliar) -> None:
    """Accept the second aspirante's invitation by the page of the mail, as a browser sends it."""
    mail = mailbox.wait_for(
        plot.run.data("central") / "maildir",
        lambda each: person.correo in each.to and "también" in each.subject,
    )
    found = _LINK.search(mail.text)
    token = found[1] if found else ""
    folder = plot.run.root / "control" / "navegador"
    folder.mkdir(parents=True, exist_ok=True)
    url = mail.text[found.start() : found.start(1)].removesuffix("/invitacion/") if found else ""
    browser = Stranger.meet(url, plot.notes["fingerprint"], folder, plot.run.root / "api")
    form = urlencode({"token": token, "respuesta": "si"}).encode()
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    said = browser.call("POST", "/invitacion", raw=form, headers=kind)
    plot.note("kiosk", "accepted", value=said["status"])


def _face(plot: Plot) -> None:
    """Draw the face that stands before the lens after a yes."""
    from core.muestra.portrait import portrait

    picture = portrait(Random(7), (480, 640)).convert("RGB")
    picture.save(plot.run.root / "camara" / "rostro.jpg", quality=92)


def _changed_tree(plot: Plot) -> Path:
    """Copy the program with one comment more in one file."""
    tree = plot.run.root / "arbol_ajeno"
    for folder in ("capture_kiosk", "core", "resources"):
        shutil.copytree(
            REPOSITORY / folder, tree / folder, ignore=shutil.ignore_patterns("__pycache__")
        )
    (tree / "tests").symlink_to(REPOSITORY / "tests")
    changed = tree / "capture_kiosk" / "words.py"
    changed.write_text(changed.read_text("utf-8") + "\n# un comentario más\n", "utf-8")
    return tree
