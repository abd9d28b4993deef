"""Numeral 28: erased for good once the receipt verifies, and not a byte before."""

from dataclasses import dataclass, replace
from pathlib import Path

from tests.walkthrough.evidence.base import Record, records
from tests.walkthrough.evidence.envelope import Envelope, found_in
from tests.walkthrough.folders import files, searched
from tests.walkthrough.residue import bytes_needles, search
from tests.walkthrough.run import Run
from tests.walkthrough.verdict import Checks, Verdict

_WINDOWS = 8
_TABLETS = ("kiosk1", "kiosk2")


@dataclass(frozen=True)
class Facts:
    """What there is to judge: what waited before the receipts, and the tablets at the end."""

    waiting: list[Envelope]
    before: Path
    folders: tuple[Path, ...]
    before_stranger: list[str]
    after_stranger: list[str]
    records: tuple[Record, ...]


def judge(run: Run) -> Verdict:
    """Return the verdict."""
    return _judged(_facts(run))


def control(run: Run) -> Verdict:
    """Return the verdict on a copy where a tablet kept one ciphertext under another name."""
    facts = _facts(run)
    planted = run.temp("kiosk1") / "control_n28.bin"
    planted.write_bytes(facts.waiting[0].raw)
    try:
        return _judged(replace(facts))
    finally:
        planted.unlink()


def _facts(run: Run) -> Facts:
    before = run.copy("con_servidor_apagado")
    return Facts(
        waiting=found_in(before),
        before=before,
        folders=tuple(folder for part in _TABLETS for folder in searched(run, part)),
        before_stranger=_queued(run.copy("antes_de_otra_llave")),
        after_stranger=_queued(run.copy("tras_otra_llave")),
        records=records(run),
    )


def _queued(folder: Path) -> list[str]:
    return sorted(path.name for path in files((folder,)) if path.suffix == ".sobre")


def _judged(facts: Facts) -> Verdict:
    checks = Checks()
    needles = [
        needle
        for each in facts.waiting
        for needle in bytes_needles(each.header["record_id"][:8], each.ciphertext, _WINDOWS)
    ]
    seen = {what for what, _ in search(needles, (facts.before,))}
    checks.that(
        needles and len(seen) == len({each.what for each in needles}),
        f"{len(needles)} ventanas de {len(facts.waiting)} sobres, en la tableta antes del recibo",
    )
    left = search(needles, facts.folders)
    checks.that(
        not left, "en ninguna parte después", f"quedan en {sorted({p.name for _, p in left})[:4]}"
    )
    checks.that(
        facts.before_stranger and facts.before_stranger == facts.after_stranger,
        "un recibo de otra llave no borró nada",
    )
    kept = sorted({path.parent.name for path in files(facts.folders)})
    checks.note(
        f"queda: {', '.join(kept)}; en memoria flash puede quedar cifrado residual, ilegible"
    )
    return checks.verdict()
