"""Numeral 5: one mail, to 4.e.a alone, at once, with five things; the password serves once."""

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from tests.walkthrough.evidence.base import instant, mails, mails_to, row
from tests.walkthrough.mailbox import Mail
from tests.walkthrough.run import Run
from tests.walkthrough.verdict import Checks, Verdict

_AT_ONCE = timedelta(seconds=60)
_TOGETHER, _LET_IN = 4, (200, 201)


@dataclass(frozen=True)
class Facts:
    """What there is to judge for one aspirante."""

    correo: str
    id_solicitante: str
    mails: list[Mail]
    concluded_at: datetime
    sent_at: datetime
    first_login: bool
    second_login: dict[str, Any]
    before_change: dict[str, Any]
    others: list[Mail]
    link: dict[str, Any]


def judge(run: Run) -> Verdict:
    """Return the verdict for both aspirantes."""
    checks = Checks()
    for who in ("p1", "p2"):
        _check(checks, _facts(run, who))
    return _at_once(checks, run.note("copia", "at_once")).verdict()


def _at_once(checks: Checks, statuses: list[int]) -> Checks:
    """Hold people who sign in at the same instant to being let in, each of them."""
    let_in = len(statuses) >= _TOGETHER and all(each in _LET_IN for each in statuses)
    return checks.that(let_in, f"{len(statuses)} entradas a la vez, todas", f"a la vez: {statuses}")


def control(run: Run) -> list[Verdict]:
    """Return the verdicts on copies: a second address, a second login, another box with it."""
    facts = _facts(run, "p1")
    other = replace(facts.mails[0], to=(*facts.mails[0].to, "otra@ficticio.example"))
    secret = said(facts.mails[0].text, "Contraseña")
    elsewhere = replace(facts.others[0], html=f"<p>{secret}</p>")
    named = replace(facts.others[0], parts={f"acceso-{facts.correo}.pdf": b""})
    spoilt = (
        replace(facts, mails=[other]),
        replace(facts, before_change={"status": 201, "body": {}}),
        replace(facts, others=[elsewhere]),
        replace(facts, others=[named]),
    )
    hung = _at_once(Checks(), [200, 500])
    return [*(_check(Checks(), each).verdict() for each in spoilt), hung.verdict()]


def _facts(run: Run, who: str) -> Facts:
    correo = run.note("script", "aspirantes", who, "correo")
    found = row(run, "SELECT * FROM aspirante WHERE correo = ?", correo)
    mail = row(
        run, "SELECT * FROM correo WHERE kind = 'acceso' AND about = ?", found["id_solicitante"]
    )
    mine = [each for each in mails_to(run, correo) if "Contraseña:" in each.text]
    paths = {each.path for each in mine}
    return Facts(
        correo=correo,
        id_solicitante=found["id_solicitante"],
        mails=mine,
        others=[each for each in mails(run) if each.path not in paths],
        before_change=run.exchange(f"acceso_antes_de_cambiar_{who}"),
        concluded_at=instant(found["registered_at"]),
        sent_at=instant(mail["sent_at"]),
        first_login=run.note("console", who, "entered"),
        second_login=run.exchange(f"acceso_dos_veces_{who}"),
        link=run.exchange(f"liga_{who}"),
    )


def _check(checks: Checks, facts: Facts) -> Checks:
    checks.that(len(facts.mails) == 1, "un correo", f"hay {len(facts.mails)} correos de acceso")
    if not facts.mails:
        return checks
    mail = facts.mails[0]
    checks.that(mail.to == (facts.correo,), "un destinatario", f"va a {len(mail.to)} direcciones")
    items = {
        "confirmación": "registro de alta" in mail.text,
        "Id Solicitante": said(mail.text, "Id Solicitante") == facts.id_solicitante,
        "usuario": bool(said(mail.text, "Usuario")),
        "contraseña": bool(said(mail.text, "Contraseña")),
        "liga": said(mail.text, "Sitio").startswith("https://"),
    }
    missing = [name for name, there in items.items() if not there]
    checks.that(not missing, "cinco datos", f"faltan {missing}")
    took = facts.sent_at - facts.concluded_at
    checks.that(timedelta() <= took <= _AT_ONCE, f"{took.total_seconds():.0f} s", f"tardó {took}")
    refused = facts.second_login["status"] == facts.before_change["status"] == 401
    checks.that(
        facts.first_login and refused, "la contraseña entró una vez y no dos, ni antes de cambiarla"
    )
    secret = said(mail.text, "Contraseña")
    leaks = [each for each in facts.others if holds_secret(each, secret)]
    checks.that(secret and not leaks, "solo en ese buzón", f"también en {len(leaks)} correos")
    named = [each for each in (mail, *facts.others) if named_in_parts(each, facts.correo)]
    checks.that(not named, "", "un adjunto se llama como la dirección")
    checks.that(facts.link["status"] == 200 and facts.link["tls"], "la liga responde por TLS")
    return checks


def holds_secret(mail: Mail, secret: str) -> bool:
    """Tell whether a mail holds a secret, in whatever part of it, with or without its hyphens."""
    whole = [mail.raw, mail.text.encode(), mail.html.encode(), *mail.parts.values()]
    bare = secret.replace("-", "")
    return any(form.encode() in each for form in {secret, bare} if form for each in whole)


def named_in_parts(mail: Mail, *people: str) -> bool:
    """Tell whether the name of an attachment holds one of these texts, in whatever case."""
    return any(one.lower() in name.lower() for name in mail.parts for one in people if one)


def said(text: str, label: str) -> str:
    """Return what stands after «label: » in a mail, empty where nothing does."""
    found = re.search(rf"^{re.escape(label)}: (.+)$", text, re.MULTILINE)
    return found[1].strip() if found else ""
