"""Judges a kept run again, without playing: `python -m tests.walkthrough.again [FOLDER] [NUM ...]`.

FOLDER is one of out/run/ (the newest where none is named). For whoever writes evidence: what the
web process's environment held is no longer there to be looked at.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.walkthrough.evidence.all import NUMERALS, judged
from tests.walkthrough.report import Report
from tests.walkthrough.run import Run
from tests.walkthrough.stage import REPOSITORY


def kept(folder: Path) -> Run:
    """Return the run that lies in `folder`."""
    return Run(folder, json.loads((folder / "notas.json").read_text("utf-8")))


def main(arguments: Sequence[str]) -> int:
    """Print the lines; return 0 only if they and their controls hold."""
    numerals = [each for each in arguments if each.isdigit()]
    folders = [Path(each) for each in arguments if not each.isdigit()]
    folder = folders[0] if folders else max((REPOSITORY / "out" / "run").iterdir())
    report = Report()
    verdicts, controls = judged(kept(folder.absolute()), numerals or NUMERALS)
    return 0 if report.lines(verdicts, controls) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
