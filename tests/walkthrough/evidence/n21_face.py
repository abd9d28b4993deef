"""Numeral 21: yes is one face picture; no is the answer with its hour and not one byte of face."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from tests.walkthrough.evidence.base import captures, instant, record_of, rows
from tests.walkthrough.evidence.pictures import coarse, poorer
from tests.walkthrough.evidence.sides import weaker
from tests.walkthrough.run import Run
from tests.walkthrough.verdict import Checks, Verdict

_FOUND = "Encontrado en Lista Nominal"
_NEAR = timedelta(seconds=1)


@dataclass(frozen=True)
class Answer:
    """What one citizen answered, what was sealed of it, and how the record came out."""

    said: str
    face: dict[str, Any]
    resultado: str
    tapped: tuple[datetime, datetime] | None
    offered: bytes


def judge(run: Run) -> Verdict:
    """Return the verdict."""
    return _judged(_answers(run))


def control(run: Run) -> list[Verdict]:
    """Return the verdicts on copies: a no with a picture or of another hour, a small face."""
    answers = _answers(run)
    yes = next(each for each in answers if each.said == "yes")
    picture = yes.face["picture"]
    later = (instant(yes.face["answered_at"]) + timedelta(hours=1)).isoformat()
    return [
        _judged([_with(each, "no", picture=picture) for each in answers]),
        _judged([_with(each, "no", answered_at=later) for each in answers]),
        _judged([_with(each, "yes", picture=weaker(picture, scale=0.5)) for each in answers]),
    ]


def _with(answer: Answer, said: str, **face: object) -> Answer:
    return replace(answer, face=answer.face | face) if answer.said == said else answer


def _answers(run: Run) -> list[Answer]:
    verdicts = {
        each["folio"]: each["resultado"]
        for each in rows(run, "SELECT folio, resultado FROM veredicto")
    }
    found: list[Answer] = []
    for capture in captures(run):
        record = record_of(run, capture)
        around = capture.get("answered")
        found.append(
            Answer(
                capture["face"],
                record.payload["face"],
                verdicts.get(record.folio, ""),
                (instant(around[0]), instant(around[1])) if around else None,
                run.made("camara", "rostro.jpg").read_bytes(),
            )
        )
    return found


def _judged(answers: list[Answer]) -> Verdict:
    checks = Checks()
    for each in answers:
        picture = each.face["picture"]
        checks.that(each.face["given"] == (each.said == "yes"), "", "la respuesta no es la dicha")
        checks.that(bool(instant(each.face["answered_at"])), "", "la respuesta no tiene hora")
        if each.said == "yes":
            worse = poorer(picture, each.offered) if picture else "no está"
            checks.that(not worse and not coarse(picture), "", f"la foto del rostro {worse}")
        else:
            checks.that(picture is None, "", "dijo que no y hay fotografía")
            checks.that(_in_its_time(each), "", "la hora del no no es la del toque")
    for said, words in (
        ("yes", "sí: una fotografía"),
        ("no", "no: su hora y cero bytes de rostro"),
    ):
        counted = [each for each in answers if each.said == said and each.resultado == _FOUND]
        checks.that(counted, f"{words}, en Lista Nominal", f"nadie dijo {said} y se encontró")
    return checks.verdict()


def _in_its_time(answer: Answer) -> bool:
    """Tell whether the hour of an answer lies within a second of its tap."""
    if answer.tapped is None:
        return False
    before, after = answer.tapped
    said = instant(answer.face["answered_at"])
    return before - _NEAR <= said <= max(before + _NEAR, after)
