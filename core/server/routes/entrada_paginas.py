"""Entering through a provider, as a browser sees it: a page that says who asks, there, and back.

A GET of the page changes nothing. The state is held to the browser that left by a cookie that no
script reads, so that neither a link nor another page can bring an answer in somebody's name.
"""

import secrets
from typing import Annotated

from fastapi import APIRouter, Cookie, Path, Query, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from core.domain.access.entrada_errors import EntradaOver, ProveedorRefused
from core.errors import ApoyoError
from core.ports.entradas import Departure, Entrada
from core.procedure.access.entradas import LeaveForProveedor, of_page
from core.server.composition.dependencies import Dependencies, Injected
from core.server.doors.browser import HEADERS, Form, show, show_refusal
from core.server.doors.providers import provider

router = APIRouter()

_NOBODY = ""
_COOKIE = "__Host-entrada"
_TOKEN_BYTES, _MINUTES = 32, 10
_POLICY = "Content-Security-Policy"
_LEAVES = {**HEADERS, _POLICY: HEADERS[_POLICY].replace("'self'", "'self' https:")}
"""A form of ours is answered with the provider's address: browsers hold that to form-action."""
Browser = Annotated[str, Cookie(alias=_COOKIE, max_length=100)]
Said = Annotated[str, Query(max_length=4096)]


@router.get("/entrada/{page}", response_class=HTMLResponse)
def ask(deps: Injected, page: str) -> Response:
    """Say which program asks, and for what, before anybody goes to the provider."""
    try:
        with deps.units.reading() as work:
            entrada = of_page(work.entradas, page)
        named = provider(deps, entrada.proveedor).settings.name
    except ApoyoError as error:
        return show_refusal(deps, error)
    facts = {"page": page, "proveedor": named, "device": entrada.device, "para": entrada.kind.value}
    answer = show(deps, "entrada.html.j2", facts)
    answer.headers[_POLICY] = _LEAVES[_POLICY]
    return answer


@router.post("/entrada", response_class=HTMLResponse)
def leave(deps: Injected, form: Form) -> Response:
    """Send the browser to the provider, with a state of its own."""
    departure = Departure(secrets.token_urlsafe(_TOKEN_BYTES), secrets.token_urlsafe(_TOKEN_BYTES))
    page = form.get("page", "")
    try:
        with deps.units.writing(_NOBODY) as work:
            entrada = LeaveForProveedor(work.entradas, work.tries, deps.clock)(page)
        address = provider(deps, entrada.proveedor).address(departure.state)
        with deps.units.writing(_NOBODY) as work:
            work.entradas.depart(of_page(work.entradas, page).id, departure)
    except ApoyoError as error:
        return show_refusal(deps, error)
    answer = RedirectResponse(address, status_code=303, headers=_LEAVES)
    answer.set_cookie(
        _COOKIE,
        departure.browser,
        max_age=_MINUTES * 60,
        secure=True,
        httponly=True,
        samesite="lax",
    )
    return answer


@router.get("/entrada/regreso/{proveedor}", response_class=HTMLResponse)
def come_back(
    deps: Injected,
    proveedor: Annotated[str, Path(pattern="^[a-z]{1,20}$")],
    state: Said = "",
    code: Said = "",
    iss: Said = "",
    browser: Browser = "",
) -> Response:
    """Take what the provider says; show the number, or why there is none. A state serves once."""
    try:
        with deps.units.writing(_NOBODY) as work:
            entrada = work.entradas.come_back(state, browser)
        if entrada is None:
            raise EntradaOver
        number = _prove(deps, entrada, proveedor, (state, code, iss))
    except ApoyoError as error:
        return show_refusal(deps, error)
    answer = show(deps, "entrada_numero.html.j2", {"number": number, "device": entrada.device})
    answer.delete_cookie(_COOKIE, secure=True, httponly=True, samesite="lax")
    return answer


def _prove(deps: Dependencies, entrada: Entrada, proveedor: str, said: tuple[str, str, str]) -> str:
    """Return the number. Raises ProveedorRefused or ProveedorSilent, which is kept too."""
    state, code, iss = said
    try:
        if proveedor != entrada.proveedor or not code:
            raise ProveedorRefused
        proven = provider(deps, proveedor).proven(state, code, iss)
    except ApoyoError as refusal:
        with deps.units.writing(_NOBODY) as work:
            work.entradas.refuse(entrada.id, refusal.code)
        raise
    with deps.units.writing(_NOBODY) as work:
        return work.entradas.prove(entrada.id, proven)
