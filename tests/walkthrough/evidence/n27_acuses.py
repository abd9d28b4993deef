"""Numeral 27: acuses of the pair killed while sending: totals, folios, and nobody's name."""

import json
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

import pypdfium2
import zxingcpp

from core.verify.signed import NotVerified, verify_signed
from core.verify.statements import check_acuse_qr, check_statement
from tests.walkthrough.evidence.base import Record, Row, mails, records, rows, signing_key
from tests.walkthrough.mailbox import Mail
from tests.walkthrough.run import Run
from tests.walkthrough.verdict import Checks, Verdict

_DPI = 200


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


def judge(run: Run) -> Verdict:
    """Return the verdict."""
    return _judged(_facts(run))


def control(run: Run) -> Verdict:
    """Return the verdict on a copy of the database with a folio too many."""
    facts = _facts(run)
    return _judged(replace(facts, pair_folios=[*facts.pair_folios, "000001-99999-0"]))


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
    )


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
    from tests.walkthrough.evidence.base import unb64

    return unb64(signed["body"])


def _names(person: dict[str, Any]) -> list[str]:
    return [person["apellido_paterno"], person["apellido_materno"], person["correo"]]


def _citizens(kept: tuple[Record, ...]) -> list[str]:
    keys = ("nombre", "clave_elector", "curp", "cic")
    texts = [each.value(key) for each in kept for key in keys]
    return [text for text in texts if len(text) >= 4]


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
        checks.that(each.to >= facts.people, "", f"un acuse solo llegó a {each.to}")
    checks.note("llegaron a aspirante y auxiliar")
    return checks.verdict()


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
    leaked = [word for word in facts.forbidden if word in whole]
    checks.that(not leaked, "", f"un acuse nombra a alguien ({len(leaked)})")
    missing = [folio for folio in found["folios"] if folio not in text]
    checks.that(not missing, "", f"el PDF no dice {missing}")
    return found


def _codes(pdf: bytes) -> list[str]:
    pages = pypdfium2.PdfDocument(BytesIO(pdf))
    pictures = [page.render(scale=_DPI / 72).to_numpy() for page in pages]
    return [found.text for each in pictures for found in zxingcpp.read_barcodes(each)]


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
