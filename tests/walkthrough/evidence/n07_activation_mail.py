"""Numeral 7: one mail to the auxiliar alone; its QR activates the tablet; no password inside."""

import re
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

import zxingcpp
from PIL import Image

from tests.walkthrough.evidence.base import Row, mails, mails_to, rows
from tests.walkthrough.evidence.n05_access_mail import holds_secret, named_in_parts, said
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
    devices: list[Row]
    used: str
    others: list[Mail]
    people: list[str]
    odd: dict[str, Any]
    honest: bool


def judge(run: Run) -> Verdict:
    """Return the verdict for the first auxiliar, and that the second aspirante sent no new code."""
    return _judged(_facts(run))


def control(run: Run) -> list[Verdict]:
    """Return the verdicts on copies: no picture; the code in another box; a telling file name."""
    facts = _facts(run)
    code = _INVITATION.search(facts.used)
    elsewhere = replace(facts.others[0], text=f"Código: {code[1] if code else ''}")
    named = replace(facts.mails[0], parts=facts.mails[0].parts | {f"{facts.correo}.png": b""})
    return [
        _judged(replace(facts, mails=[replace(each, parts={}) for each in facts.mails])),
        _judged(replace(facts, others=[elsewhere, *facts.others[1:]])),
        _judged(replace(facts, mails=[named, *facts.mails[1:]])),
        _judged(replace(facts, honest=False)),
    ]


def _facts(run: Run) -> Facts:
    rosa = run.note("script", "auxiliares", "rosa")
    number = run.note("ids", "rosa")
    mine = mails_to(run, rosa["correo"])
    paths = {each.path for each in mine}
    return Facts(
        correo=rosa["correo"],
        password=rosa["password"],
        mails=mine,
        devices=rows(run, "SELECT * FROM dispositivo WHERE auxiliar = ?", number),
        used=run.note("kiosk", "invitation"),
        others=[each for each in mails(run) if each.path not in paths],
        odd=run.exchange("correo_envenenado"),
        honest=run.note("copia", "honest_mail"),
        people=[rosa["correo"], rosa["nombre"], rosa["apellido_paterno"], rosa["telefono"]],
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
    leaks = [each for each in facts.others if _tells(each, read)]
    checks.that(read and not leaks, "nada de él en otro buzón", f"en {len(leaks)} correos de otros")
    alone = [each for each in facts.mails if each.to != (facts.correo,)]
    checks.that(not alone, "", f"{len(alone)} de sus correos van a alguien más")
    named = [each for each in facts.mails if named_in_parts(each, *facts.people)]
    checks.that(not named, "", "un adjunto se llama como la persona")
    whole = " ".join(each.text + each.html for each in facts.mails)
    told = any(said(each.text, "Contraseña") for each in facts.mails)
    checks.that(facts.password not in whole and not told, "sin contraseña dentro")
    odd = 400 <= facts.odd["status"] < 500 and facts.odd["body"].get("code")
    checks.that(odd and facts.honest, "una dirección rara se rechaza y el correo sigue")
    also = [each for each in facts.mails if "también" in each.subject]
    checks.that(len(also) == 1, "el segundo aspirante no mandó otro código")
    return checks.verdict()


def _tells(mail: Mail, invitation: re.Match[str] | None) -> bool:
    """Tell whether a mail holds the code of an invitation, in words or in a picture."""
    if invitation is None:
        return False
    code = invitation[1]
    grouped = "-".join(code[at : at + 4] for at in range(0, len(code), 4))
    drawn = any(code in said for part in mail.parts.values() for said in _codes(part))
    return drawn or holds_secret(mail, grouped) or holds_secret(mail, invitation[0])


def _codes(picture: bytes) -> list[str]:
    """Return what the codes of a picture say."""
    try:
        return [found.text for found in zxingcpp.read_barcodes(Image.open(BytesIO(picture)))]
    except OSError:
        return []
