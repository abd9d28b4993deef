"""The reader on cards that another hand drew: `../shared/strangers`, where that folder is there.

Who built the reader has seen these pictures; accuracy on real cards has not been measured.
APOYO_BENCH_STRANGERS: cards of each level, at most (all of them without it).
"""

import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from core.credential.engines import open_reader
from core.credential.reader import CredentialReader
from core.credential.watch import watch
from core.domain.credencial.lectura import SideName
from tests.bench import calibration
from tests.bench.figure import Figure
from tests.bench.foreign import Card, Table, mistakes
from tests.bench.kept import read
from tests.bench.plain_parser import PlainReader

FOLDER: Final = Path(
    os.environ.get("APOYO_STRANGERS", Path(__file__).resolve().parents[3] / "shared/strangers")
)
MISTAKES: Final = Path(__file__).resolve().parents[2] / "out" / "strangers.json"
_ON: Final = date(2026, 11, 1)
_SEEN: Final = "de otra mano, vistas por quienes lo hicieron"
_MOST: Final = int(os.environ.get("APOYO_BENCH_STRANGERS", "1000"))
_CODES: Final = {
    "empty_table": {"no_credential"},
    "other_card": {"other_document"},
    "photocopy": {"photocopy"},
    "screen_moire": {"screen"},
    "hand_drawn": {"other_document", "no_credential"},
}
"""What fits each kind of thing that is no credential."""


def measure() -> list[Figure]:
    """Return the figures of `reading.strangers`; none, and a line, where the folder is missing."""
    if not FOLDER.is_dir():
        print(f"  sin {FOLDER.name}: la lectura de credenciales de otras manos no se midió")
        return []
    reader, plain = open_reader(), PlainReader()
    cards = [_read(reader, plain, path) for path in _chosen()]
    MISTAKES.parent.mkdir(exist_ok=True)
    MISTAKES.write_text(json.dumps(mistakes(cards), indent=1, ensure_ascii=False), "utf-8")
    table = Table("reading.strangers", _SEEN, cards)
    calibration.write(table.name, table.curve())
    refused = list(_refused(reader))
    others = {
        "negatives_caught": [bool(codes) for _, codes in refused],
        "negatives_code": [bool(codes & _CODES[kind]) for kind, codes in refused],
        "videos": list(_taken_well()),
    }
    return [*table.figures(), *(table.share(name, hits) for name, hits in others.items())]


def _chosen() -> list[Path]:
    """Return the first cards of each level, as many as are asked for."""
    kept: dict[str, list[Path]] = {}
    for path in sorted(FOLDER.glob("[0-9]*.json")):
        kept.setdefault(json.loads(path.read_text("utf-8"))["difficulty"], []).append(path)
    return [path for paths in kept.values() for path in paths[:_MOST]]


def _read(reader: CredentialReader, plain: PlainReader, path: Path) -> Card:
    front, back = (path.with_name(f"{path.stem}_{s.value}.jpg").read_bytes() for s in SideName)
    drawn = json.loads(path.read_text("utf-8"))
    return Card(path.stem, drawn, read(reader, front, back, _ON), plain.fields(front, back))


def _refused(reader: CredentialReader) -> Iterator[tuple[str, set[str]]]:
    """Yield the kind of each thing that is no credential, and the codes that refused it."""
    for path in sorted(FOLDER.glob("neg_*.jpg")):
        kind = json.loads(path.with_suffix(".json").read_text("utf-8"))["kind"]
        found = reader.judge_side(path.read_bytes(), _shown(path)).findings
        yield kind, {one.code.value for one in found if one.refuses}


def _taken_well() -> Iterator[bool]:
    """Tell of each video whether the shutter took a frame that is sharp, steady and whole."""
    for path in sorted(FOLDER.glob("vid_*.avi")):
        drawn = json.loads(path.with_suffix(".json").read_text("utf-8"))
        taken = watch(path)["frame"]
        yield taken is not None and drawn["frames"][taken]["acceptable"]


def _shown(path: Path) -> SideName:
    """Return the side that a negative shows, so that «the other side» is no reason to refuse."""
    drawn = json.loads(path.with_suffix(".json").read_text("utf-8"))
    return SideName.BACK if "back" in str(drawn.get("detail")) else SideName.FRONT
