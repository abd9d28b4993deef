"""Starting and stopping the tablets of the play."""

from pathlib import Path
from typing import Any

from tests.walkthrough.acts.captures import AUXILIARES
from tests.walkthrough.plot import Plot
from tests.walkthrough.stage import Drive

_GONE = ("events", "plan.json")


def started(plot: Plot, name: str, *, tree: Path | None = None) -> Drive:
    """Start a tablet with its script; a former run of the same tablet is over."""
    lens = plot.run.root / "camara" / name
    lens.mkdir(parents=True, exist_ok=True)
    for old in (plot.run.root / "control").glob(f"{name}.*"):
        old.unlink()
    drive = plot.stage.drive(
        name, "kiosk", name, {"lens": str(lens)}, tree=tree,
        APOYO_CAMERA=f"file:{lens}", APOYO_HAND_IN=str(stick_of(plot)),
    )  # fmt: skip
    plot.drives[name] = drive
    known = plot.notes.setdefault("pids", {}).setdefault(name, [])
    known.append(drive.program.pid)
    plot.report.say(f"             proceso: {name} {drive.program.pid}")
    return drive


def stick_of(plot: Plot) -> Path:
    """Return where the memory stick of the play is mounted, once it is there."""
    return plot.run.root / "memoria"


def unlocked(plot: Plot, name: str) -> dict[str, Any]:
    """Start a tablet again and open it with its auxiliar's password; return what home says."""
    drive = started(plot, name)
    found: dict[str, Any] = drive.do("unlock", password=AUXILIARES[name][1].password)
    return found
