"""Numeral 13: the same citizen for two aspirantes is two records, each whole and on its own."""

import hashlib
from dataclasses import dataclass, replace

from tests.walkthrough.evidence.base import Record, captures, record_of, records, rows
from tests.walkthrough.evidence.n03_constancia import page_text
from tests.walkthrough.run import NotYet, Run
from tests.walkthrough.verdict import Checks, Verdict


@dataclass(frozen=True)
class Facts:
    """What there is to judge: the pair of records, what each console showed, every folio."""

    first: Record
    second: Record
    consoles: dict[str, str]
    folios: dict[str, list[str]]
    counted: dict[str, int]
    shown_counts: dict[str, int]
    every: tuple[Record, ...]


def judge(run: Run) -> Verdict:
    """Return the verdict."""
    return _judged(_facts(run))


def control(run: Run) -> list[Verdict]:
    """Return the verdicts on copies: a console with the other's folio; one picture in two."""
    facts = _facts(run)
    leaked = facts.consoles | {"p1": facts.consoles["p1"] + " " + facts.second.folio}
    first, last = facts.every[0], facts.every[-1]
    shared = replace(last, payload=last.payload | {"back": first.payload["back"]})
    return [
        _judged(replace(facts, consoles=leaked)),
        _judged(replace(facts, every=(*facts.every[:-1], shared))),
    ]


def _facts(run: Run) -> Facts:
    both = [each for each in captures(run) if each["card"] == run.note("cards", "both")]
    first = next((each for each in both if each["who"] == "p1"), None)
    second = next((each for each in both if each["who"] == "p2"), None)
    if first is None or second is None:
        message = "falta el ciudadano que apoyó a los dos"
        raise NotYet(message)
    ids = {who: run.note("ids", who) for who in ("p1", "p2")}
    folios = {
        who: [
            each["folio"] for each in rows(run, "SELECT folio FROM apoyo WHERE aspirante = ?", own)
        ]
        for who, own in ids.items()
    }
    return Facts(
        first=record_of(run, first),
        second=record_of(run, second),
        consoles={who: _shown(run, who) for who in ids},
        folios=folios,
        counted={who: len(each) for who, each in folios.items()},
        shown_counts={who: run.note("console", who, "received") for who in ids},
        every=records(run),
    )


def _shown(run: Run, who: str) -> str:
    """Return everything that a console showed: its pages, and the acuse opened in it."""
    acuse = page_text(run.made("documentos", f"acuse_{who}.pdf"))
    return f"{run.note('console', who, 'all_texts')} {acuse}"


def _judged(facts: Facts) -> Verdict:
    checks = Checks()
    ids = {each.envelope.header["record_id"] for each in (facts.first, facts.second)}
    checks.that(len(ids) == 2, "dos registros")
    same = facts.first.value("clave_elector") == facts.second.value("clave_elector") and (
        facts.first.value("cic") == facts.second.value("cic")
    )
    checks.that(same, "del mismo ciudadano")
    checks.that(
        all(_whole(each) for each in (facts.first, facts.second)), "con sus propias imágenes"
    )
    pictures = [digest for each in facts.every for digest in _pictures(each)]
    checks.that(
        len(pictures) == len(set(pictures)),
        f"{len(pictures)} imágenes en {len(facts.every)} registros, ninguna repetida",
        f"{len(pictures) - len(set(pictures))} imágenes están en más de un lugar",
    )
    checks.that(facts.counted == facts.shown_counts, "cada consola cuenta los suyos")
    for who, other in (("p1", "p2"), ("p2", "p1")):
        leaked = [folio for folio in facts.folios[other] if folio in facts.consoles[who]]
        checks.that(not leaked, "", f"la consola de {who} muestra {leaked}")
        checks.that(
            any(folio in facts.consoles[who] for folio in facts.folios[who]), "",
            f"la consola de {who} no muestra sus folios",
        )  # fmt: skip
    checks.note("ninguna consola muestra folios de la otra")
    return checks.verdict()


def _whole(record: Record) -> bool:
    """Tell whether a record has its four pictures of the credential."""
    sides = (record.payload[side] for side in ("front", "back"))
    return all(side["frame"] and side["rectified"] for side in sides)


def _pictures(record: Record) -> list[bytes]:
    """Return the hash of each picture of a record: both sides twice, face, signature."""
    payload = record.payload
    pictures = [
        payload[side][kind] for side in ("front", "back") for kind in ("frame", "rectified")
    ]
    pictures += [payload["face"]["picture"], payload["signature"]["picture"]]
    return [hashlib.sha256(each).digest() for each in pictures if each]
