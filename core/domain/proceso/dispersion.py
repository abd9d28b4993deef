"""Dispersion of the support, as the law asks for it: so much of each of so many units (num. 6.b).

The rule is the Instituto's, one for each office, published with the proceso with its ground.
Source: norma/lecturas.md, 16.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import ClassVar, Final

from core.domain.values.texto import required
from core.errors import RuleBroken

WHOLE: Final = 10_000
"""Shares are whole numbers of hundredths of one percent, of which the whole has so many."""


class DispersionWrong(RuleBroken):
    """A rule asks for a share above nothing, at most the whole, of a number or share of units."""

    code = "dispersion_forma"
    field = "cargos"


class UnitNotSmaller(RuleBroken):
    """The units of a rule are no smaller than the demarcación of its office."""

    code = "dispersion_unidad"
    field = "cargos"


class Unidad(Enum):
    """Of what the demarcación of an office is made up."""

    SECCION = "seccion"
    MUNICIPIO = "municipio"
    DISTRITO = "distrito"


@dataclass(frozen=True, slots=True)
class ReglaDispersion:
    """At least `each` of the lista nominal of `units` units, or of the share `units_share` of them.

    One of both is 0. `of_all` is the share of the whole lista nominal that the umbral stands for;
    0 where the law says none. `ground` is the article.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    unidad: Unidad
    each: int
    ground: str
    units: int = 0
    units_share: int = 0
    of_all: int = 0

    def check(self) -> None:
        """Raise DispersionWrong for what nobody can meet or everybody does, TextMissing."""
        one_of_both = (self.units > 0) != (self.units_share > 0)
        shares = 0 < self.each <= WHOLE and 0 <= self.units_share <= WHOLE
        if not (one_of_both and shares and self.units >= 0 and 0 <= self.of_all <= WHOLE):
            raise DispersionWrong
        required(self.ground, "cargos")

    def units_of(self, total: int) -> int:
        """Return how many of `total` units are asked for."""
        return self.units or part_of(total, self.units_share)


def part_of(whole: int, share: int) -> int:
    """Return the least number that is at least that share of `whole`, and never nothing."""
    return max(1, -(-whole * share // WHOLE))


@dataclass(frozen=True, slots=True)
class UnitCount:
    """How many count in a unit. `name` is that of a municipio, else empty.

    `lista` is its lista nominal and `asked` how many of it are asked for; None where not known.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    number: str
    name: str
    lista: int | None
    asked: int | None
    counted: int

    @property
    def missing(self) -> int | None:
        """Return how many are missing in it; None where that is not known."""
        return None if self.asked is None else max(0, self.asked - self.counted)


@dataclass(frozen=True, slots=True)
class Dispersion:
    """What counts for an aspirante against the rule of the office. Preliminary, as all that counts.

    `since` is the first day of the geography in force, None without any; `cut` is the padrón by
    which records count.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    rule: ReglaDispersion
    units: tuple[UnitCount, ...]
    since: date | None
    cut: date | None

    @property
    def asked(self) -> int:
        """Return how many units are asked for."""
        return self.rule.units_of(len(self.units))

    @property
    def met(self) -> int:
        """Return in how many units nothing is missing."""
        return sum(1 for each in self.units if each.missing == 0)

    @property
    def unknown(self) -> int:
        """Return of how many units the lista nominal is not known."""
        return sum(1 for each in self.units if each.asked is None)

    @property
    def is_met(self) -> bool | None:
        """Tell whether it is met; None where that depends on what is not known."""
        if self.units and self.met >= self.asked:
            return True
        if not self.units or self.met + self.unknown >= self.asked:
            return None
        return False

    @property
    def whole_asked(self) -> int | None:
        """Return the rule's share of the whole lista nominal; None where it says none."""
        known = [each.lista for each in self.units if each.lista is not None]
        if not self.rule.of_all or not self.units or len(known) < len(self.units):
            return None
        return part_of(sum(known), self.rule.of_all)


@dataclass(frozen=True, slots=True)
class SeccionIn:
    """A sección as a rule needs it: the unit that it is in, and its lista nominal."""

    seccion: str
    unit: str
    lista: int | None


def unit_counts(
    secciones: tuple[SeccionIn, ...],
    counted: Mapping[str, int],
    names: Mapping[str, str],
    rule: ReglaDispersion,
) -> tuple[UnitCount, ...]:
    """Return every unit in order of its number. `counted` is by sección.

    The lista nominal of a unit is known where that of each of its secciones is.
    """
    lists: dict[str, int | None] = {}
    sums: dict[str, int] = {}
    for each in secciones:
        before = lists.get(each.unit, 0)
        known = before is not None and each.lista is not None
        lists[each.unit] = (before or 0) + (each.lista or 0) if known else None
        sums[each.unit] = sums.get(each.unit, 0) + counted.get(each.seccion, 0)
    return tuple(
        UnitCount(
            number=unit,
            name=names.get(unit, ""),
            lista=lists[unit],
            asked=None if (lista := lists[unit]) is None else part_of(lista, rule.each),
            counted=sums[unit],
        )
        for unit in sorted(lists)
    )
