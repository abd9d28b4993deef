"""The routes of the second half of the procedure (numerals 6 to 11 and 25 to 28)."""

from core.server.routes import (
    activaciones,
    acuses,
    apoyos,
    auxiliares,
    avance,
    envios,
    llave,
    padron,
    paquete,
    tableta,
    verificaciones,
    vinculos,
)

APOYO_ROUTERS = tuple(
    area.router
    for area in (
        auxiliares,
        vinculos,
        avance,
        acuses,
        activaciones,
        tableta,
        paquete,
        envios,
        apoyos,
        llave,
        padron,
        verificaciones,
    )
)
