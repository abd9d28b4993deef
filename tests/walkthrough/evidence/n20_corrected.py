"""Numeral 20: a covered character, corrected by keys; what was read and what it says are kept."""

from dataclasses import dataclass, replace
from typing import Any

from tests.walkthrough.evidence.base import captures, record_of
from tests.walkthrough.run import NotYet, Run
from tests.walkthrough.verdict import Checks, Verdict


@dataclass(frozen=True)
class Facts:
    """The field whose character was covered, in the payload and in the truth."""

    field: str
    kept: dict[str, Any]
    truth: str
    by_keys: bool
    corrections: int


def judge(run: Run) -> Verdict:
    """Return the verdict."""
    return _judged(_facts(run))


def control(run: Run) -> Verdict:
    """Return the verdict on a copy whose value is not the truth."""
    facts = _facts(run)
    return _judged(replace(facts, kept=facts.kept | {"value": facts.kept["read"] or "X"}))


def _facts(run: Run) -> Facts:
    covered = next((each for each in captures(run) if each.get("covered")), None)
    if covered is None:
        message = "falta la credencial con un carácter tapado"
        raise NotYet(message)
    field = covered["covered"]["field"]
    return Facts(
        field,
        record_of(run, covered).payload["fields"].get(field, {}),
        run.note("cards", "truth", covered["card"])[field],
        field in covered["typed_by_keys"],
        sum(len(each["typed_by_keys"]) for each in captures(run)),
    )


def _judged(facts: Facts) -> Verdict:
    checks = Checks()
    read, value = facts.kept.get("read", ""), facts.kept.get("value", "")
    checks.that(read != facts.truth, "el carácter tapado no se leyó", "se leyó el carácter tapado")
    checks.that(
        value == facts.truth, "tecleado, el valor es el impreso", "el valor no es el impreso"
    )
    checks.that(facts.by_keys, "", "no se tecleó")
    checks.that(
        facts.kept.get("provenance") in ("edited", "typed"), "quedan lo leído y lo corregido"
    )
    checks.note(f"{facts.corrections} correcciones en total")
    return checks.verdict()
