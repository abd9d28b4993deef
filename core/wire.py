"""Pages of a list and problem details (RFC 9457); the messages are the domain's own values."""

from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar, Generic, TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")

PROBLEM_JSON = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list. `next` is the cursor of the page that follows, empty at the end."""

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


@cache
def adapter(kind: Any) -> TypeAdapter[Any]:  # noqa: ANN401  a type is the argument here
    """Return the one TypeAdapter of a domain type, built once."""
    return TypeAdapter(kind)


def to_json(value: object) -> bytes:
    """Return a domain value as JSON bytes, as it travels."""
    kind: Any = type(value)
    return adapter(kind).dump_json(value)
