"""Numeral 10: a code serves once, one tablet at a time; the password is nowhere but in a head.

Opened again, the tablet tells by itself whether it is fit to go out.
"""

import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.walkthrough.evidence.base import Row, row, rows, unb64
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
    tried: dict[str, list[str]]
    held: int
    activated: set[str]
    notice: str
    notices: list[Row]


def judge(run: Run) -> Verdict:
    """Return the verdict."""
    return _judged(_facts(run))


def control(run: Run) -> list[Verdict]:
    """Return the verdicts on copies: a log of the server, or the tablet, kept the password.

    And of the self-test: what it says with a camera is what it says without.
    """
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
    blind = {"without_camera": facts.tried["with_camera"]}
    unread = [_judged(replace(facts, notices=facts.notices[1:]))]
    return [*said, *unread, _judged(replace(facts, tried=facts.tried | blind))]


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
        tried=run.note("kiosk", "self_test"),
        held=run.note("kiosk", "held_at_test"),
        activated={run.note("ids", who) for who in people},
        notice=hashlib.sha256(_people_notice(run).encode()).hexdigest(),
        notices=rows(run, "SELECT * FROM aviso_leido_en_tableta"),
    )


def _people_notice(run: Run) -> str:
    """Return the text that auxiliares read, as the proceso that was published says it."""
    body = row(run, "SELECT body FROM proceso ORDER BY version DESC LIMIT 1")["body"]
    text: str = json.loads(unb64(body))["proceso"]["people_notice"]["text"]
    return text


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
    read = {each["auxiliar"] for each in facts.notices if each["sha256"] == facts.notice}
    checks.that(
        read == facts.activated,
        "al activar, cada auxiliar leyó su aviso de privacidad y el servidor lo guarda",
        f"leyeron su aviso {sorted(read)}",
    )
    without, with_camera = facts.tried["without_camera"], facts.tried["with_camera"]
    checks.that(
        "No apta" in without and "No da imagen." in without,
        "",
        "la prueba no dice «No apta» sin cámara",
    )
    checks.that(
        "Apta" in with_camera
        and any(text.startswith(f"{facts.held} apoyo") for text in with_camera),
        f"la prueba dice «No apta» sin cámara, «Apta» con ella y {facts.held} por enviar",
    )
    return checks.verdict()
