"""Numeral 27: acuses of the pair killed while sending: totals, folios, and nobody's name."""

import json
import re
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

import pypdfium2
import zxingcpp

from core.verify.signed import NotVerified, verify_signed
from core.verify.statements import check_acuse_qr, check_statement
from tests.walkthrough.evidence.base import (
    Record,
    Row,
    mails,
    records,
    rows,
    signing_key,
    unb64,
)
from tests.walkthrough.evidence.spanish import named_in
from tests.walkthrough.evidence.stick import RECEIVED, stick_at
from tests.walkthrough.mailbox import Mail
from tests.walkthrough.run import Run
from tests.walkthrough.verdict import Checks, Verdict

_DPI = 200
_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
"""Alone: a row of its modules may read as a bar code too."""
_FOLIOS = "SELECT record_id, folio FROM apoyo"
_NAMES = ("nombre", "apellido_paterno", "apellido_materno", "correo")
_OWN_WORDS = ("ensayo", "example")
_TOTALS = {
    "envios": re.compile(r"Envíos ([\d,]+) de este auxiliar"),
    "received": re.compile(r"Registros recibidos ([\d,]+) en el servidor"),
    "pending": re.compile(r"Pendientes de enviar ([\d,]+) según el dispositivo"),
}


@dataclass(frozen=True)
class Acuse:
    """One acuse as it reached people: its PDF, its Signed JSON, and who got it."""

    pdf: bytes
    signed: dict[str, Any]
    to: set[str]


@dataclass(frozen=True)
class Facts:
    """What there is to judge."""

    acuses: list[Acuse]
    people: set[str]
    pair_folios: list[str]
    envios: list[Row]
    key: bytes
    forbidden: list[str]
    mails: list[Mail]
    odd: dict[str, Any]
    honest: bool
    by_stick: dict[str, dict[str, Any]]
    folios: dict[str, str]


def judge(run: Run) -> Verdict:
    """Return the verdict."""
    return _judged(_facts(run))


def control(run: Run) -> list[Verdict]:
    """Return the verdicts on copies: a folio too many; somebody else's box; a telling name."""
    facts = _facts(run)
    first = facts.acuses[0]
    stranger = "otra@ficticio.example"
    carrying = next(
        each for each in facts.mails if f"{facts.pair_folios[0]}".encode() in _whole(each)
    )
    elsewhere = replace(carrying, to=(stranger,))
    named = replace(carrying, parts={f"acuse-{facts.forbidden[0].lower()}.pdf": b""})
    return [
        _judged(replace(facts, pair_folios=[*facts.pair_folios, "000001-99999-0"])),
        _judged(
            replace(facts, acuses=[replace(first, to=first.to | {stranger}), *facts.acuses[1:]])
        ),
        _judged(replace(facts, mails=[*facts.mails, elsewhere])),
        _judged(replace(facts, mails=[*facts.mails, named])),
        _judged(replace(facts, acuses=[facts.acuses[-1], *facts.acuses[1:]])),
        _judged(replace(facts, honest=False)),
        _judged(replace(facts, by_stick=_forged(facts.by_stick))),
    ]


def _facts(run: Run) -> Facts:
    own, auxiliar = run.note("ids", "p1"), run.note("ids", "rosa")
    rosa, ana = run.note("script", "auxiliares", "rosa"), run.note("script", "aspirantes", "p1")
    pair = "aspirante = ? AND auxiliar = ?"
    return Facts(
        acuses=_acuses(mails(run), own, auxiliar),
        people={rosa["correo"], ana["correo"]},
        pair_folios=[
            each["folio"]
            for each in rows(run, f"SELECT folio FROM apoyo WHERE {pair}", own, auxiliar)  # noqa: S608  constant
        ],
        envios=rows(run, f"SELECT * FROM envio WHERE {pair} ORDER BY number", own, auxiliar),  # noqa: S608  constant
        key=signing_key(run),
        forbidden=[*_names(rosa), *_names(ana), *_citizens(records(run))],
        mails=mails(run),
        odd=run.exchange("anuncio_envenenado"),
        honest=run.note("copia", "honest_acuse"),
        by_stick=stick_at(run, RECEIVED).receipts,
        folios={each["record_id"]: each["folio"] for each in rows(run, _FOLIOS)},
    )


