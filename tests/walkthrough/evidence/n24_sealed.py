"""Numeral 24: no datum of a citizen in clear, on tablets or server; no key there opens a record."""

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidTag

from tests.walkthrough.evidence.base import Record, election_key, records, unwrapped
from tests.walkthrough.evidence.keys import opens, public_of, values_in
from tests.walkthrough.evidence.needles import of_capture
from tests.walkthrough.folders import files, searched
from tests.walkthrough.residue import Needle, search, sees
from tests.walkthrough.run import Run
from tests.walkthrough.verdict import Checks, Verdict

_TABLETS = ("kiosk1", "kiosk2")
_WRAPPED = b"APOYOKEY"


@dataclass(frozen=True)
class Facts:
    """What there is to judge."""

    records: tuple[Record, ...]
    needles: list[Needle]
    folders: tuple[Path, ...]
    tablet_values: list[bytes]
    key: bytes


def judge(run: Run) -> Verdict:
    """Return the verdict."""
    return _judged(_facts(run))


def control(run: Run) -> Verdict:
    """Return the verdict on a copy where the tablet's temp folder holds a plain JPEG."""
    facts = _facts(run)
    planted = run.temp("kiosk1") / "control_n24.jpg"
    planted.write_bytes(facts.records[0].payload["front"]["frame"])
    try:
        return _judged(replace(facts))
    finally:
        planted.unlink()


def _facts(run: Run) -> Facts:
    kept = records(run)
    folders = tuple(
        folder for part in (*_TABLETS, "central", "desk") for folder in searched(run, part)
    )
    copies = tuple((run.root / "copias").glob("*/kiosk*"))
    return Facts(
        records=kept,
        needles=[needle for each in kept for needle in of_capture(each)],
        folders=(*folders, *copies, run.root / "registros"),
        tablet_values=[value for part in _TABLETS for value in _values(run, part)],
        key=election_key(run),
    )


@cache
def _values(run: Run, part: str) -> list[bytes]:
    """Return every 32-byte value that a tablet holds, its device key unwrapped included."""
    who = {"kiosk1": "rosa", "kiosk2": "tomas"}[part]
    password = run.note("script", "auxiliares", who, "password")
    found: list[bytes] = []
    for path in files(searched(run, part)):
        content = path.read_bytes()
        if path.suffix != ".sobre":
            found += values_in(content)
        if content.startswith(_WRAPPED):
            try:
                found.append(unwrapped(path, password))
            except InvalidTag:
                continue
    return found


def _judged(facts: Facts) -> Verdict:
    checks = Checks()
    checks.that(sees(facts.folders), "", "la búsqueda no ve sus canarios")
    hits = search(facts.needles, facts.folders)
    checks.that(
        not hits, f"{len(facts.needles)} agujas, 0 halladas en tabletas y servidor",
        f"halladas: {sorted({(what, path.name) for what, path in hits})[:4]}",
    )  # fmt: skip
    public = public_of(facts.key)
    opened = [
        each.folio for each in facts.records if opens(each.envelope, facts.tablet_values, public)
    ]
    checks.that(
        not opened,
        f"ninguno de {len(set(facts.tablet_values))} valores de las tabletas abre un sobre",
    )
    planted = [*facts.tablet_values, facts.key]
    checks.that(opens(facts.records[0].envelope, planted, public), "la llave de la elección sí")
    return checks.verdict()
