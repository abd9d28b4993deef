"""The ASGI application: every route with its row of route_access, and one error handler."""

from functools import partial

from fastapi import Depends, FastAPI

from core.server import problems
from core.server.arrivals import Arrivals
from core.server.auth import enforce
from core.server.bringers import Bringers
from core.server.dependencies import Dependencies
from core.server.group_commit import receive_together
from core.server.pace import Pace
from core.server.routes import (
    actas,
    activaciones,
    acuses,
    apartados,
    apoyos,
    aspirantes,
    autoridad,
    auxiliares,
    avance,
    bitacora,
    capacitaciones,
    constancias,
    contrasena,
    correos,
    cuentas,
    deber,
    dispositivos,
    envios,
    exportaciones,
    geografia,
    hoy,
    importaciones,
    llave,
    padron,
    paginas,
    paquete,
    periodos,
    proceso,
    raiz,
    revision,
    salud,
    segundo_paso,
    sesiones,
    tableta,
    verificaciones,
    vinculos,
)

ROUTERS = tuple(
    area.router
    for area in (
        apoyos,
        raiz,
        paginas,
        autoridad,
        salud,
        proceso,
        sesiones,
        segundo_paso,
        contrasena,
        deber,
        periodos,
        geografia,
        constancias,
        capacitaciones,
        aspirantes,
        actas,
        correos,
        cuentas,
        hoy,
        bitacora,
        exportaciones,
        auxiliares,
        vinculos,
        dispositivos,
        avance,
        acuses,
        apartados,
        activaciones,
        tableta,
        paquete,
        envios,
        llave,
        padron,
        importaciones,
        verificaciones,
        revision,
    )
)
"""Looked through in this order; nearly all requests bring a record."""


def create_app(deps: Dependencies) -> FastAPI:
    """Return the web application made of these dependencies."""
    app = FastAPI(
        title="Apoyo ciudadano",
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        dependencies=[Depends(enforce)],
    )
    app.state.deps = deps
    app.state.bringers = Bringers(deps)
    app.state.arrivals = Arrivals(partial(receive_together, deps))
    problems.install(app)
    app.add_middleware(Pace, settings=deps.settings)
    for router in ROUTERS:
        app.include_router(router)
    return app
