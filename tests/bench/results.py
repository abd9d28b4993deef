"""tests/bench/RESULTS.md: what `make bench RESULTS=1` measured, as a table that people read."""

import csv
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Final

from tests.bench import calibration, roc

TARGET: Final = Path(__file__).resolve().parent / "RESULTS.md"
_HEAD: Final = """# Medidas

Las escribe `make bench RESULTS=1`; sin `RESULTS=1` las medidas quedan en `out/bench.json`. La
razón es nuestra medida entre la de la referencia, tomada en la misma corrida. Las credenciales son
ficticias y las dibuja el proyecto, salvo donde la medida dice `strangers`: esas las dibujó alguien
más. **La exactitud sobre credenciales reales no se ha medido.**
"""


def write(rows: Iterable[Mapping[str, object]], machine: str, on: date) -> None:
    """Write every row of out/bench.json, and the curve of the confidence where it was measured."""
    lines = [
        _HEAD,
        f"{on.isoformat()} · {machine}\n",
        "| medida | valor | referencia | razón | meta | | condiciones |",
        "|---|---|---|---|---|---|---|",
        *(_line(row) for row in rows),
    ]
    if calibration.OUT.exists():
        lines += ["", "## Qué tan seguido acierta, según lo segura que se dijo\n", *_curve()]
    if roc.OUT.exists():
        lines += ["", "## Qué tan bien se distingue cada hallazgo de una buena foto\n", *_roc()]
    TARGET.write_text("\n".join(lines) + "\n", "utf-8")


def _line(row: Mapping[str, object]) -> str:
    verdict = "cumple" if row["met"] else "**no cumple**"
    value, reference, ratio = (_number(row[key]) for key in ("value", "reference", "ratio"))
    return (
        f"| {row['name']} | {value} {row['unit']} | {reference} | {ratio} "
        f"| {row['goal']} | {verdict} | {row['conditions']} |"
    )


def _number(value: object) -> str:
    return f"{value:.4g}" if isinstance(value, int | float) else "–"


def _curve() -> list[str]:
    return [
        "| credenciales | confianza | campos | confianza media | aciertos |",
        "|---|---|---|---|---|",
        *(
            f"| {b['source']} | {b['low']} a {b['high']} | {b['values']} | {b['sure_%']} % "
            f"| {b['right_%']} % |"
            for b in calibration.written()
        ),
    ]


def _roc() -> list[str]:
    rows = csv.DictReader(roc.OUT.open(encoding="utf-8"), delimiter="\t")
    return [
        "| hallazgo | suyas | buenas | área | rechazadas | buenas rechazadas | buenas avisadas |",
        "|---|---|---|---|---|---|---|",
        *(f"| {' | '.join(row[key] for key in roc.COLUMNS)} |" for row in rows),
    ]
