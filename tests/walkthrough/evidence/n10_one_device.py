"""Numeral 10: a code serves once, one tablet at a time; the password is nowhere but in a head."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.walkthrough.evidence.base import Row, rows
from tests.walkthrough.folders import searched
from tests.walkthrough.residue import search, sees, text_needle
from tests.walkthrough.run import Run
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


def control(run: Run) -> Verdict:
    """Return the verdict on a copy where a log kept the password."""
    facts = _facts(run)
    planted = run.temp("central") / "control_n10.log"
    planted.write_text(f"password={facts.passwords['rosa']}", "utf-8")
    try:
        hits = _search(facts.passwords, facts.folders)
    finally:
        planted.unlink()
    return _judged(replace(facts, hits=hits))


def _facts(run: Run) -> Facts:
    people = run.note("script", "auxiliares")
    passwords = {who: each["password"] for who, each in people.items()}
    folders = (*searched(run, "central"), *searched(run, "desk"), run.root / "registros")
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
    return search([text_needle(who, each) for who, each in passwords.items()], folders)


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
        "la contraseña no está en servidor, correos ni registros",
        f"está en {where}",
    )
    return checks.verdict()
