"""Numerals 7 and 10: the QR of the mail activates a tablet; a changed program is refused."""

import re
import shutil
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import zxingcpp
from PIL import Image

from tests.walkthrough import mailbox
from tests.walkthrough.acts.tablets import started
from tests.walkthrough.cast import BENITO, ROSA, TOMAS, Auxiliar
from tests.walkthrough.evidence.base import rows
from tests.walkthrough.plot import Plot
from tests.walkthrough.stage import REPOSITORY, Drive
from tests.walkthrough.waiting import until

_NOT_AUTHORISED = "app_no_autorizada"
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
    _accept(plot, first)
    said = stranger.answer(tried)["said"]
    plot.note("kiosk", "stranger", value={"code": said})
    stranger.end()
    second = started(plot, "kiosk2")
    second.do("activate", qr=_qr(plot, "tomas"), password=TOMAS.password)
    until(
        lambda: _told_notices(plot) == 2, "el servidor no sabe qué aviso leyó cada auxiliar", 60.0
    )
    del tomas


def _told_notices(plot: Plot) -> int:
    """Return of how many auxiliares the server keeps the notice that they read: then it may go."""
    return len(rows(plot.run, "SELECT * FROM aviso_leido_en_tableta"))


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


def _accept(plot: Plot, tablet: Drive) -> None:
    """Let the auxiliar accept the second aspirante on the tablet, its packet seen before."""
    plot.note("accepting", "vinculo", value=_second(plot))
    name = f"{BENITO.nombre} {BENITO.apellido_paterno} {BENITO.apellido_materno}".strip()
    plot.note("accepting", "said", value=tablet.do("accept", name=name))


def _second(plot: Plot) -> dict[str, Any]:
    """Return the row of the second aspirante's vínculo as it is before the answer."""
    query = "SELECT * FROM vinculo WHERE auxiliar = ? AND aspirante = ?"
    ids = plot.notes["ids"]
    return rows(plot.run, query, ids["rosa"], ids["p2"])[0]


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
