"""How likely a finding is, from one number of evidence, and what is said of it.

A refusal costs a citizen a minute, so a finding is calibrated like a field: a logistic curve turns
its evidence into a probability, the same limits hold for every finding, and between them it warns.
The curves were laid through own pictures of the split `fit`; `python -m tests.bench findings`
measures them on layouts left out, with the ROC of each finding.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, log
from typing import Final

from core.domain.credencial.lectura import LIKELY, PLAIN, Finding, FindingCode, SideName, finding

CERTAIN: Final = 0.99
"""Of what follows from plain facts: a corner beyond the picture, a card with no word on it."""

Shares = dict[FindingCode, float]
"""Probabilities of findings about one picture; a code that is missing has none."""


@dataclass(frozen=True, slots=True)
class Curve:
    """A logistic curve through two evidences: at `warns` it gives LIKELY, at `refuses` PLAIN.

    `refuses` may be the smaller one, where less evidence says more.
    """

    warns: float
    refuses: float

    def share(self, evidence: float) -> float:
        """Return the probability, 0..CERTAIN, that goes with an evidence."""
        steep = log(PLAIN / (1 - PLAIN)) / (self.refuses - self.warns)
        power = min(max(-steep * (evidence - self.warns), -_FLAT), _FLAT)
        return min(CERTAIN, 1 / (1 + exp(power)))


_FLAT: Final = 30.0
"""Derived: beyond this power the curve is 0 or 1 in every digit that is shown."""


def odds(share: float, least: float = 1e-4) -> float:
    """Return the logarithm of the odds of a share, within what a network can know."""
    known = min(max(share, least), 1 - least)
    return log(known / (1 - known))


def told(shares: Mapping[FindingCode, float], side: SideName) -> tuple[Finding, ...]:
    """Return the findings that are likely enough to say, in the order of their codes."""
    return tuple(
        finding(code, side, shares[code]) for code in FindingCode if shares.get(code, 0.0) >= LIKELY
    )


def merged(one: Mapping[FindingCode, float], other: Mapping[FindingCode, float]) -> Shares:
    """Return each finding with the greater of its two probabilities."""
    return {code: max(one.get(code, 0.0), other.get(code, 0.0)) for code in {*one, *other}}
