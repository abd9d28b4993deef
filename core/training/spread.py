"""Between which values each named number of the reader may lie without changing what is read.

`python -m core.training.spread STAGE --cards 6 --seed 31` tries every number of a stage by itself,
first 20 % less and more, then half and twice, on cards of the split `fit`, and writes what it found
into core/training/spread.tsv: `same_from` and `same_to` are the least and greatest value tried with
which every picture gave the same, `changed` how many differed at 20 % less or more.

STAGE: `locate` (where the card lies), `live` (what a live camera is told, and the frame taken),
`judge` (findings), `pair` (fields out of seen sides) or
`side` (the tokens of a side; slow). `--only MODULE` keeps to one module, `--missing` to numbers
that have no line yet or another value in theirs.
"""

import argparse
import ast
import csv
import importlib
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Final

from core.credential.quality.likelihood import Curve
from core.cv import cv2
from core.training.spread_stages import STAGES, Result

ROOT: Final = Path(__file__).resolve().parents[2] / "core" / "credential"
OUT: Final = Path(__file__).resolve().parent / "spread.tsv"
COLUMNS: Final = ("module", "name", "value", "same_from", "same_to", "changed", "of", "stage")
_STEPS: Final = ((0.8, 1.25), (0.5, 2.0))
_PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "locate": ("detection/find", "detection/locate", "detection/prop", "detection/side",
               "imaging/edges", "imaging/refine", "imaging/long_lines", "networks/edge_net"),
    "live": ("detection/live",),
    "judge": ("quality", "reader"),
    "pair": ("fields", "grammar", "pair", "layout/front", "layout/back", "layout/blocks",
             "layout/number_fit", "layout/name", "layout/field"),
    "side": ("layout", "ocr"),
}  # fmt: skip

Value = int | float | tuple[int | float, ...] | Curve


@dataclass(frozen=True, slots=True)
class Named:
    """A number, a tuple of numbers, or a curve, with a name at the top of a module."""

    module: str
    name: str
    value: Value


def numbers(module: str) -> list[Named]:
    """Return the named numbers of a module of core/credential, in the order of the file."""
    tree = ast.parse((ROOT / f"{module}.py").read_text("utf-8"))
    found = []
    for node in tree.body:
        if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
            continue
        target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
        value = plain_number(node.value)
        if isinstance(target, ast.Name) and value is not None:
            found.append(Named(module, target.id, value))
    return found


def plain_number(node: ast.expr) -> Value | None:
    """Return the number, tuple of numbers or curve that a literal is, None for anything else."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Curve":
        ends = [one for one in map(plain_number, node.args) if isinstance(one, int | float)]
        return Curve(*map(float, ends)) if len(ends) == 2 else None
    try:
        value = ast.literal_eval(node)
    except ValueError:
        return None
    one_of = value if isinstance(value, tuple) else (value,)
    right = one_of and all(type(one) in (int, float) for one in one_of)
    return value if right else None


def modules() -> list[str]:
    """Return every module of core/credential, as a path without its ending."""
    return sorted(str(path.relative_to(ROOT).with_suffix("")) for path in ROOT.rglob("*.py"))


def _scaled(value: Value, factor: float) -> Value:
    """Return a value that is `factor` times as large; a share near 1 stays as far from 1."""
    if isinstance(value, Curve):
        return Curve(_times(value.warns, factor), _times(value.refuses, factor))
    if isinstance(value, tuple):
        return tuple(_times(one, factor) for one in value)
    return _times(value, factor)


def _times(value: float, factor: float) -> float:
    if isinstance(value, int):
        moved = round(value * factor)
        return moved if moved != value else value + (1 if factor > 1 else -1)
    if 0.5 < value < 1:
        return 1 - (1 - value) / factor
    return value * factor


def _holders(named: Named) -> list[ModuleType]:
    """Return every loaded module that has the number under its name: some are imported."""
    own = importlib.import_module(f"core.credential.{named.module.replace('/', '.')}")
    held = getattr(own, named.name)
    return [
        module
        for name, module in list(sys.modules.items())
        if name.startswith("core.credential") and getattr(module, named.name, None) is held
    ]


def _differs(named: Named, value: Value, result: Result, usual: list[object]) -> int:
    """Return how many results are others with another value."""
    holders = _holders(named)
    held = getattr(holders[0], named.name)
    for module in holders:
        setattr(module, named.name, value)
    try:
        return sum(one != other for one, other in zip(result(), usual, strict=True))
    except Exception:  # noqa: BLE001  a value that cannot be worked with changes everything
        return len(usual)
    finally:
        for module in holders:
            setattr(module, named.name, held)


def spread(named: Named, result: Result, usual: list[object]) -> tuple[Value, Value, int]:
    """Return the least and the greatest value that change nothing, and how many changed at 20 %."""
    low = high = named.value
    changed, open_low, open_high = 0, True, True
    for number, (less, more) in enumerate(_STEPS):
        for factor in (less, more):
            if not (open_low if factor < 1 else open_high):
                continue
            value = _scaled(named.value, factor)
            differs = _differs(named, value, result, usual)
            if not number:
                changed = max(changed, differs)
            if differs and factor < 1:
                open_low = False
            elif differs:
                open_high = False
            elif factor < 1:
                low = value
            else:
                high = value
    return low, high, changed


def written() -> dict[tuple[str, str], dict[str, str]]:
    """Return the lines of OUT by module and name."""
    if not OUT.exists():
        return {}
    rows = csv.DictReader(OUT.read_text("utf-8").splitlines(), delimiter="\t")
    return {(row["module"], row["name"]): row for row in rows}


def _write(rows: Mapping[tuple[str, str], Mapping[str, str]]) -> None:
    lines = ["\t".join(COLUMNS)]
    lines += ["\t".join(rows[key][column] for column in COLUMNS) for key in sorted(rows)]
    OUT.write_text("\n".join(lines) + "\n", "utf-8")


def main() -> None:
    """Try the numbers of a stage and write their lines, each as soon as it is known."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stage", choices=tuple(STAGES))
    parser.add_argument("--cards", type=int, default=6)
    parser.add_argument("--seed", type=int, default=31)
    parser.add_argument("--only", default="")
    parser.add_argument("--missing", action="store_true")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    result = STAGES[options.stage](options.cards, options.seed)
    usual = result()
    for module in modules():
        if not module.startswith(_PARTS[options.stage]) or not module.startswith(options.only):
            continue
        for named in numbers(module):
            known = written().get((module, named.name))
            if options.missing and known is not None and known["value"] == repr(named.value):
                continue
            low, high, changed = spread(named, result, usual)
            told = (module, named.name, repr(named.value), f"{low}", f"{high}", f"{changed}",
                    f"{len(usual)}", options.stage)  # fmt: skip
            _write(written() | {(module, named.name): dict(zip(COLUMNS, told, strict=True))})
            print(*told, flush=True)


if __name__ == "__main__":
    main()
