"""Numeral 10: a code serves once, one tablet at a time; the password is nowhere but in a head."""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.walkthrough.evidence.base import Row, rows
from tests.walkthrough.folders import searched
from tests.walkthrough.residue import hash_needles, search, sees, text_needle
from tests.walkthrough.run import TABLETS, Run
from tests.walkthrough.verdict import Checks, Verdict


@dataclass(frozen=True)
class Facts:
    """What there is to judge."""

    used_twice: dict[str, Any]
    resent: dict[str, Any]
    devices_before: list[Row]
    devices_after: list[Row]
    passwords: dict[str, str]
    folders: tuple[Path, ...]
    hits: list[tuple[str, Path]]
    seen: bool


def judge(run: Run) -> Verdict:
    """Return the verdict."""
    return _judged(_facts(run))


def control(run: Run) -> list[Verdict]:
    """Return the verdicts on copies: a log of the server, or the tablet, kept the password."""
    facts = _facts(run)
    kept = {
        run.temp("central") / "control_n10.log": f"password={facts.passwords['rosa']}".encode(),
        run.temp("kiosk1") / "control_n10": hashlib.sha256(
            facts.passwords["rosa"].encode()
        ).digest(),
    }
    said: list[Verdict] = []
    for path, content in kept.items():
        path.write_bytes(content)
        try:
            hits = _search(facts.passwords, facts.folders)
        finally:
            path.unlink()
        said.append(_judged(replace(facts, hits=hits)))
    return said


def _facts(run: Run) -> Facts:
    people = run.note("script", "auxiliares")
    passwords = {who: each["password"] for who, each in people.items()}
    parts = ("central", "desk", *TABLETS)
    folders = (*(each for part in parts for each in searched(run, part)), run.root / "registros")
    return Facts(
        used_twice=run.exchange("codigo_usado"),
        resent=run.exchange("codigo_reenviado_en_otra_tableta"),
        devices_before=run.note("copia", "devices_before"),
        devices_after=devices_of(run, run.note("ids", "rosa")),
        passwords=passwords,
        folders=folders,
        hits=_search(passwords, folders),
        seen=sees(folders),
    )


def devices_of(run: Run, auxiliar: str) -> list[Row]:
    """Return the tablets of an auxiliar on the copy of the data."""
    query = "SELECT * FROM dispositivo WHERE auxiliar = ?"
    return rows(run, query, auxiliar, part="copia")


def _search(passwords: dict[str, str], folders: tuple[Path, ...]) -> list[tuple[str, Path]]:
    """Return where a password lies, as it is or as a plain hash that anybody can guess against."""
    needles = [text_needle(who, each) for who, each in passwords.items()]
    needles += [needle for who, each in passwords.items() for needle in hash_needles(who, each)]
    return search(needles, folders)


def _judged(facts: Facts) -> Verdict:
    checks = Checks()
    twice, again = facts.used_twice, facts.resent
    checks.that(
        twice["status"] == 409 and twice["body"]["code"] == "codigo_usado",
        "código usado dos veces: 409",
    )
    checks.that(
        again["status"] == 409 and again["body"]["code"] == "otro_dispositivo",
        "código reenviado en otra tableta: 409",
    )
    checks.that(facts.devices_before == facts.devices_after, "y el dispositivo no cambió")
    checks.that(facts.seen, "", "la búsqueda no ve sus canarios")
    where = [str(path.name) for _, path in facts.hits]
    checks.that(
        not facts.hits,
        "la contraseña no está en servidor, tabletas, correos ni registros",
        f"está en {where}",
    )
    return checks.verdict()
