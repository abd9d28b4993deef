"""The ROC of each finding: how well its probability tells what it fits from good pictures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from core.domain.credencial.lectura import LIKELY, PLAIN, FindingCode
from tests.bench.intervals import interval

OUT: Final = Path(__file__).resolve().parents[2] / "out" / "roc.tsv"
COLUMNS: Final = (
    "finding",
    "fit",
    "others",
    "area",
    "refused_fit",
    "refused_others",
    "said_others",
)


@dataclass(frozen=True, slots=True)
class Judged:
    """One picture: which findings fit it, and how likely each was told. `good`: none fits."""

    fitting: frozenset[str]
    shares: Mapping[FindingCode, float]

    @property
    def good(self) -> bool:
        """Tell whether it is a good picture of a credential."""
        return not self.fitting

    def share(self, code: FindingCode) -> float:
        """Return the probability of a finding, 0 where nothing was told of it."""
        return self.shares.get(code, 0.0)


def area(fit: Iterable[float], others: Iterable[float]) -> float:
    """Return the area under the ROC: how often what fits is likelier than what does not."""
    pairs = [(one, other) for one in fit for other in others]
    return sum((one > other) + 0.5 * (one == other) for one, other in pairs) / len(pairs)


def table(judged: Iterable[Judged]) -> list[dict[str, str]]:
    """Return a row a finding that fits some picture: against good pictures of credentials.

    `area` is the ROC's; `refused_fit` how many that it fits it refuses, `refused_others` and
    `said_others` how many good ones it refuses, or says at all. With n and 95 % intervals.
    """
    every = list(judged)
    good = [one for one in every if one.good]
    rows = []
    for code in FindingCode:
        fit = [one.share(code) for one in every if code.value in one.fitting]
        others = [one.share(code) for one in good]
        if not fit or not others:
            continue
        rows.append({
            "finding": code.value, "fit": f"{len(fit)}", "others": f"{len(others)}",
            "area": f"{area(fit, others):.3f}",
            "refused_fit": _told([one >= PLAIN for one in fit]),
            "refused_others": _told([one >= PLAIN for one in others]),
            "said_others": _told([one >= LIKELY for one in others]),
        })  # fmt: skip
    return rows


def write(rows: Iterable[Mapping[str, str]]) -> None:
    """Write the table to OUT."""
    OUT.parent.mkdir(exist_ok=True)
    lines = ["\t".join(COLUMNS), *("\t".join(row[key] for key in COLUMNS) for row in rows)]
    OUT.write_text("\n".join(lines) + "\n", "utf-8")


def _told(hits: list[bool]) -> str:
    low, high = interval(sum(hits), len(hits))
    return f"{sum(hits)} ({low:.2g} a {high:.3g} %)"
