"""Numeral 24: no datum of a citizen in clear, on tablets or server; no key there opens a record."""

import hashlib
import json
import secrets
import shutil
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from cryptography.exceptions import InvalidTag

from tests.walkthrough.evidence.base import Record, election_key, records, unwrapped
from tests.walkthrough.evidence.envelope import MAGIC
from tests.walkthrough.evidence.keys import opens, public_of, values_in
from tests.walkthrough.evidence.needles import of_capture, pictures_of, strokes_of
from tests.walkthrough.folders import files, searched
from tests.walkthrough.residue import Needle, search, sees, text_needle
from tests.walkthrough.run import TABLETS, Run
from tests.walkthrough.shapes import Small, closed, shows, traces
from tests.walkthrough.verdict import Checks, Verdict

_WRAPPED = b"APOYOKEY"
_MACHINE = ("/dev/", "/proc/")


@dataclass(frozen=True)
class Facts:
    """What there is to judge. `seen` holds what vanished while the play ran."""

    records: tuple[Record, ...]
    needles: list[Needle]
    pictures: list[Small]
    folders: tuple[Path, ...]
    seen: Path
    canary: str
    lost: bool
    reach: str
    outside: list[str]
    tablet_values: list[bytes]
    key: bytes


def judge(run: Run) -> Verdict:
    """Return the verdict."""
    return _judged(_facts(run))


def control(run: Run) -> list[Verdict]:
    """Return the verdicts on copies: something of a citizen lies in a temp folder, or vanished."""
    facts = _facts(run)
    first = facts.records[0]
    payload, clave = first.payload, first.value("clave_elector")
    names = " ".join(first.value(key) for key in ("apellido_paterno", "apellido_materno", "nombre"))
    small = facts.seen / "control"  # the rest of what was seen was searched already
    small.mkdir(exist_ok=True)
    (small / "canario").write_text(facts.canary, "utf-8")
    here, gone = run.temp("kiosk1") / "control_n24", small / "control_n24"
    planted: list[tuple[Path, bytes]] = [
        (here, payload["front"]["frame"]),
        (gone, payload["front"]["frame"]),
        (here, thumbnail(payload["front"]["frame"])),
        (gone, thumbnail(payload["signature"]["picture"])),
        (here, names.title().encode()),
        (here, hashlib.sha256(clave.encode()).hexdigest().encode()),
        (here, json.dumps(payload["signature"]["strokes"]).encode()),
        (here, secrets.token_bytes(70_000)),
    ]
    doctored = replace(facts, folders=(run.temp("kiosk1"),), seen=small)
    try:
        said = [_with(doctored, path, content) for path, content in planted]
        other = replace(doctored, canary="otra palabra")
        return [*said, _judged(replace(doctored, outside=["/var/otra.jpg"])), _judged(other)]
    finally:
        shutil.rmtree(small)


def thumbnail(encoded: bytes) -> bytes:
    """Return a picture at 96×60, as PNG."""
    picture = cv2.imdecode(np.frombuffer(encoded, np.uint8), cv2.IMREAD_UNCHANGED)
    little = cv2.resize(picture, (96, 60), interpolation=cv2.INTER_AREA)
    return bytes(cv2.imencode(".png", little)[1])


def _with(facts: Facts, path: Path, content: bytes) -> Verdict:
    path.write_bytes(content)
    try:
        return _judged(facts)
    finally:
        path.unlink()


def _facts(run: Run) -> Facts:
    kept = records(run)
    folders = tuple(
        folder for part in (*TABLETS, "central", "desk") for folder in searched(run, part)
    )
    copies = tuple((run.root / "copias").glob("*/kiosk*"))
    return Facts(
        records=kept,
        needles=[needle for each in kept for needle in of_capture(each)],
        pictures=pictures_of(kept),
        folders=(*folders, *copies, run.root / "registros"),
        seen=run.made(".", "vistos"),
        canary=run.note("watch", "canary"),
        lost=run.note("watch", "lost"),
        reach="en toda la máquina" if run.note("watch", "whole") else "en sus carpetas",
        outside=_outside(run),
        tablet_values=[value for part in ("kiosk1", "kiosk2") for value in _values(run, part)],
        key=election_key(run),
    )


def _outside(run: Run) -> list[str]:
    """Return the files that a program wrote outside the folders of the run.

    Told by the driven apps from inside, and of every program by the kernel where it may be asked.
    """
    told = run.made(".", "escrituras").glob("*.txt")
    paths = {line for each in told for line in each.read_text("utf-8", "replace").splitlines()}
    paths |= set(run.note("watch", "paths"))
    own = f"{run.root}/"
    return sorted(path for path in paths if not path.startswith((own, *_MACHINE)))


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
    everywhere = (*facts.folders, facts.seen)
    hits = search(facts.needles, everywhere)
    checks.that(
        not hits, f"{len(facts.needles)} agujas, 0 halladas en tabletas y servidor",
        f"halladas: {sorted({(what, path.name) for what, path in hits})[:4]}",
    )  # fmt: skip
    _check_shapes(checks, facts, everywhere)
    fleeting = search([text_needle("canario fugaz", facts.canary)], (facts.seen,))
    checks.that(
        fleeting and not facts.lost,
        f"{sum(1 for _ in files((facts.seen,)))} archivos que se borraron, vistos ({facts.reach})",
        "no se ve lo que se borra enseguida",
    )
    checks.that(not facts.outside, "", f"se escribió fuera de sus carpetas: {facts.outside[:3]}")
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


def _check_shapes(checks: Checks, facts: Facts, folders: tuple[Path, ...]) -> None:
    """Look at every file for what no needle finds: pictures, strokes, what somebody else sealed."""
    strokes = [stroke for each in facts.records for stroke in strokes_of(each)]
    found: dict[str, list[str]] = {"imágenes": [], "trazos": [], "cifrado sin dueño": []}
    for path in files(folders):
        content = path.read_bytes()
        if content.startswith(MAGIC):
            continue
        if shows(content, facts.pictures):
            found["imágenes"].append(path.name)
        if len(content) < _TEXT_AT_MOST and traces(content, strokes):
            found["trazos"].append(path.name)
        if closed(content):
            found["cifrado sin dueño"].append(path.name)
    for what, where in found.items():
        checks.that(not where, "", f"{what} en {sorted(set(where))[:4]}")


_TEXT_AT_MOST = 4 << 20
