"""What the pages for a browser share: their headers, their forms, and how one is answered."""

from collections.abc import Mapping
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Depends, Request, Response
from fastapi.responses import HTMLResponse

from core.domain.proceso.proceso import Mode
from core.errors import ApoyoError
from core.messages import explain
from core.server.bodies import templates
from core.server.bodies.http_bodies import Malformed, limited_body
from core.server.bodies.problems import status_of
from core.server.composition.dependencies import Dependencies
from core.wire import once_each

_MOST_BYTES = 4096
_MOST_FIELDS = 8
HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self';"
        " frame-ancestors 'none'; base-uri 'none'"
    ),
}


async def _typed(request: Request) -> dict[str, str]:
    """Return the form as a browser sends it. Raises BodyTooLong, Malformed or NamedTwice."""
    raw = await limited_body(request, _MOST_BYTES)
    try:
        found = parse_qsl(raw.decode("ascii"), errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError as cause:
        raise Malformed from cause
    once_each(found)
    typed = dict(found)
    if any("\x00" in value for value in typed.values()):
        raise Malformed
    return typed


Form = Annotated[dict[str, str], Depends(_typed)]


def show(deps: Dependencies, name: str, facts: Mapping[str, object], status: int = 200) -> Response:
    """Return the page `name` with the proceso above it; no browser keeps it or tells of it."""
    with deps.units.reading() as work:
        published = work.procesos.latest()
    proceso = published.proceso if published else None
    shown = {
        "proceso": proceso.name if proceso else "",
        "instituto": proceso.instituto if proceso else "",
        "practica": proceso is not None and proceso.mode is Mode.PRACTICA,
    }
    return HTMLResponse(
        templates.page(name).render({**shown, **facts}), status_code=status, headers=dict(HEADERS)
    )


def show_refusal(deps: Dependencies, error: ApoyoError) -> Response:
    """Return the page that says an error."""
    said = explain(error)
    return show(deps, "liga.html.j2", {"titulo": said.title, "que": said.action}, status_of(error))
