"""Pages of a list and problem details (RFC 9457); the messages are the domain's own values.

What comes from outside is read by `bounded`: every text, number and instant of every value has an
end, so that no database, index, calendar or document meets one that it cannot hold. What a server
said or a disk kept is read by `read_json`, with room for documents; no name stands twice in either.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, ClassVar, Generic, TypeVar

from pydantic import TypeAdapter
from pydantic_core import SchemaValidator

from core.domain.listing.cambio import Cambio
from core.errors import RuleBroken

T = TypeVar("T")

PROBLEM_JSON = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list; `next` is the cursor of the following page, "" at the end.

    `total` counts the items of the whole list as `core.domain.listing.renglones` does. The first
    page tells it; in those that follow it is 0.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    items: tuple[T, ...]
    total: int
    next: str = ""


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One field that broke one rule. `field` is dotted: `credencial.clave`."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    field: str
    code: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What the server answers instead of a result. `facts` fill the blanks of the sentence."""

    __pydantic_config__: ClassVar = {"extra": "ignore"}

    code: str
    title: str
    detail: str
    owner: str
    status: int
    errors: tuple[FieldProblem, ...] = ()
    facts: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class ChangedProblem(Problem):
    """The refusal of a save whose version is not the newest: what was saved since, oldest first."""

    __pydantic_config__: ClassVar = {"extra": "ignore"}

    cambios: tuple[Cambio, ...] = ()


@cache
def adapter(kind: Any) -> TypeAdapter[Any]:  # noqa: ANN401  a type is the argument here
    """Return the TypeAdapter of a domain type, cached."""
    return TypeAdapter(kind)


LONGEST_LINE = 500
"""Characters of a text: less than a key of PostgreSQL's indexes may have bytes (2,704)."""
LONGEST_TEXT = 20_000
"""Characters of what a person writes at length, and nothing looks up."""
LONGEST_DOCUMENT = 8 << 20
"""Characters of a signed body, a certificate or a mail, as a server says it."""
LARGEST_INTEGER = 2**31 - 1
"""What an integer column of PostgreSQL holds."""
LARGEST_FLOAT = 1e9
EARLIEST, LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
"""From where a clock begins that lost its battery."""
EARLIEST_DATE, LATEST_DATE = date(1900, 1, 1), date(2100, 1, 1)

_LONG = frozenset(
    {
        "advice",
        "agreement",
        "asked",
        "data",
        "duty_text",
        "emblem",
        "ground",
        "late_reason",
        "legal_grounds",
        "observaciones",
        "remedy",
        "text",
        "texts",
        "topics",
        "what",
        "whom",
    }
)
"""Fields that are written at length; a coded `text` has the shape of its own class besides."""
_DOCUMENTS = frozenset({"authority", "body", "html", "packet", "text"})
"""Fields that hold a whole document where a server says them."""
_NO_CONTROLS = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]*$"
_BOUNDS: dict[str, dict[str, Any]] = {
    "int": {"ge": -LARGEST_INTEGER, "le": LARGEST_INTEGER},
    "float": {"ge": -LARGEST_FLOAT, "le": LARGEST_FLOAT, "allow_inf_nan": False},
    "datetime": {"ge": EARLIEST, "le": LATEST, "tz_constraint": "aware"},
    "date": {"ge": EARLIEST_DATE, "le": LATEST_DATE},
}


@cache
def bounded(kind: Any) -> SchemaValidator:  # noqa: ANN401  a type is the argument here
    """Return a validator of a type in which every text, number and instant is bounded.

    Texts allow no control characters but line ends; instants must have a time zone.
    """
    return SchemaValidator(bounded_schema(kind))


class NamedTwice(RuleBroken):
    """One thing is said twice, and who reads the first obeys another than who reads the last."""

    code = "dato_repetido"


def once_each(pairs: Iterable[tuple[str, object]]) -> dict[str, object]:
    """Return the pairs by name. Raises NamedTwice."""
    said = list(pairs)
    named = dict(said)
    if len(named) != len(said):
        raise NamedTwice
    return named


def check_names(raw: bytes | str) -> None:
    """Raise NamedTwice where an object of some JSON has a name twice (RFC 8259, section 4).

    `raw` was accepted by a validator before, so that its depth is bounded.
    """
    json.loads(raw, object_pairs_hook=once_each, parse_int=str, parse_float=str)


def read_json(kind: Any, raw: bytes | str) -> Any:  # noqa: ANN401  a type in, its value out
    """Return a value that a server said or a disk kept, strictly. Raises ValueError otherwise.

    Every text, number and instant is bounded, and no name stands twice.
    """
    value = _told(kind).validate_json(raw, strict=True)
    check_names(raw)
    return value


@cache
def _told(kind: Any) -> SchemaValidator:  # noqa: ANN401  a type is the argument here
    return SchemaValidator(_bounded(adapter(kind).core_schema, "", told=True))


def bounded_schema(kind: Any) -> Any:  # noqa: ANN401  a type in, pydantic-core's schema out
    """Return the pydantic-core schema of `bounded`, for callers that add rules."""
    return _bounded(adapter(kind).core_schema, "")


def _bounded(schema: Any, field: str, *, told: bool = False) -> Any:  # noqa: ANN401  any piece
    """Return a piece of a schema with the bounds; `field` is the one that it stands in.

    `told` is for what a server says: a line may be as long as a text, a text a document.
    """
    if isinstance(schema, (list, tuple)):
        return [_bounded(part, field, told=told) for part in schema]
    if not isinstance(schema, dict):
        return schema
    kind = schema.get("type")
    if kind == "dataclass-field":
        field = str(schema["name"])
    bounds = _BOUNDS.get(str(kind), {})
    if kind == "str":
        bounds = {"max_length": _longest(field, told=told), "pattern": _NO_CONTROLS}
    return {name: _bounded(part, field, told=told) for name, part in schema.items()} | bounds


def _longest(field: str, *, told: bool) -> int:
    """Return how many characters the text of a field may have."""
    if told:
        return LONGEST_DOCUMENT if field in _DOCUMENTS else LONGEST_TEXT
    return LONGEST_TEXT if field in _LONG else LONGEST_LINE


def to_json(value: object) -> bytes:
    """Return a domain value as JSON bytes, UTF-8."""
    kind: Any = type(value)
    return adapter(kind).dump_json(value)
