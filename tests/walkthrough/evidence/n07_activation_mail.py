"""Numeral 7: one mail to the auxiliar alone; its QR activates the tablet; no password inside."""

import re
from dataclasses import dataclass, replace
from io import BytesIO

import zxingcpp
from PIL import Image

from tests.walkthrough.evidence.base import Row, mails_to, rows
from tests.walkthrough.evidence.n05_access_mail import said
from tests.walkthrough.mailbox import Mail
from tests.walkthrough.run import Run
from tests.walkthrough.verdict import Checks, Verdict

_INVITATION = re.compile(r"apoyo:1\?s=[^&]+&a=[\w-]{43}&k=[\w-]{43}&c=(\w{36})")


@dataclass(frozen=True)
class Facts:
    """What there is to judge of one auxiliar's mail."""

    correo: str
    password: str
    mails: list[Mail]
    sent: list[Row]
    devices: list[Row]
    used: str


def judge(run: Run) -> Verdict:
    """Return the verdict for the first auxiliar, and that the second aspirante sent no new code."""
    return _judged(_facts(run))


def control(run: Run) -> Verdict:
    """Return the verdict on a copy where the mail is missing its picture."""
    facts = _facts(run)
    return _judged(replace(facts, mails=[replace(each, parts={}) for each in facts.mails]))


def _facts(run: Run) -> Facts:
    rosa = run.note("script", "auxiliares", "rosa")
    number = run.note("ids", "rosa")
    return Facts(
        correo=rosa["correo"],
        password=rosa["password"],
        mails=mails_to(run, rosa["correo"]),
        sent=rows(run, "SELECT * FROM correo WHERE about = ? ORDER BY id", number),
        devices=rows(run, "SELECT * FROM dispositivo WHERE auxiliar = ?", number),
        used=run.note("kiosk", "invitation"),
    )


def _judged(facts: Facts) -> Verdict:
    checks = Checks()
    activations = [mail for mail in facts.mails if said(mail.text, "Código")]
    checks.that(
        len(activations) == 1, "un correo con código", f"hay {len(activations)} correos con código"
    )
    if not activations:
        return checks.verdict()
    mail = activations[0]
    checks.that(mail.to == (facts.correo,), "solo al auxiliar", f"va a {mail.to}")
    codes = [code for part in mail.parts.values() for code in _codes(part)]
    read = next((found for code in codes if (found := _INVITATION.fullmatch(code))), None)
    checks.that(read and read[0] == facts.used, "el QR leído de su imagen activó la tableta")
    grouped = said(mail.text, "Código").replace("-", "")
    checks.that(read and read[1] == grouped, "el código escrito es el mismo")
    checks.that(len(facts.devices) == 1, "una tableta", f"hay {len(facts.devices)} tabletas")
    whole = " ".join(each.text + each.html for each in facts.mails)
    told = any(said(each.text, "Contraseña") for each in facts.mails)
    checks.that(facts.password not in whole and not told, "sin contraseña dentro")
    also = [each for each in facts.mails if "también" in each.subject]
    checks.that(len(also) == 1, "el segundo aspirante no mandó otro código")
    return checks.verdict()


def _codes(picture: bytes) -> list[str]:
    """Return what the codes of a picture say."""
    try:
        return [found.text for found in zxingcpp.read_barcodes(Image.open(BytesIO(picture)))]
    except OSError:
        return []
