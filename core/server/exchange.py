"""How bodies come in and go out: the domain's own values, parsed strictly, written once."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Query, Request, Response
from pydantic import ValidationError

from core.wire import adapter

JSON = "application/json"
_MOST_BYTES = 1 << 20


class BodyRejected(Exception):
    """The body breaks the shape or a rule of its type; `cause` names each field."""

    def __init__(self, cause: ValidationError) -> None:
        super().__init__("body")
        self.cause = cause


class BodyTooLong(Exception):
    """More bytes than any form of ours has."""


@dataclass(frozen=True, slots=True)
class Reads:
    """A dependency that parses the body as `kind`: strict, and nothing unknown."""

    kind: Any

    async def __call__(self, request: Request) -> Any:  # noqa: ANN401  it is a `kind`
        """Return the value. Raises BodyRejected or BodyTooLong."""
        raw = await limited_body(request, _MOST_BYTES)
        try:
            return adapter(self.kind).validate_json(raw, strict=True)
        except ValidationError as cause:
            raise BodyRejected(cause) from None


async def limited_body(request: Request, most_bytes: int) -> bytes:
    """Return the whole body. Raises BodyTooLong before more than `most_bytes` are held."""
    held = bytearray()
    async for part in request.stream():
        held += part
        if len(held) > most_bytes:
            raise BodyTooLong
    return bytes(held)


def reads(kind: Any) -> Any:  # noqa: ANN401  a type in, FastAPI's marker out
    """Return the marker of a parameter that is the body."""
    return Depends(Reads(kind))


def answer(kind: Any, value: object, status: int = 200) -> Response:  # noqa: ANN401  a type
    """Return a domain value as JSON."""
    return Response(adapter(kind).dump_json(value), status_code=status, media_type=JSON)


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list was asked for. `after` is 0 at the first page."""

    after: int
    limit: int
    search: str


def listing(
    cursor: Annotated[str, Query(pattern=r"^[0-9]{0,18}$")] = "",
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
    search: Annotated[str, Query(max_length=100)] = "",
) -> Listing:
    """Return the page that was asked for."""
    return Listing(after=int(cursor or 0), limit=limit, search=search)


Listed = Annotated[Listing, Depends(listing)]
