"""Numeral 14: nombre, apellidos, sobrenombre «en su caso» and cargo, as the window says them."""

from dataclasses import replace

from tests.walkthrough.evidence.n11_packet_offline import Facts, check_shown, facts_of
from tests.walkthrough.run import Run
from tests.walkthrough.verdict import Checks, Verdict


def judge(run: Run) -> Verdict:
    """Return the verdict."""
    return _judged(facts_of(run))


def control(run: Run) -> Verdict:
    """Return the verdict on a copy with an empty label for who has no sobrenombre."""
    facts = facts_of(run)
    labelled = [*facts.shown["p2"], "Sobrenombre:"]
    return _judged(replace(facts, shown=facts.shown | {"p2": labelled}))


def _judged(facts: Facts) -> Verdict:
    checks = Checks()
    check_shown(checks, facts)
    checks.note("cinco datos del que tiene sobrenombre; cuatro, sin etiqueta vacía, del que no")
    return checks.verdict()
