"""Numerals 11 and 14: with the server off, the tablet shows exactly the five data of each."""

from dataclasses import dataclass, replace
from typing import Any

from tests.walkthrough.evidence.base import Row, row
from tests.walkthrough.run import Run
from tests.walkthrough.verdict import Checks, Verdict

_FIVE = ("nombre", "apellido_paterno", "apellido_materno", "sobrenombre")
_LABEL = "obrenombre"
_ALTERED, _NOT_SIGNED = "Alterada", "La firma no corresponde"


@dataclass(frozen=True)
class Facts:
    """What there is to judge: what the window said of each with the server off."""

    shown: dict[str, list[str]]
    stored: dict[str, Row]
    cargos: dict[str, str]
    server_off: bool
    altered: dict[str, Any]


def judge(run: Run) -> Verdict:
    """Return the verdict."""
    return _judged(facts_of(run))


def control(run: Run) -> list[Verdict]:
    """Return the verdicts on copies: another surname; an altered packet that is believed."""
    facts = facts_of(run)
    surname = facts.stored["p1"]["apellido_paterno"]
    other = [text.replace(surname, "Otra") for text in facts.shown["p1"]]
    believed = facts.altered | {"texts": [*facts.altered["texts"], f"Ana {_ALTERED}"]}
    return [
        _judged(replace(facts, shown=facts.shown | {"p1": other})),
        _judged(replace(facts, altered=believed)),
    ]


def facts_of(run: Run) -> Facts:
    """Gather what the two numerals share."""
    stored: dict[str, Row] = {}
    for who in ("p1", "p2"):
        own = run.note("ids", who)
        stored[who] = row(run, "SELECT * FROM aspirante WHERE id_solicitante = ?", own)
    cargos: dict[str, dict[str, Any]] = run.note("script", "cargos")
    return Facts(
        shown={who: run.note("kiosk", "five_shown", who) for who in ("p1", "p2")},
        stored=stored,
        cargos={each["id"]: each["name"] for each in cargos.values()},
        server_off=run.note("kiosk", "five_shown", "server_off"),
        altered=run.note("kiosk", "altered_packet"),
    )


def check_shown(checks: Checks, facts: Facts) -> None:
    """Compare what the window said with the database, aspirante by aspirante."""
    for who, said in facts.shown.items():
        own = facts.stored[who]
        whole = " | ".join(said)
        wanted = [own[key] for key in _FIVE if own[key]] + [facts.cargos[own["cargo"]]]
        missing = [text for text in wanted if text not in whole]
        checks.that(not missing, "", f"la tableta no dice {missing}")
        if not own["sobrenombre"]:
            checks.that(_LABEL not in whole, "", "dice «Sobrenombre» de quien no tiene")


def _judged(facts: Facts) -> Verdict:
    checks = Checks()
    checks.that(facts.server_off, "servidor apagado tras activar, tableta reiniciada")
    check_shown(checks, facts)
    texts = " | ".join(facts.altered["texts"])
    people = [_ALTERED, *(each["nombre"] for each in facts.stored.values())]
    checks.that(
        _NOT_SIGNED in texts and not any(name in texts for name in people),
        "un paquete alterado en el disco no se cree",
        f"con el paquete alterado dice «{texts[:160]}»",
    )
    checks.note("los datos de ambos aspirantes = base de datos")
    return checks.verdict()
