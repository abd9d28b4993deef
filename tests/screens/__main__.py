"""Puts the lines of a catalogue together: `index.json`, in the order of app, screen and state.

With a second folder it also writes there the sheets of the manual.
"""

import json
import sys
from pathlib import Path

from tests.screens.sheets import keep_sheets


def main(place: Path, *manual: Path) -> None:
    """Write the index of the catalogue in `place`; its loose lines go away."""
    parts = sorted(place.glob("lines-*.jsonl"))
    lines = [line for part in parts for line in part.read_text("utf-8").splitlines()]
    index = sorted(map(json.loads, lines), key=lambda shown: str(shown["picture"]))
    (place / "index.json").write_text(json.dumps(index, indent=1, ensure_ascii=False), "utf-8")
    for part in parts:
        part.unlink()
    for folder in manual:
        keep_sheets(place, index, folder)


main(*map(Path, sys.argv[1:]))
