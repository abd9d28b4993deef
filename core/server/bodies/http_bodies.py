"""Request and response bodies: domain values, parsed strictly."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any

from fastapi import Depends, Header, Path, Query, Request, Response
from pydantic import ValidationError
from pydantic_core import SchemaValidator
from pydantic_core.core_schema import no_info_after_validator_function

from core.domain.values.nombre import NAME_PARTS
from core.domain.values.signs import nameable
from core.domain.values.texto import composed
from core.mail_address import mail_address
from core.wire import EARLIEST_DATE, LATEST_DATE, adapter, bounded_schema, check_names

JSON = "application/json"
_MOST_BYTES = 1 << 20
_NUL = b"\\u0000"


class BodyRejected(Exception):
    """The body breaks the shape or a rule of its type; `cause` names each field."""

    def __init__(self, cause: ValidationError) -> None:
        super().__init__("body")
        self.cause = cause


class BodyTooLong(Exception):
    """The body is longer than this route accepts."""


class Malformed(Exception):
    """A text with a NUL, or a body of the wrong structure: no field can be named."""


@dataclass(frozen=True, slots=True)
class Reads:
    """A dependency that parses the body as `kind`: strict, and nothing unknown."""

    kind: Any
    most_bytes: int = _MOST_BYTES

    async def __call__(self, request: Request) -> Any:  # noqa: ANN401  it is a `kind`
        """Return the value. Raises BodyRejected, BodyTooLong, Malformed or NamedTwice."""
        raw = await limited_body(request, self.most_bytes)
        if _NUL in raw:
            raise Malformed
        try:
            value = _strict(self.kind).validate_json(raw, strict=True)
        except ValidationError as cause:
            raise BodyRejected(cause) from None
        check_names(raw)
        return value


@cache
def _strict(kind: Any) -> SchemaValidator:  # noqa: ANN401  a type is the argument here
    """Return the validator of a type as it enters: bounded, and as `_entering` says."""
    return SchemaValidator(_entering(bounded_schema(kind)))


def _entering(schema: Any) -> Any:  # noqa: ANN401  any piece of a schema
    """Return the schema by which values enter.

    Every text is composed (NFC), a field `correo` is one address by the strict grammar, in the
    form mail is sent to, and no sign of a name is one that documents could not print.
    """
    if isinstance(schema, list):
        return [_entering(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {name: _entering(part) for name, part in schema.items()}
    if schema.get("type") == "str":
        return no_info_after_validator_function(composed, inner)
    rule = _RULES.get(schema.get("name")) if schema.get("type") == "dataclass-field" else None
    if rule is not None and inner["schema"].get("default") == "":
        need_not = inner["schema"]
        need_not["schema"] = no_info_after_validator_function(
            lambda text: rule(text) if text else text, need_not["schema"]
        )
    elif rule is not None:
        inner["schema"] = no_info_after_validator_function(rule, inner["schema"])
    return inner


_RULES: dict[object, Callable[[str], str]] = {"correo": mail_address} | dict.fromkeys(
    NAME_PARTS, nameable
)
"""What the texts of a field must be besides, by its name."""


async def limited_body(request: Request, most_bytes: int) -> bytes:
    """Return the whole body. Raises BodyTooLong once it exceeds `most_bytes`."""
    held = bytearray()
    async for part in request.stream():
        held += part
        if len(held) > most_bytes:
            raise BodyTooLong
    return bytes(held)


def reads(kind: Any, most_bytes: int = _MOST_BYTES) -> Any:  # noqa: ANN401  a type in, a marker out
    """Return the marker of a parameter that is the body."""
    return Depends(Reads(kind, most_bytes))


def answer(kind: Any, value: object, status: int = 200) -> Response:  # noqa: ANN401  a type
    """Return a domain value as a JSON response."""
    return Response(adapter(kind).dump_json(value), status_code=status, media_type=JSON)


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What a list was asked for. `cursor` is "" and `after`, its number, 0 at the first page."""

    cursor: str
    after: int
    limit: int
    search: str
    sort: str = ""
    state: str = ""
    days: tuple[date | None, date | None] = (None, None)


_Name = Annotated[str, Query(pattern=r"^-?[a-z_]{0,30}$")]
_Day = Annotated[date | None, Query(ge=EARLIEST_DATE, le=LATEST_DATE)]
_CURSOR = r"^([0-9]{0,18}|[0-9]{1,18}-[0-9a-f]{1,64}|s[A-Za-z0-9_-]{1,4000})$"


def listing(  # noqa: PLR0913, PLR0917  each is a parameter of the address
    cursor: Annotated[str, Query(pattern=_CURSOR)] = "",
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
    search: Annotated[str, Query(max_length=100)] = "",
    sort: _Name = "",
    state: _Name = "",
    day: _Day = None,
    day_to: _Day = None,
) -> ListQuery:
    """Return the page asked for; `limit` 1..500, `cursor` is the `next` of the page before.

    `sort` names an order of the list, with «-» before it from the last to the first; `state` one
    of its filters. Days are those of the proceso's time zone.
    """
    after = 0 if cursor.startswith("s") else int(cursor.partition("-")[0] or 0)
    return ListQuery(cursor, after, limit, composed(search), sort, state, (day, day_to))


Listed = Annotated[ListQuery, Depends(listing)]

Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
"""A number in an address: what a key of ours can be."""

IdempotencyKey = Annotated[
    str, Header(alias="Idempotency-Key", min_length=1, max_length=100, pattern=r"^[!-~]+$")
]
"""Under which a request may be sent again: what it did is done once."""
