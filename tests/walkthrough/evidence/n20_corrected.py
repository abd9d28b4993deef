"""Numeral 20: a covered character, corrected by keys; what was read and what it says are kept."""

from dataclasses import dataclass, replace
from typing import Any

from tests.walkthrough.evidence.base import captures, record_of
from tests.walkthrough.evidence.n18_read import same_text
from tests.walkthrough.evidence.n19_form import plain
from tests.walkthrough.run import NotYet, Run
from tests.walkthrough.verdict import Checks, Verdict

_LEAST_FIELDS = 20


@dataclass(frozen=True)
class Facts:
    """The field whose character was covered, in the payload and in the truth.

    `last`: of every record, field, what the form said of it last, what the payload says.
    """

    field: str
    kept: dict[str, Any]
    truth: str
    by_keys: bool
    corrections: int
    last: list[tuple[str, str, str]]


def judge(run: Run) -> Verdict:
    """Return the verdict."""
    return _judged(_facts(run))


def control(run: Run) -> list[Verdict]:
    """Return the verdicts on copies: a value that is not the truth; another field changed."""
    facts = _facts(run)
    field, shown, _ = facts.last[0]
    changed = [(field, shown, shown + "X"), *facts.last[1:]]
    return [
        _judged(replace(facts, kept=facts.kept | {"value": facts.kept["read"] or "X"})),
        _judged(replace(facts, last=changed)),
    ]


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
        [
            (field, shown, record_of(run, each).value(field))
            for each in captures(run)
            for field, shown in each["form_last"].items()
        ],
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
    wrong = [
        field for field, shown, value in facts.last if not same_text(plain(shown), plain(value))
    ]
    checks.that(
        len(facts.last) >= _LEAST_FIELDS and not wrong,
        f"{len(facts.last)} valores = el formulario como quedó",
        f"difieren del formulario {wrong}",
    )
    checks.note(f"{facts.corrections} correcciones en total")
    return checks.verdict()
