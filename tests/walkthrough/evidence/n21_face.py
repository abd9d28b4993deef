"""Numeral 21: yes is one face picture; no is the answer with its hour and not one byte of face."""

from dataclasses import dataclass, replace
from typing import Any

from tests.walkthrough.evidence.base import captures, instant, record_of, rows
from tests.walkthrough.evidence.pictures import grey
from tests.walkthrough.run import Run
from tests.walkthrough.verdict import Checks, Verdict

_FOUND = "Encontrado en Lista Nominal"


@dataclass(frozen=True)
class Answer:
    """What one citizen answered, what was sealed of it, and how the record came out."""

    said: str
    face: dict[str, Any]
    resultado: str


def judge(run: Run) -> Verdict:
    """Return the verdict."""
    return _judged(_answers(run))


def control(run: Run) -> Verdict:
    """Return the verdict on a copy where a no came with a picture."""
    answers = _answers(run)
    yes = next(each for each in answers if each.said == "yes")
    doctored = [
        replace(each, face=each.face | {"picture": yes.face["picture"]})
        if each.said == "no"
        else each
        for each in answers
    ]
    return _judged(doctored)


def _answers(run: Run) -> list[Answer]:
    verdicts = {
        each["folio"]: each["resultado"]
        for each in rows(run, "SELECT folio, resultado FROM veredicto")
    }
    found: list[Answer] = []
    for capture in captures(run):
        record = record_of(run, capture)
        found.append(
            Answer(capture["face"], record.payload["face"], verdicts.get(record.folio, ""))
        )
    return found


def _judged(answers: list[Answer]) -> Verdict:
    checks = Checks()
    for each in answers:
        picture = each.face["picture"]
        checks.that(each.face["given"] == (each.said == "yes"), "", "la respuesta no es la dicha")
        checks.that(bool(instant(each.face["answered_at"])), "", "la respuesta no tiene hora")
        if each.said == "yes":
            checks.that(picture and grey(picture).size, "", "dijo que sí y no hay fotografía")
        else:
            checks.that(picture is None, "", "dijo que no y hay fotografía")
    for said, words in (("yes", "sí: una fotografía"), ("no", "no: cero bytes de rostro")):
        counted = [each for each in answers if each.said == said and each.resultado == _FOUND]
        checks.that(counted, f"{words}, en Lista Nominal", f"nadie dijo {said} y se encontró")
    return checks.verdict()
