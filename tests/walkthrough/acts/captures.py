"""One capture on a tablet, asked of its script and written down for the evidence."""

from pathlib import Path
from typing import Any

import cv2
import numpy as np

from tests.walkthrough.acts.desks import stored_in
from tests.walkthrough.cards import Card
from tests.walkthrough.cast import ANA, BENITO, ROSA, TOMAS
from tests.walkthrough.plot import Plot
from tests.walkthrough.stage import Drive

ASPIRANTES = {"p1": ANA, "p2": BENITO}
AUXILIARES = {
    "kiosk1": ("rosa", ROSA),
    "kiosk2": ("tomas", TOMAS),
    "kiosk_copia": ("rosa", ROSA),
}
_STROKES = (
    [[0.12 + 0.018 * i, 0.40 + 0.16 * ((i * 7) % 11 - 5) / 5] for i in range(32)],
    [[0.2 + 0.025 * i, 0.70 - 0.004 * (i % 5)] for i in range(22)],
)


def to_review(plot: Plot, drive: Drive, who: str, card: Card, **facts: Any) -> dict[str, Any]:  # noqa: ANN401  JSON
    """Take a capture as far as «Revise los datos»; return its note, not saved yet.

    `facts`: face, type (what is tapped), front (another picture), little_ink_first, lose_camera,
    covered.
    """
    number = plot.next_capture()
    known = plot.notes.setdefault("captures", [])
    strokes = strokes_of(number)
    front, back = facts.get("front", str(card.front)), str(card.back)
    if any(each["card"] == card.name for each in known):
        front, back = (_taken_again(plot, Path(each), number) for each in (front, back))
    told = drive.do(
        "capture",
        card=card.name,
        aspirante=ASPIRANTES[who].full_name,
        type=facts.get("type", card.kind),
        front=front,
        back=back,
        truth=card.fields,
        face=facts.get("face", "no"),
        face_picture=str(plot.run.root / "camara" / "rostro.jpg"),
        strokes=strokes,
        little_ink_first=facts.get("little_ink_first", False),
        lose_camera=facts.get("lose_camera", False),
    )
    name, _ = AUXILIARES[drive.name]
    note = {
        "saved": False,
        "tablet": drive.name,
        "who": who,
        "id_solicitante": plot.notes["ids"][who],
        "auxiliar": plot.notes["ids"][name],
        "card": card.name,
        "type_tapped": facts.get("type", card.kind),
        "offered": {"front": front, "back": back},
        "covered": facts.get("covered"),
        "face": facts.get("face", "no"),
        "server_off": bool(plot.relay and not plot.relay.is_open),
        "counts_for_reading": True,
        **told,
    }
    known.append(note)
    if told.get("little_ink"):
        plot.note("kiosk", "little_ink", value=told["little_ink"])
    return note


def strokes_of(number: int) -> list[list[list[float]]]:
    """Return a signature in shares of the pad; no two captures have the same."""
    return [[[x, y + 0.011 * number] for x, y in stroke] for stroke in _STROKES]


def _taken_again(plot: Plot, picture: Path, number: int) -> str:
    """Return another picture of the same thing, a little brighter: nobody takes the same twice."""
    seen = cv2.imdecode(np.fromfile(picture, np.uint8), cv2.IMREAD_COLOR)
    target = plot.run.root / "camara" / f"otra_{number}_{picture.name}"
    brighter = np.clip(np.asarray(seen, np.int16) + 3, 0, 255).astype(np.uint8)
    cv2.imwrite(str(target), brighter, [cv2.IMWRITE_JPEG_QUALITY, 95])
    return str(target)


def saved(drive: Drive, note: dict[str, Any]) -> None:
    """Press «Guardar apoyo» and write the record's number down."""
    note["counter"] = drive.do("save")["counter"]
    note["saved"] = True


def captured(plot: Plot, drive: Drive, who: str, card: Card, **facts: Any) -> dict[str, Any]:  # noqa: ANN401  JSON
    """Take a capture and save it."""
    note = to_review(plot, drive, who, card, **facts)
    saved(drive, note)
    return note


def received(plot: Plot, who: str, auxiliar: str, part: str = "central") -> int:
    """Return how many records of a pair the server has receipted."""
    ids = plot.notes["ids"]
    query = "SELECT COUNT(*) FROM apoyo WHERE aspirante = ? AND auxiliar = ?"
    found: int = stored_in(plot, part, query, ids[who], ids[auxiliar])
    return found


def waiting(counts: dict[str, int]) -> int:
    """Return how many records a tablet says it still holds."""
    return counts.get("Guardados", 0) + counts.get("Enviados", 0)
