"""`make bench`: measures every figure and writes out/bench.json. `… reading save` picks some.

With RESULTS=1 in the environment it writes tests/bench/RESULTS.md too; else only under out/.
"""

import importlib
import json
import os
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

from tests.bench import results
from tests.bench.figure import Figure

_HERE = Path(__file__).resolve().parent
_OUT = _HERE.parent.parent / "out" / "bench.json"


def main(argv: list[str]) -> int:
    """Measure the modules named in `argv` (all without one); return 1 if any goal is missed."""
    goals = _goals()
    rows = {} if not argv else _previous()
    for path in sorted(_HERE.glob("bench_*.py")):
        area = path.stem.removeprefix("bench_")
        if argv and area not in argv:
            continue
        print(f"midiendo {area}…", flush=True)
        for figure in _measure(path.stem):
            rows[figure.name] = figure.row(*goals[figure.name])
            _show(rows[figure.name])
    _OUT.parent.mkdir(exist_ok=True)
    _OUT.write_text(json.dumps(list(rows.values()), indent=1, ensure_ascii=False), "utf-8")
    if os.environ.get("RESULTS") == "1":
        results.write(rows.values(), _machine(), datetime.now(UTC).date())
    print(f"{_OUT.relative_to(_HERE.parent.parent)} · {_machine()}")
    return 0 if all(row["met"] for row in rows.values()) else 1


def _measure(module: str) -> list[Figure]:
    measured: list[Figure] = importlib.import_module(f"tests.bench.{module}").measure()
    return measured


def _goals() -> dict[str, tuple[str, str]]:
    table = (_HERE / "goals.tsv").read_text("utf-8").splitlines()
    return {name: (goal, reads) for name, goal, reads in (line.split("\t") for line in table)}


def _previous() -> dict[str, dict[str, object]]:
    if not _OUT.exists():
        return {}
    return {row["name"]: row for row in json.loads(_OUT.read_text("utf-8"))}


def _show(row: dict[str, object]) -> None:
    ratio = f" · razón {row['ratio']:.3g}" if row["ratio"] else ""
    verdict = "cumple" if row["met"] else "no cumple"
    print(f"  {row['name']:34} {row['value']:.4g} {row['unit']}{ratio} ({row['goal']}) {verdict}")


def _machine() -> str:
    return f"{os.cpu_count()} núcleos, Python {platform.python_version()}, {platform.system()}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