def _forged(receipts: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return receipts that nobody signed as they are."""
    return {key: each | {"body": _flipped(each["body"])} for key, each in receipts.items()}


def _acuses(kept: list[Mail], own: str, auxiliar: str) -> list[Acuse]:
    """Return the acuses of a pair by number, from every mail that carries them."""
    found: dict[int, Acuse] = {}
    for mail in kept:
        for name, content in mail.parts.items():
            if not (name.startswith("acuse") and name.endswith(".json")):
                continue
            signed = json.loads(content)
            body = json.loads(verify_free(signed))
            if (body["id_solicitante"], body["auxiliar"]) != (own, auxiliar):
                continue
            pdf = mail.parts[name.removesuffix(".json") + ".pdf"]
            known = found.get(body["number"], Acuse(pdf, signed, set()))
            found[body["number"]] = replace(known, to=known.to | set(mail.to))
    return [found[number] for number in sorted(found)]


def verify_free(signed: dict[str, Any]) -> bytes:
    """Return a body without judging its signature, only to know what it is about."""
    return unb64(signed["body"])


def _names(person: dict[str, Any]) -> list[str]:
    return [person[key] for key in _NAMES]


def _citizens(kept: tuple[Record, ...]) -> list[str]:
    keys = (*_NAMES[:3], "clave_elector", "curp", "cic", "ocr")
    return [text for each in kept for key in keys if (text := each.value(key))]


def _judged(facts: Facts) -> Verdict:
    checks = Checks()
    checks.that(len(facts.acuses) >= 2, "", f"hay {len(facts.acuses)} acuses del par")
    bodies = [_body(checks, each, facts) for each in facts.acuses]
    if not all(bodies) or len(bodies) < 2:
        return checks.that(held=False, shown="", wrong="los acuses no verifican").verdict()
    folios = [folio for body in bodies for folio in body["folios"]]
    checks.that(
        sorted(folios) == sorted(facts.pair_folios),
        f"{len(bodies)} acuses, {len(folios)} folios = base de datos",
        f"{len(folios)} folios en acuses, {len(facts.pair_folios)} en la base",
    )
    last = bodies[-1]
    checks.that(last["envios"] == len(facts.envios), f"{last['envios']} envíos", "faltan envíos")
    checks.that(
        last["received"] == len(facts.pair_folios), "", "los recibidos no son los de la base"
    )
    checks.that(
        bodies[0]["pending"] == 1 and last["pending"] == 0,
        "el primero dice 1 pendiente; el último, ninguno",
        f"pendientes: {[each['pending'] for each in bodies]}",
    )
    for each in facts.acuses:
        checks.that(each.to == facts.people, "", f"un acuse llegó a {sorted(each.to)}")
    _check_boxes(checks, facts)
    told = {key: _folio(each, facts.key) for key, each in facts.by_stick.items()}
    checks.that(
        len(told) == 1 and all(facts.folios.get(key) == folio for key, folio in told.items()),
        "el recibo que volvió en la memoria verifica y dice su folio",
        f"los recibos de la memoria dicen {list(told.values())}",
    )
    checks.that(
        facts.odd["status"] < 500 and facts.honest, "un anuncio del año 1 no detiene los acuses"
    )
    checks.note("llegaron a aspirante y auxiliar, y a nadie más")
    return checks.verdict()


def _folio(receipt: dict[str, Any], key: bytes) -> str:
    """Return the folio that a receipt gives, empty where the server did not sign it."""
    try:
        return str(json.loads(verify_signed(receipt, key))["folio"])
    except (NotVerified, KeyError, ValueError):
        return ""


def _check_boxes(checks: Checks, facts: Facts) -> None:
    """Hold every mail of the Maildir: no folio of the pair elsewhere, no name in a file's name."""
    for mail in facts.mails:
        told = [folio for folio in facts.pair_folios if folio.encode() in _whole(mail)]
        astray = told and (len(mail.to) != 1 or not set(mail.to) <= facts.people)
        checks.that(not astray, "", f"folios del par en el buzón de {mail.to}")
        named = [name for name in mail.parts if _tells(name, facts.forbidden)]
        checks.that(not named, "", f"un adjunto nombra a alguien: {named}")


def _tells(name: str, forbidden: list[str]) -> bool:
    """Tell whether a file's name holds a person's word, whatever it is joined with."""
    return bool(named_in(name.replace("_", " ").replace("-", " "), forbidden))


def _whole(mail: Mail) -> bytes:
    """Return everything that a mail says, its documents' text too."""
    signed = (
        content + unb64(json.loads(content)["body"])
        for name, content in mail.parts.items()
        if name.endswith(".json")
    )
    said = [mail.subject, mail.text, mail.html]
    return b"\n".join([*(each.encode() for each in said), mail.raw, *signed])


def _body(checks: Checks, acuse: Acuse, facts: Facts) -> dict[str, Any]:
    """Check one acuse whole; return its body, empty where it does not verify."""
    try:
        raw = verify_signed(acuse.signed, facts.key)
        found = dict(check_statement("acuse", raw))
        (code,) = _codes(acuse.pdf)
        check_acuse_qr(code, raw)
    except (NotVerified, ValueError) as broken:
        checks.that(held=False, shown="", wrong=f"un acuse no verifica: {broken}")
        return {}
    changed = acuse.signed | {"body": _flipped(acuse.signed["body"])}
    checks.that(not _verifies(changed, facts.key), "", "verifica con un byte cambiado")
    document = pypdfium2.PdfDocument(acuse.pdf)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    whole = " ".join([text, str(document.get_metadata_dict()), code, raw.decode()])
    leaked = named_in(whole, facts.forbidden, _OWN_WORDS)
    checks.that(not leaked, "", f"un acuse nombra a alguien ({len(leaked)})")
    for what, pattern in _TOTALS.items():
        said = pattern.search(" ".join(text.split()))
        same = said and int(said[1].replace(",", "")) == found[what]
        checks.that(same, "", f"el PDF no dice {what} = {found[what]}")
    missing = [folio for folio in found["folios"] if folio not in text]
    checks.that(not missing, "", f"el PDF no dice {missing}")
    return found


def _codes(pdf: bytes) -> list[str]:
    pages = pypdfium2.PdfDocument(BytesIO(pdf))
    pictures = [page.render(scale=_DPI / 72).to_numpy() for page in pages]
    return [found.text for each in pictures for found in zxingcpp.read_barcodes(each, _QR)]


def _flipped(text: str) -> str:
    """Return base64url with one character changed in its middle."""
    middle = len(text) // 2
    other = "A" if text[middle] != "A" else "B"
    return text[:middle] + other + text[middle + 1 :]


def _verifies(signed: dict[str, Any], key: bytes) -> bool:
    try:
        verify_signed(signed, key)
    except NotVerified:
        return False
    return True
