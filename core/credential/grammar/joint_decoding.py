"""Joint decoding of all codes of a card: shared characters are one unknown, check digits hold."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from core.credential.grammar.checks import checks
from core.credential.grammar.conflicts import overruled as overruled_plainly
from core.credential.grammar.evidence import Evidence, Place, links, own_letters
from core.credential.ocr.engine import ALPHABET
from core.domain.credencial.cross_checks import BORN_ABROAD
from core.domain.credencial.curp import ABROAD, ENTIDADES

_RANKS: Final = 3
_SUSPECTS: Final = 16
"""Signs weighed for one place, and places that may be wrong together: what two cores can try."""

_FAR: Final = 30.0
_TRUSTED_REPAIR: Final = 14.0
"""Nats from which on a sign is not weighed, and a repair is none: blur costs 14 in three places."""


@dataclass(frozen=True, slots=True)
class Code:
    """One decoded code.

    `margin`: nats between it and the best other text that keeps every check. `seen`: what its own
    picture alone said. `sources`: the codes that share characters with it, itself first. `rivals`:
    at most three other texts, best first. `checked`: False where the codes could not be made
    consistent. `spent`: nats of the picture's evidence that the checks overruled.
    """

    text: str
    margin: float
    seen: str
    sources: tuple[str, ...]
    rivals: tuple[str, ...]
    checked: bool
    spent: float = 0.0
    """Evidence of its own characters (nats) that was overruled to keep the checks."""

    doubted: bool = False
    """Whether its own picture plainly says otherwise, or another print of it does."""

    @property
    def mended(self) -> bool:
        """Tell whether the decoded text differs from what its own picture alone said."""
        return self.text != self.seen


@dataclass(slots=True)
class _Unknown:
    """One character of the card, wherever it is printed."""

    places: list[Place]
    weights: NDArray[Any]
    order: list[int]

    def sign(self, rank: int) -> str:
        return ALPHABET[self.order[rank]]

    def cost(self, rank: int) -> float:
        return float(self.weights[self.order[0]] - self.weights[self.order[rank]])


Choice = Mapping[int, int]
"""Unknowns that take another than their likeliest character, and its rank."""

_Check = tuple[tuple[str, ...], Callable[..., bool], set[int]]
"""Codes needed, the rule, and the unknowns that it is about."""


def decode_jointly(evidence: Evidence, on: date) -> dict[str, Code]:
    """Return every code of the evidence, decoded with all others, by name.

    `on` is the day of the reading. Source: norma/credencial.md, 2 to 4, 7 and 9.
    """
    unknowns = _unknowns(evidence)
    _choose_entidad(unknowns, evidence)
    sheet = _Sheet(evidence, unknowns, on)
    ranked, doubted = sorted(sheet.consistent(), key=sheet.cost), frozenset[str]()
    if not ranked or sheet.cost(ranked[0]) > _TRUSTED_REPAIR:
        ranked, doubted = sheet.partly()
    if not ranked or sheet.cost(ranked[0]) > _TRUSTED_REPAIR:
        return {name: sheet.unchecked(name) for name in evidence.tables}
    return {name: sheet.code(name, ranked, checked=name not in doubted) for name in evidence.tables}


def _unknowns(evidence: Evidence) -> list[_Unknown]:
    """Return the unknowns: places joined by links, their evidence added up."""
    home: dict[Place, Place] = {
        (name, position): (name, position)
        for name, table in evidence.tables.items()
        for position in range(len(table))
    }
    for one, other in links(evidence):
        if one in home and other in home:
            first, second = _root(home, one), _root(home, other)
            home[second] = first
    groups: dict[Place, list[Place]] = {}
    for place in home:
        groups.setdefault(_root(home, place), []).append(place)
    return [_unknown(evidence, places) for places in groups.values()]


def _root(home: dict[Place, Place], place: Place) -> Place:
    while home[place] != place:
        place = home[place]
    return place


def _unknown(evidence: Evidence, places: list[Place]) -> _Unknown:
    weights = np.sum([evidence.tables[name][position] for name, position in places], axis=0)
    order = [int(column) for column in np.argsort(-weights)[:_RANKS]]
    return _Unknown(places, weights, order)


def _choose_entidad(unknowns: list[_Unknown], evidence: Evidence) -> None:
    """Let the letters in the CURP and the number in the clave be of one and the same entidad."""
    if not {"curp", "clave_elector"} <= set(evidence.tables):
        return
    curp, clave = evidence.tables["curp"], evidence.tables["clave_elector"]
    pairs = [(letters, number) for letters, number in ENTIDADES.items()]
    pairs += [(ABROAD, number) for number in BORN_ABROAD]
    letters, number = max(
        pairs, key=lambda pair: _fit(curp, 11, pair[0]) + _fit(clave, 12, pair[1])
    )
    lost = curp[11:13].max(axis=1).sum() + clave[12:14].max(axis=1).sum()
    if lost - _fit(curp, 11, letters) - _fit(clave, 12, number) > _TRUSTED_REPAIR:
        return  # both are plainly printed, and of two entidades
    chosen = {("curp", 11): letters[0], ("curp", 12): letters[1]}
    chosen |= {("clave_elector", 12): number[0], ("clave_elector", 13): number[1]}
    for unknown in unknowns:
        for place in unknown.places:
            if place in chosen:
                unknown.weights[ALPHABET.index(chosen[place])] += _FAR
                unknown.order = [int(column) for column in np.argsort(-unknown.weights)[:_RANKS]]


def _fit(table: NDArray[Any], start: int, text: str) -> float:
    return float(sum(table[start + k, ALPHABET.index(sign)] for k, sign in enumerate(text)))


class _Sheet:
    """All codes at once, and what they become where some unknowns take another character."""

    def __init__(self, evidence: Evidence, unknowns: list[_Unknown], on: date) -> None:
        self._evidence = evidence
        self._unknowns = unknowns
        home = {place: k for k, one in enumerate(unknowns) for place in one.places}
        self._parts = {
            name: [home[name, position] for position in range(len(table))]
            for name, table in evidence.tables.items()
        }
        self._plain = {name: self._signs(parts) for name, parts in self._parts.items()}
        self._checks = [
            (needed, rule, {k for name in needed for k in self._parts[name]})
            for needed, rule in checks(on)
            if all(name in self._parts for name in needed)
        ]

    def text(self, name: str, choice: Choice) -> str:
        """Return a code under a choice."""
        parts = self._parts[name]
        signs = self._plain[name]
        for k, rank in choice.items():
            if k in parts:
                sign = self._unknowns[k].sign(rank)
                signs = [
                    sign if k == own else other for own, other in zip(parts, signs, strict=True)
                ]
        return "".join(signs)

    def _signs(self, parts: list[int]) -> list[str]:
        """Return the likeliest characters."""
        return [self._unknowns[k].sign(0) for k in parts]

    def cost(self, choice: Choice) -> float:
        """Return the evidence that a choice gives up."""
        return sum(self._unknowns[k].cost(rank) for k, rank in choice.items())

    def consistent(self, without: int | None = None) -> list[Choice]:
        """Return the choices of at most two changes that keep every check but one left out."""
        checks = [check for number, check in enumerate(self._checks) if number != without]
        broken = [check for check in checks if not self._keeps(check, {})]
        return [choice for choice in self._choices() if self._holds(choice, checks, broken)]

    def partly(self) -> tuple[list[Choice], frozenset[str]]:
        """Return the choices that keep all checks but one, and the codes that one is about."""
        options = [
            (sorted(found, key=self.cost), frozenset(self._checks[left][0]))
            for left in range(len(self._checks))
            if (found := self.consistent(left))
        ]
        return min(options, key=lambda one: self.cost(one[0][0]), default=([], frozenset()))

    def _choices(self) -> Iterator[Choice]:
        changes = sorted(
            (one.cost(rank), k, rank)
            for k, one in enumerate(self._unknowns)
            for rank in range(1, _RANKS)
            if one.cost(rank) < _FAR
        )
        yield {}
        yield from ({k: rank} for _, k, rank in changes)
        weakest = changes[: 2 * _SUSPECTS]
        for (_, first, rank), (_, second, other) in combinations(weakest, 2):
            if first != second:
                yield {first: rank, second: other}

    def _holds(self, choice: Choice, checks: list[_Check], broken: list[_Check]) -> bool:
        """Tell whether a choice mends what is broken and breaks nothing else."""
        changed = choice.keys()
        if any(not check[2] & changed for check in broken):
            return False
        return all(self._keeps(check, choice) for check in checks if check[2] & changed)

    def _keeps(self, check: _Check, choice: Choice) -> bool:
        needed, rule, _ = check
        return rule(*(self.text(name, choice) for name in needed))

    def code(self, name: str, ranked: list[Choice], *, checked: bool) -> Code:
        """Return one code of the best choice, judged against the other choices."""
        text = self.text(name, ranked[0])
        spent = self.cost(ranked[0])
        margin, rivals = _FAR, []
        own = set(self._parts[name])
        for choice in ranked[1:]:
            if not own & (choice.keys() | ranked[0].keys()):
                continue
            other = self.text(name, choice)
            if other != text and other not in rivals:
                margin = min(margin, self.cost(choice) - spent)
                rivals.append(other)
        seen = self._evidence.seen[name]
        if seen != text and seen not in rivals:
            rivals.insert(0, seen)
        overruled = sum(self._unknowns[k].cost(rank) for k, rank in ranked[0].items() if k in own)
        sources = self._sources(name)
        doubted = overruled_plainly(self._evidence.tables[name], text)
        doubted |= name == "clave_elector" and bool(own_letters(self._evidence))
        return Code(text, margin, seen, sources, tuple(rivals[:3]), checked, overruled, doubted)

    def unchecked(self, name: str) -> Code:
        """Return one code where nothing keeps every check: as its own picture shows it."""
        seen = self._evidence.seen[name]
        return Code(seen, 0.0, seen, (name,), (), checked=False)

    def _sources(self, name: str) -> tuple[str, ...]:
        """Return the codes that share characters with `name`, itself first."""
        places = (place for k in self._parts[name] for place in self._unknowns[k].places)
        others = sorted({other for other, _ in places} - {name})
        return (name, *others)
