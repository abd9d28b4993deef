"""The 28 lines in order, each with its control."""

import importlib
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.walkthrough.evidence.base import records
from tests.walkthrough.run import NotYet, Run
from tests.walkthrough.verdict import Verdict, fails, holds

NUMERALS = tuple(str(number) for number in range(1, 29))


def judged(
    run: Run, numerals: Sequence[str] = NUMERALS
) -> tuple[dict[str, Verdict], dict[str, Verdict]]:
    """Return the verdict of each numeral and that of its control."""
    records.cache_clear()  # acts may have looked before everything had arrived
    verdicts: dict[str, Verdict] = {}
    controls: dict[str, Verdict] = {}
    for numeral in numerals:
        found = next(Path(__file__).parent.glob(f"n{int(numeral):02d}_*.py"), None)
        if found is None:
            verdicts[numeral] = controls[numeral] = fails("falta su prueba")
            continue
        module = importlib.import_module(f"tests.walkthrough.evidence.{found.stem}")
        verdicts[numeral] = _said(module.judge, run)
        controls[numeral] = _control(module.control, run) if verdicts[numeral].holds else fails("")
    return verdicts, controls


def _said(judge: Callable[[Run], Verdict], run: Run) -> Verdict:
    """Return what a judge says; evidence that cannot be read is evidence that is missing."""
    try:
        return judge(run)
    except NotYet as missing:
        return fails(str(missing))
    except Exception as broken:  # noqa: BLE001  a doctored or half copy may break a judge anywhere
        return fails(f"no se pudo leer: {type(broken).__name__}: {str(broken)[:160]}")


Control = Callable[[Run], Verdict | Sequence[Verdict]]


def _control(control: Control, run: Run) -> Verdict:
    """Return what the control says; one that breaks proves nothing, so it counts as not failing.

    Of several doctored copies, the first on which the line still holds is what is told.
    """
    try:
        said = control(run)
        every = [said] if isinstance(said, Verdict) else list(said)
        return next((each for each in every if each.holds), every[0])
    except NotYet as missing:
        return fails(str(missing))
    except Exception as broken:  # noqa: BLE001  whatever broke it, it judged nothing
        return holds(f"el control se rompió: {type(broken).__name__}: {str(broken)[:160]}")
