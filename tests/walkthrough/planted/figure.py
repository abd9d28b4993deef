"""The figure `evidence.planted`: how many of the planted bugs were seen, in out/planted.json."""

import json
from collections.abc import Sequence
from typing import Any

from tests.walkthrough.stage import REPOSITORY

PATH = REPOSITORY / "out" / "planted.json"
LEAST = 95.0
"""Percent. Its name and goal are those of the table of figures."""


def note(bundle: str, planted: Sequence[str], missed: Sequence[str]) -> None:
    """Write what came of a bundle, and the figure over all that are written down."""
    kept: dict[str, Any] = json.loads(PATH.read_text("utf-8")) if PATH.exists() else {}
    parts: dict[str, Any] = kept.get("bundles", {})
    parts[bundle] = {"planted": len(planted), "missed": list(missed)}
    PATH.parent.mkdir(exist_ok=True)
    whole = {"figure": _row(parts), "bundles": parts}
    PATH.write_text(json.dumps(whole, ensure_ascii=False, indent=1), "utf-8")


def _row(parts: dict[str, Any]) -> dict[str, object]:
    """Return the row of the figure, as those of out/bench.json are."""
    planted = sum(each["planted"] for each in parts.values())
    missed = sum(len(each["missed"]) for each in parts.values())
    value = 100.0 * (planted - missed) / planted
    return {
        "name": "evidence.planted",
        "value": value,
        "unit": "%",
        "reference": None,
        "conditions": f"{planted} errores sembrados: {', '.join(sorted(parts))}",
        "ratio": None,
        "goal": f">={LEAST:g}",
        "met": value >= LEAST,
    }
