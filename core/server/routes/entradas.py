"""Entering through a provider, as programs ask: begin, wait, and the number at the end."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from core.domain.access.entrada import (
    EntradaBegun,
    EntradaNumber,
    EntradaSecret,
    EntradaStands,
    Identidad,
    Proveedor,
    ProveedorChosen,
)
from core.domain.access.session import Session
from core.errors import NotAllowed
from core.procedure.access.entradas import UnlinkIdentidad, stands
from core.server.bodies.http_bodies import answer, reads
from core.server.composition import access_acts as access
from core.server.composition.dependencies import Injected
from core.server.doors.auth import Called, came_from

router = APIRouter()
Chosen = Annotated[ProveedorChosen, reads(ProveedorChosen)]
Typed = Annotated[EntradaNumber, reads(EntradaNumber)]
_NOBODY = ""


@router.get("/v1/proveedores", response_model=tuple[Proveedor, ...])
def known(deps: Injected) -> Response:
    """Return the providers of this server, maybe none."""
    found = tuple(Proveedor(each.id, each.name) for each in deps.settings.providers)
    return answer(tuple[Proveedor, ...], found)


@router.post("/v1/entradas", response_model=EntradaBegun, status_code=201)
def begin(deps: Injected, request: Request, chosen: Chosen) -> Response:
    """Begin an entry; its page is for a browser."""
    with deps.units.writing(_NOBODY) as work:
        begun = access.begin_entrada(deps, work, came_from(request))(chosen.proveedor)
    return answer(EntradaBegun, begun, 201)


@router.post("/v1/entradas/consulta", response_model=EntradaStands)
def ask(deps: Injected, asked: Annotated[EntradaSecret, reads(EntradaSecret)]) -> Response:
    """Tell whether the browser has come back, of an entry or of a link."""
    with deps.units.reading() as work:
        found = stands(work.entradas, asked.secret)
    return answer(EntradaStands, found)


@router.post("/v1/entradas/sesion", response_model=Session)
def enter(deps: Injected, request: Request, typed: Typed) -> Response:
    """Open the session of whom the provider proved. A wrong number is counted, then answered."""
    with deps.units.writing(_NOBODY) as work:
        session = access.enter_by_proveedor(deps, work, came_from(request))(typed)
    if isinstance(session, NotAllowed):
        raise session
    return answer(Session, session)


@router.get("/v1/identidades", response_model=tuple[Identidad, ...])
def own(deps: Injected, caller: Called) -> Response:
    """Return the providers' accounts that open one's own."""
    with deps.units.reading() as work:
        found = work.identidades.of(caller.account.id)
    return answer(tuple[Identidad, ...], found)


@router.post("/v1/identidades/entrada", response_model=EntradaBegun, status_code=201)
def begin_link(deps: Injected, caller: Called, request: Request, chosen: Chosen) -> Response:
    """Begin the link of a provider's account to one's own."""
    with deps.units.writing(caller.actor) as work:
        begins = access.begin_entrada(deps, work, came_from(request))
        begun = begins(chosen.proveedor, caller.account.id)
    return answer(EntradaBegun, begun, 201)


@router.post("/v1/identidades", response_model=Identidad, status_code=201)
def link(deps: Injected, caller: Called, typed: Typed) -> Response:
    """Link what the provider proved. A wrong number is counted, then answered."""
    with deps.units.writing(caller.actor) as work:
        account = work.accounts.by_id(caller.account.id)
        linked = access.link_identidad(deps, work)(account, typed)
    if isinstance(linked, NotAllowed):
        raise linked
    return answer(Identidad, linked, 201)


@router.delete("/v1/identidades/{proveedor}", status_code=204)
def unlink(
    deps: Injected, caller: Called, proveedor: Annotated[str, Path(pattern="^[a-z]{1,20}$")]
) -> None:
    """Let a provider's account open one's own no more."""
    with deps.units.writing(caller.actor) as work:
        account = work.accounts.by_id(caller.account.id)
        UnlinkIdentidad(work.identidades, work.bitacora)(account, proveedor)
