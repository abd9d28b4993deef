"""Numeral 23: killed right after «Guardado», the record is there; before it no file had a draft."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.walkthrough.evidence.base import captures, record_of
from tests.walkthrough.evidence.needles import of_capture
from tests.walkthrough.folders import files
from tests.walkthrough.residue import Needle, search
from tests.walkthrough.run import NotYet, Run
from tests.walkthrough.verdict import Checks, Verdict


@dataclass(frozen=True)
class Facts:
    """The capture after which the tablet was killed, and the copies around that moment."""

    capture: dict[str, Any]
    needles: list[Needle]
    before: Path
    after: Path
    reopened_says: int
    arrived: bool


def judge(run: Run) -> Verdict:
    """Return the verdict."""
    return _judged(_facts(run))


def control(run: Run) -> Verdict:
    """Return the verdict on a copy where a plain JPEG of the draft lies in a temp folder."""
    facts = _facts(run)
    planted = facts.before / "kiosk1" / "temp" / "borrador_control.jpg"
    planted.parent.mkdir(parents=True, exist_ok=True)
    planted.write_bytes(record_of(run, facts.capture).payload["front"]["frame"])
    try:
        return _judged(replace(facts))
    finally:
        planted.unlink()


def _facts(run: Run) -> Facts:
    killed = next((each for each in captures(run) if each.get("killed_after")), None)
    if killed is None:
        message = "falta la tableta cerrada de golpe tras «Guardado»"
        raise NotYet(message)
    record = record_of(run, killed)
    return Facts(
        killed,
        of_capture(record),
        run.copy("antes_de_guardar"),
        run.copy("tras_guardado"),
        run.note("kiosk", "reopened_pending"),
        arrived=bool(record.folio),
    )


def _judged(facts: Facts) -> Verdict:
    checks = Checks()
    drafts = search(facts.needles, (facts.before,))
    checks.that(
        not drafts, "antes de guardar ningún archivo tenía el borrador",
        f"el borrador estaba en {sorted({path.name for _, path in drafts})}",
    )  # fmt: skip
    sealed = [path for path in files((facts.after,)) if path.suffix == ".sobre"]
    checks.that(sealed, "tras «Guardado» y kill -9, el sobre está en el disco")
    checks.that(
        facts.reopened_says >= 1, f"al reabrir, la tableta dice {facts.reopened_says} pendiente(s)"
    )
    checks.that(facts.arrived, "y llegó")
    return checks.verdict()
