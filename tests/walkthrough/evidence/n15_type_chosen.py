"""Numeral 15: a person looks and taps; detection only proposes, and both are kept."""

from dataclasses import dataclass, replace
from typing import Any

from tests.walkthrough.evidence.base import Record, captures, record_of
from tests.walkthrough.run import Run
from tests.walkthrough.verdict import Checks, Verdict


@dataclass(frozen=True)
class Facts:
    """What there is to judge: what was tapped, and what was sealed."""

    pairs: list[tuple[dict[str, Any], Record]]


def judge(run: Run) -> Verdict:
    """Return the verdict."""
    return _judged(Facts([(each, record_of(run, each)) for each in captures(run)]))


def control(run: Run) -> Verdict:
    """Return the verdict on a copy whose script says that another type was tapped."""
    pairs = [(each, record_of(run, each)) for each in captures(run)]
    first = pairs[0][0] | {"type_tapped": "otra" if pairs[0][0]["type_tapped"] != "otra" else "C/D"}
    return _judged(replace(Facts(pairs), pairs=[(first, pairs[0][1]), *pairs[1:]]))


def _judged(facts: Facts) -> Verdict:
    checks = Checks()
    against = 0
    for capture, record in facts.pairs:
        chosen, seen = record.payload["type_chosen"], record.payload["type_seen"]
        checks.that(
            chosen == capture["type_tapped"],
            "",
            f"se tocó {capture['type_tapped']}, quedó {chosen}",
        )
        against += bool(seen) and seen != chosen
    checks.note(f"{len(facts.pairs)} tipos elegidos con un toque")
    checks.that(against >= 1, f"{against} contra lo propuesto; ambos en el registro")
    return checks.verdict()
