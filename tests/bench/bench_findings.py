"""What the judge of pictures says of good ones and of others, in layouts that were left out.

APOYO_BENCH_FINDINGS: pictures of each kind, and good cards for each of them (4 without it).
"""

import os
from collections.abc import Iterator
from typing import Final

from core.credential.engines import open_reader
from core.credential.reader import CredentialReader
from core.domain.credencial.lectura import PLAIN, SideName
from core.muestra.harder import HARDER, fitting_codes, make_harder
from core.muestra.make import make_varied
from core.muestra.sheets import make_on_sheet
from tests.bench import roc
from tests.bench.figure import Figure
from tests.bench.intervals import interval

_SEED: Final = 4_400_000
_OF_EACH: Final = int(os.environ.get("APOYO_BENCH_FINDINGS", "4"))
_GOOD: Final = 8
_MARGIN: Final = "margin"
_PALE: Final = 2
"""Good cards for each picture of a kind, and good ones on pale ground, which looks like a print's
margin or a display's page: a share of 2 % is told by some hundred sides."""


def measure() -> list[Figure]:
    """Return the figures of `reading.findings`; the ROC of each finding goes to roc.OUT."""
    reader = open_reader()
    others = [(kind, one) for kind, one in _judged_others(reader)]
    good = list(_judged_good(reader))
    roc.write(roc.table([*(one for _, one in others), *good]))
    caught = [max(one.shares.values(), default=0.0) >= PLAIN for _, one in others]
    fitting = [
        any(share >= PLAIN and code.value in one.fitting for code, share in one.shares.items())
        for _, one in others
    ]
    alarms = [max(one.shares.values(), default=0.0) >= PLAIN for one in good]
    return [
        _figure("negatives_caught", caught, f"cosas de {len(HARDER) + 1} clases"),
        _figure("negatives_code", fitting, f"cosas de {len(HARDER) + 1} clases"),
        _figure("false_refusals", alarms, "lados buenos, fáciles y medios"),
    ]


def _judged_others(reader: CredentialReader) -> Iterator[tuple[str, roc.Judged]]:
    for number in range(_OF_EACH):
        side = (SideName.FRONT, SideName.BACK)[number % 2]
        for kind in HARDER:
            shot = make_harder(_SEED + number, kind, "left-out", side=side.value)
            seen = reader.see(shot.jpeg, side)
            yield kind, roc.Judged(frozenset(fitting_codes(kind)), seen.shares)
        shot = make_on_sheet(_SEED + number, "left-out", side=side.value, printed=True)
        fitting = frozenset(fitting_codes("colour_copy"))
        yield _MARGIN, roc.Judged(fitting, reader.see(shot.jpeg, side).shares)


def _judged_good(reader: CredentialReader) -> Iterator[roc.Judged]:
    for number in range(_OF_EACH * _GOOD):
        sample = make_varied(_SEED + number, ("easy", "medium")[number % 2], "left-out")
        for side, shot in ((SideName.FRONT, sample.front), (SideName.BACK, sample.back)):
            yield roc.Judged(frozenset(), reader.see(shot.jpeg, side).shares)
    for number in range(_OF_EACH * _PALE):
        for side in SideName:
            shot = make_on_sheet(_SEED + number, "left-out", side=side.value)
            yield roc.Judged(frozenset(), reader.see(shot.jpeg, side).shares)


def _figure(name: str, hits: list[bool], what: str) -> Figure:
    low, high = interval(sum(hits), len(hits))
    told = f"{sum(hits)} de {len(hits)} {what} ({low:.2g} a {high:.3g} %), diseños apartados"
    return Figure(f"reading.findings.{name}", 100 * sum(hits) / len(hits), "%", None, told)
