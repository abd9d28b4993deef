"""The ASGI application: every route with its row of route_access, and one error handler."""

from functools import cache, partial

from fastapi import APIRouter, Depends, FastAPI

from core.server.bodies import problems
from core.server.bodies.pace import Pace
from core.server.composition.acts import blobs
from core.server.composition.dependencies import Dependencies
from core.server.doors.auth import enforce
from core.server.doors.bringers import Bringers
from core.server.host.shared_sync import SharedSync
from core.server.receiving.arrivals import Arrivals
from core.server.receiving.group_commit import receive_waiting
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
    aviso,
    bitacora,
    borradores,
    capacitaciones,
    constancias,
    contrasena,
    correos,
    cuentas,
    deber,
    dispositivos,
    documento,
    entrada_paginas,
    entradas,
    envios,
    escaneos,
    exportaciones,
    geografia,
    hoy,
    importaciones,
    llave,
    lotes,
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
    situacion,
    solicitudes,
    tableta,
    verificaciones,
    vinculos,
    vulneraciones,
)

ROUTERS = tuple(
    area.router
    for area in (
        apoyos,
        raiz,
        paginas,
        documento,
        autoridad,
        salud,
        proceso,
        sesiones,
        segundo_paso,
        entradas,
        entrada_paginas,
        contrasena,
        deber,
        aviso,
        periodos,
        geografia,
        constancias,
        capacitaciones,
        aspirantes,
        borradores,
        actas,
        situacion,
        escaneos,
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
        lotes,
        padron,
        importaciones,
        verificaciones,
        revision,
        solicitudes,
        vulneraciones,
    )
)
"""Looked through in this order; nearly all requests bring a record."""


@cache
def _router() -> APIRouter:
    """Return every route, each behind `enforce`, the same for all applications of a process.

    FastAPI resolves what a route takes and answers where it is first looked through (3 ms each).
    """
    router = APIRouter(dependencies=[Depends(enforce)])
    for each in ROUTERS:
        router.include_router(each)
    return router


def create_app(deps: Dependencies) -> FastAPI:
    """Return the web application made of these dependencies."""
    app = FastAPI(
        title="Apoyo ciudadano",
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        routes=_router().routes,
    )
    app.state.deps = deps
    app.state.bringers = Bringers(deps)
    app.state.arrivals = Arrivals(partial(receive_waiting, deps), SharedSync(blobs(deps).sync))
    problems.install(app)
    app.add_middleware(Pace, settings=deps.settings)
    return app
