"""Numeral 5: one mail, to 4.e.a alone, at once, with five things; the password serves once."""

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from tests.walkthrough.evidence.base import instant, mails_to, row
from tests.walkthrough.mailbox import Mail
from tests.walkthrough.run import Run
from tests.walkthrough.verdict import Checks, Verdict

_AT_ONCE = timedelta(seconds=60)


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
    link: dict[str, Any]


def judge(run: Run) -> Verdict:
    """Return the verdict for both aspirantes."""
    checks = Checks()
    for who in ("p1", "p2"):
        _check(checks, _facts(run, who))
    return checks.verdict()


def control(run: Run) -> Verdict:
    """Return the verdict on a copy whose mail went to a second address as well."""
    facts = _facts(run, "p1")
    other = replace(facts.mails[0], to=(*facts.mails[0].to, "otra@ficticio.example"))
    checks = Checks()
    _check(checks, replace(facts, mails=[other]))
    return checks.verdict()


def _facts(run: Run, who: str) -> Facts:
    correo = run.note("script", "aspirantes", who, "correo")
    found = row(run, "SELECT * FROM aspirante WHERE correo = ?", correo)
    mail = row(
        run, "SELECT * FROM correo WHERE kind = 'acceso' AND about = ?", found["id_solicitante"]
    )
    return Facts(
        correo=correo,
        id_solicitante=found["id_solicitante"],
        mails=[each for each in mails_to(run, correo) if "Contraseña:" in each.text],
        concluded_at=instant(found["registered_at"]),
        sent_at=instant(mail["sent_at"]),
        first_login=run.note("console", who, "entered"),
        second_login=run.exchange(f"acceso_dos_veces_{who}"),
        link=run.exchange(f"liga_{who}"),
    )


def _check(checks: Checks, facts: Facts) -> None:
    checks.that(len(facts.mails) == 1, "un correo", f"hay {len(facts.mails)} correos de acceso")
    if not facts.mails:
        return
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
    refused = facts.second_login["status"] == 401
    checks.that(facts.first_login and refused, "la contraseña entró una vez y no dos")
    checks.that(facts.link["status"] == 200 and facts.link["tls"], "la liga responde por TLS")


def said(text: str, label: str) -> str:
    """Return what stands after «label: » in a mail, empty where nothing does."""
    found = re.search(rf"^{re.escape(label)}: (.+)$", text, re.MULTILINE)
    return found[1].strip() if found else ""
