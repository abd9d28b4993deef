"""What each printed code may say, and which of its characters must equal which."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from core.credential.grammar.conflicts import plainly_differ
from core.credential.grammar.ctc import Pattern, Spelling
from core.credential.grammar.patterns import CIC
from core.credential.ocr.engine import ALPHABET
from core.domain.credencial.cross_checks import CLAVE_FROM_CURP, CURP_FROM_NAMES

Place = tuple[str, int]
"""A code and a position in it, from 0."""

BACK: Final = frozenset({"mrz1", "mrz2", "ocr", "qr", "code128", "cic"})
"""Codes of the back; every other stands on the front."""

_FLOOR: Final = -9.0
_HIDDEN: Final = 1e-4
"""What any sign may have of a place where none that is allowed was seen: all compete there."""

_FORBIDDEN: Final = -60.0
_PRINTED_BY_MACHINE: Final = 12.0
_USUAL: Final = 3.0
"""Nats: against a sign that the pattern forbids, for what bars or a link say, and for what is usual
at a place."""


@dataclass(slots=True)
class Evidence:
    """Codes as read from their own pictures, before any cross-check.

    `seen` by name; `tables[name]`: positions × len(ALPHABET) log probabilities.
    """

    seen: dict[str, str] = field(default_factory=dict)
    tables: dict[str, NDArray[Any]] = field(default_factory=dict)

    def add(self, name: str, spelling: Spelling | None, pattern: Pattern) -> None:
        """Add one code; None adds nothing."""
        if spelling is None:
            return
        table = np.full((len(pattern), len(ALPHABET)), _FORBIDDEN)
        for position, allowed in enumerate(pattern):
            columns = [ALPHABET.index(sign) for sign in allowed]
            own = np.exp(spelling.table[position, columns]) + _HIDDEN
            table[position, columns] = np.maximum(np.log(own / own.sum()), _FLOOR)
        self.seen[name] = spelling.text
        self.tables[name] = table
        if name == "mrz2":
            _expect(table, 10, "1231")

    def add_certain(self, name: str, text: str) -> None:
        """Add a code decoded from a barcode: error-corrected, so right or absent."""
        table = np.full((len(CIC), len(ALPHABET)), -_PRINTED_BY_MACHINE)
        for position, sign in enumerate(text):
            table[position, ALPHABET.index(sign)] = 0.0
        self.seen[name] = text
        self.tables[name] = table

    def add_names(self, letters: str, *, trust: float) -> None:
        """Add the seven letters that the name gives to the CURP; `trust` is in nats.

        Source: norma/credencial.md, 3.
        """
        table = np.full((len(letters), len(ALPHABET)), -trust)
        for position, sign in enumerate(letters):
            if sign in ALPHABET:
                table[position, ALPHABET.index(sign)] = 0.0
        self.seen["names"] = letters
        self.tables["names"] = table

    def drop(self, name: str) -> None:
        """Forget one code."""
        self.seen.pop(name)
        self.tables.pop(name)

    def without(self, names: frozenset[str]) -> "Evidence":
        """Return a copy without the named codes."""
        kept = {name: text for name, text in self.seen.items() if name not in names}
        return Evidence(kept, {name: self.tables[name] for name in kept})


def _expect(table: NDArray[Any], start: int, text: str) -> None:
    """Favour what every card seen so far has (a vigencia ends with its year)."""
    for position, sign in enumerate(text, start):
        table[position, ALPHABET.index(sign)] += _USUAL


def links(evidence: Evidence) -> Iterator[tuple[Place, Place]]:
    """Yield the pairs of places that hold the same character. Source: norma/credencial.md, 9."""
    yield from _links_of_birth()
    for position, curp in enumerate(CURP_FROM_NAMES):
        yield ("names", position), ("curp", curp)
    own = own_letters(evidence)
    for clave, curp in CLAVE_FROM_CURP:
        if clave in own:
            continue
        yield ("clave_elector", clave), ("curp", curp)
        if curp in CURP_FROM_NAMES:
            yield ("names", CURP_FROM_NAMES.index(curp)), ("clave_elector", clave)
    yield from _links_of_sex(evidence)
    yield from _links_of_numbers()


def own_letters(evidence: Evidence) -> frozenset[int]:
    """Return the letters of the clave that plainly are not the CURP's nor the name's.

    Some claves take theirs by another rule: nothing else on the card may mend them then.
    """
    clave = evidence.tables.get("clave_elector")
    found: set[int] = set()
    for place, other in CLAVE_FROM_CURP if clave is not None else ():
        if place > _LAST_LETTER or clave is None:
            continue
        rivals = [("curp", other)]
        if other in CURP_FROM_NAMES:
            rivals.append(("names", CURP_FROM_NAMES.index(other)))
        tables = (evidence.tables[name][at] for name, at in rivals if name in evidence.tables)
        if any(plainly_differ(clave[place], table) for table in tables):
            found |= {place, place ^ 1}  # both letters are of one word, and of one rule
    return frozenset(found)


def _links_of_birth() -> Iterator[tuple[Place, Place]]:
    """Yield the pairs of places that hold the date of birth."""
    for position, fecha in enumerate((8, 9, 3, 4, 0, 1)):
        yield ("curp", 4 + position), ("clave_elector", 6 + position)
        yield ("fecha_nacimiento", fecha), ("clave_elector", 6 + position)
        yield ("fecha_nacimiento", fecha), ("curp", 4 + position)
        yield ("mrz2", position), ("curp", 4 + position)
        yield ("mrz2", position), ("clave_elector", 6 + position)
        yield ("mrz2", position), ("fecha_nacimiento", fecha)


_LAST_LETTER: Final = 5
_OF_RECORD: Final = (("clave_elector", 14), ("curp", 10))
_OF_CARD: Final = (("mrz2", 7), ("sexo", 0))
"""Where the sex stands as the birth record has it, and as the card says it."""


def _links_of_sex(evidence: Evidence) -> Iterator[tuple[Place, Place]]:
    """Yield the places of the sex: all alike, unless the card says X. norma/credencial.md, 10."""
    if _without_letter(evidence):
        yield _OF_RECORD
        return
    said_x = _sex(evidence, "X") > max(_sex(evidence, "H"), _sex(evidence, "M"))
    groups = (_OF_RECORD, _OF_CARD) if said_x else ((*_OF_RECORD, *_OF_CARD),)
    for places in groups:
        yield from combinations(places, 2)


def _without_letter(evidence: Evidence) -> bool:
    """Tell whether the MRZ has its filler where the sex stands: it then says nothing of it."""
    table = evidence.tables.get("mrz2")
    return table is not None and ALPHABET[int(table[7].argmax())] == "<"


def _sex(evidence: Evidence, sign: str) -> float:
    """Return the evidence of the card itself for a sex, in nats."""
    column = ALPHABET.index(sign)
    known = [place for place in _OF_CARD if place[0] in evidence.tables]
    return sum(float(evidence.tables[name][position, column]) for name, position in known)


def _links_of_numbers() -> Iterator[tuple[Place, Place]]:
    for position in range(4):
        yield ("seccion", position), ("ocr", position)
        yield ("seccion", position), ("mrz1", 17 + position)
    for position in range(13):
        yield ("ocr", position), ("mrz1", 17 + position)
    for position in range(9):
        yield ("cic", position), ("mrz1", 5 + position)
        for name in ("qr", "code128"):
            yield (name, position), ("mrz1", 5 + position)
            yield (name, position), ("cic", position)
    for position in range(2):
        yield ("vigencia", 2 + position), ("mrz2", 8 + position)
        yield ("numero_emision", position), ("mrz2", 19 + position)


def strangers(evidence: Evidence) -> int:
    """Return at how many places clave and CURP of one card plainly differ."""
    if not {"clave_elector", "curp"} <= evidence.tables.keys():
        return 0
    clave, curp = evidence.tables["clave_elector"], evidence.tables["curp"]
    return sum(plainly_differ(clave[one], curp[other]) for one, other in CLAVE_FROM_CURP)


def contradictions(evidence: Evidence) -> int:
    """Return how many characters front and back both show clearly and differently."""
    count = 0
    for one, other in links(evidence):
        known = one[0] in evidence.tables and other[0] in evidence.tables
        if known and (one[0] in BACK) != (other[0] in BACK):
            first = evidence.tables[one[0]][one[1]]
            second = evidence.tables[other[0]][other[1]]
            apart = first.max() - first[second.argmax()], second.max() - second[first.argmax()]
            count += min(apart) > 4.0  # noqa: PLR2004  nats: each side is sure of its own
    return count
