"""Numeral 19: the form shows what was read: its texts when first shown are the payload's."""

from dataclasses import dataclass, replace

from tests.walkthrough.evidence.base import captures, record_of
from tests.walkthrough.evidence.n18_read import same_text
from tests.walkthrough.run import Run
from tests.walkthrough.verdict import Checks, Verdict

_LEAST_FIELDS = 4


@dataclass(frozen=True)
class Facts:
    """Field, what the window said, what was read; one triple a field a record."""

    triples: list[tuple[str, str, str]]


def judge(run: Run) -> Verdict:
    """Return the verdict."""
    return _judged(_facts(run))


def control(run: Run) -> Verdict:
    """Return the verdict on a copy whose window said one character more."""
    facts = _facts(run)
    field, shown, read = facts.triples[0]
    return _judged(replace(facts, triples=[(field, shown + "X", read), *facts.triples[1:]]))


def _facts(run: Run) -> Facts:
    triples: list[tuple[str, str, str]] = []
    for capture in captures(run):
        fields = record_of(run, capture).payload["fields"]
        for field, shown in capture["form"].items():
            triples.append((field, shown, fields.get(field, {}).get("read", "")))
    return Facts(triples)


def _judged(facts: Facts) -> Verdict:
    checks = Checks()
    wrong = [
        field for field, shown, read in facts.triples if not same_text(plain(shown), plain(read))
    ]
    checks.that(len(facts.triples) >= _LEAST_FIELDS, "", "el formulario no mostró campos")
    checks.that(
        not wrong, f"{len(facts.triples)} campos mostrados = los leídos", f"difieren {wrong}"
    )
    return checks.verdict()


def plain(text: str) -> str:
    """Return a value without what the screen adds to be read better."""
    return text.replace("·", "").replace("—", "").strip()
