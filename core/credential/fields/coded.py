"""Coded fields: from OCR tokens to evidence, and from decoded codes to readings."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

import numpy as np

from core.credential.grammar.ctc import Pattern, Spelling, spell_all
from core.credential.grammar.evidence import BACK, Evidence, contradictions, strangers
from core.credential.grammar.joint_decoding import Code, decode_jointly
from core.credential.grammar.names import Names
from core.credential.grammar.patterns import (
    CIC,
    CLAVE,
    CURP,
    FECHA,
    NUMBERS,
    OCR,
    YEAR,
    YEAR_NUMBER,
    YEAR_NUMBER_GLUED,
    YEAR_TO_YEAR,
    YEAR_TO_YEAR_GLUED,
)
from core.credential.grammar.spelling import misfit
from core.credential.imaging.barcodes import CicCodes
from core.credential.layout.back import MRZ_PATTERNS, Back
from core.credential.layout.front import Front
from core.credential.layout.tokens import Token
from core.credential.ocr.engine import Lattice
from core.domain.credencial.cross_checks import name_letters

_CONFIRMED: Final = 5.0
_ALONE: Final = 2.5
"""Nats that a name is worth against the letters of the codes, with and without the MRZ."""

_TWO_PEOPLE: Final = 4
_NOT_QUITE: Final = 0.05
"""Places at which clave and CURP of one card never differ together, and a code read in full."""

_SIMPLE: Final = ("seccion", "municipio", "estado", "localidad", "sexo", "fecha_nacimiento")


@dataclass(slots=True)
class SettledCodes:
    """The decoded codes by name and the tokens each was read from.

    `sides_differ`: front and back contradict each other in characters that both show clearly.
    """

    codes: dict[str, Code] = field(default_factory=dict)
    tokens: dict[str, Token] = field(default_factory=dict)
    sides_differ: bool = False


def settle_codes(
    front: Front | None, back: Back | None, codes: CicCodes, names: Names | None, on: date
) -> SettledCodes:
    """Return all coded fields, decoded jointly from both sides.

    `on` is the day of the reading: births and registrations lie before it. Source:
    norma/credencial.md, 9.
    """
    coded = SettledCodes()
    evidence = Evidence()
    if front is not None:
        _add_front(coded, evidence, front)
    if back is not None:
        _add_back(coded, evidence, back)
    if names is not None and names.paterno and names.nombre and names.known:
        letters = name_letters(names.paterno, names.materno, names.nombre)
        evidence.add_names(letters, trust=_CONFIRMED if names.agreement == 1 else _ALONE)
    if back is not None:
        _add_codes(evidence, codes)
    _drop_stranger(coded, evidence, front)
    coded.sides_differ = contradictions(evidence) >= 3  # noqa: PLR2004  characters
    if coded.sides_differ:
        front_only = evidence.without(BACK)
        back_only = evidence.without(frozenset(evidence.tables) - BACK)
        coded.codes = decode_jointly(front_only, on) | decode_jointly(back_only, on)
    else:
        coded.codes = decode_jointly(evidence, on)
    return coded


def _add_front(coded: SettledCodes, evidence: Evidence, front: Front) -> None:
    singles = {name: NUMBERS[name] for name in _SIMPLE}
    singles |= {"clave_elector": CLAVE, "curp": CURP, "fecha_nacimiento": FECHA}
    for name, pattern in singles.items():
        if name in front.values:
            _add(coded, evidence, name, front.values[name][0], pattern)
    if "anio_registro" in front.values:
        _add_registro(coded, evidence, front.values["anio_registro"][0])
    _add_vigencia(coded, evidence, front)


def _drop_stranger(coded: SettledCodes, evidence: Evidence, front: Front | None) -> None:
    """Leave out the code that fits its pattern less where clave and CURP are of two people."""
    if front is None or strangers(evidence) < _TWO_PEOPLE:
        return
    patterns = {"clave_elector": CLAVE, "curp": CURP}
    texts = {name: front.values[name][0].text.replace(" ", "") for name in patterns}
    worst = max(patterns, key=lambda name: misfit(texts[name], patterns[name]))
    if misfit(texts[worst], patterns[worst]) > _NOT_QUITE:
        coded.tokens.pop(worst)
        evidence.drop(worst)


def _add_codes(evidence: Evidence, codes: CicCodes) -> None:
    """Take what a machine wrote for machines; bars only where they say what is printed."""
    printed = evidence.seen.get("mrz1", "")[5:14] or evidence.seen.get("cic", "")
    bars = codes.confirmed_bars(printed)
    for name, text in (("qr", codes.link), ("code128", bars)):
        if text:
            evidence.add_certain(name, text)


def _add(
    coded: SettledCodes, evidence: Evidence, name: str, token: Token, pattern: Pattern
) -> None:
    spelling = spell_all(token.lattices, pattern)
    if spelling is not None:
        coded.tokens[name] = token
        evidence.add(name, spelling, pattern)


def _add_registro(coded: SettledCodes, evidence: Evidence, token: Token) -> None:
    """Take «2007 02»: the year of registration, then the número de emisión."""
    spelling = _better(token, YEAR_NUMBER, YEAR_NUMBER_GLUED)
    if spelling is None:
        _add(coded, evidence, "anio_registro", token, YEAR)
        return
    _add_part(coded, evidence, "anio_registro", token, (spelling, 0, 4), YEAR)
    number = (spelling, len(spelling.text) - 2, len(spelling.text))
    _add_part(coded, evidence, "numero_emision", token, number, YEAR_NUMBER_GLUED[4:])


def _add_vigencia(coded: SettledCodes, evidence: Evidence, front: Front) -> None:
    """Take «2021 - 2031» as emisión and vigencia, or either from its own label."""
    token = front.values["vigencia"][0] if "vigencia" in front.values else None
    if token is not None and len([one for one in token.text if one.isdigit()]) >= 6:  # noqa: PLR2004
        spelling = _better(token, YEAR_TO_YEAR, YEAR_TO_YEAR_GLUED)
        if spelling is not None:
            _add_part(coded, evidence, "emision", token, (spelling, 0, 4), YEAR)
            end = len(spelling.text)
            _add_part(coded, evidence, "vigencia", token, (spelling, end - 4, end), YEAR)
            return
    for name in ("emision", "vigencia"):
        if name in front.values:
            _add(coded, evidence, name, front.values[name][0], YEAR)


def _better(token: Token, *patterns: Pattern) -> Spelling | None:
    """Return the spelling that fits best."""
    found = [one for pattern in patterns if (one := spell_all(token.lattices, pattern))]
    return max(found, key=lambda spelling: spelling.score, default=None)


def _add_part(
    coded: SettledCodes,
    evidence: Evidence,
    name: str,
    token: Token,
    part: tuple[Spelling, int, int],
    pattern: Pattern,
) -> None:
    spelling, start, end = part
    cut = Spelling(spelling.text[start:end], spelling.score, spelling.table[start:end])
    coded.tokens[name] = token
    evidence.add(name, cut, pattern)


def _add_back(coded: SettledCodes, evidence: Evidence, back: Back) -> None:
    for line, name in ((0, "mrz1"), (1, "mrz2")):
        token = back.mrz.get(line)
        if token is not None:
            spelling = spell_all(token.lattices, MRZ_PATTERNS[line])
            if spelling is not None:
                coded.tokens[name] = token
                evidence.add(name, spelling, MRZ_PATTERNS[line])
    if back.digits is not None and 0 not in back.mrz:
        _add(coded, evidence, "ocr", back.digits, OCR)
    if back.cic is not None and 0 not in back.mrz:
        _add(coded, evidence, "cic", back.cic, CIC)


def weakest(lattice: Lattice) -> float:
    """Return the least probability (0..1) among the characters of the most likely text."""
    best = lattice.max(axis=1)[lattice.argmax(axis=1) > 0]
    return float(np.min(best)) if len(best) else 0.0
