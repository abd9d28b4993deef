"""One capture on a tablet, asked of its script and written down for the evidence."""

import sqlite3
from contextlib import closing
from typing import Any

from tests.walkthrough.cards import Card
from tests.walkthrough.cast import ANA, BENITO, ROSA, TOMAS
from tests.walkthrough.plot import Plot
from tests.walkthrough.stage import Drive

ASPIRANTES = {"p1": ANA, "p2": BENITO}
AUXILIARES = {"kiosk1": ("rosa", ROSA), "kiosk2": ("tomas", TOMAS)}
_STROKES = (
    [[0.12 + 0.018 * i, 0.45 + 0.16 * ((i * 7) % 11 - 5) / 5] for i in range(32)],
    [[0.2 + 0.025 * i, 0.72 - 0.004 * (i % 5)] for i in range(22)],
)


def to_review(plot: Plot, drive: Drive, who: str, card: Card, **facts: Any) -> dict[str, Any]:  # noqa: ANN401  JSON
    """Take a capture as far as «Revise los datos»; return its note, not saved yet.

    `facts`: face, type (what is tapped), front (another picture), little_ink_first, covered.
    """
    number = len(plot.notes.setdefault("captures", []))
    strokes = [[[x, y + 0.01 * (number % 3)] for x, y in stroke] for stroke in _STROKES]
    front = facts.get("front", str(card.front))
    told = drive.do(
        "capture",
        card=card.name,
        aspirante=ASPIRANTES[who].full_name,
        type=facts.get("type", card.kind),
        front=front,
        back=str(card.back),
        truth=card.fields,
        face=facts.get("face", "no"),
        face_picture=str(plot.run.root / "camara" / "rostro.jpg"),
        strokes=strokes,
        little_ink_first=facts.get("little_ink_first", False),
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
        "offered": {"front": front, "back": str(card.back)},
        "covered": facts.get("covered"),
        "face": facts.get("face", "no"),
        "server_off": bool(plot.relay and not plot.relay.is_open),
        "counts_for_reading": True,
        **told,
    }
    plot.notes["captures"].append(note)
    if told.get("little_ink"):
        plot.note("kiosk", "little_ink", value=told["little_ink"])
    return note


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
    path = plot.run.data(part) / "apoyo.db"
    ids = plot.notes["ids"]
    query = "SELECT COUNT(*) FROM apoyo WHERE aspirante = ? AND auxiliar = ?"
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        found: int = database.execute(query, (ids[who], ids[auxiliar])).fetchone()[0]
    return found


def waiting(counts: dict[str, int]) -> int:
    """Return how many records a tablet says it still holds."""
    return counts.get("Guardados", 0) + counts.get("Enviados", 0)
