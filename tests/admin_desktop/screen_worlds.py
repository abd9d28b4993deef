"""What stands on the server while the desk is drawn: nothing, the usual, the longest of all."""

from dataclasses import replace

from core.central.apartados import TRIES_ALONE
from core.central.tables.lotes import StoredLote
from core.domain.access.roles import Role
from core.domain.verification.lote import MOST_LINES, LoteState
from tests import registro
from tests.apoyo_data import an_alta
from tests.central_server import Central, Client
from tests.escaneos import a_pdf, a_png, bring
from tests.server.test_datos_personales import a_breach, a_request

ID = "000001"
LONG = {
    "nombre": "María Guadalupe de los Ángeles del Sagrado Corazón de Jesús",
    "apellido_paterno": "Ejemplificadora-Rodríguez",
    "apellido_materno": "Fernández de la Ficticia y Muñoz",
}
_LONG_OFFICE = (
    "Diputación Local por el Distrito Electoral 15 con cabecera en San Cristóbal (MUESTRA)"
)

_RULE = {
    "unidad": "municipio",
    "each": 150,
    "ground": "Ley Electoral de MUESTRA, artículo 1, fracción IX",
    "units_share": 5_000,
    "of_all": 200,
}


def nothing(server: Central) -> None:
    """Leave the server as it was initialised."""
    del server


def usual(server: Central) -> None:
    """Register one aspirante, with what follows of a day's work."""
    _people(server, registro.open_proceso(server), {})


def longest(server: Central) -> None:
    """Do the same with the longest names that a credential has."""
    supervisor = registro.open_proceso(server)
    decided = registro.proceso()
    decided["cargos"][0]["name"] = _LONG_OFFICE
    decided["cargos"][0]["dispersion"] = _RULE
    decided["instituto"] = "Instituto Electoral y de Participación Ciudadana del Estado (MUESTRA)"
    assert supervisor.put("/v1/proceso", decided).status_code == 200
    _people(server, supervisor, LONG)


def _people(server: Central, desk: Client, names: dict[str, str]) -> None:
    desk.token = server.someone(Role.REGISTRAR).token
    first = registro.constancia(**names)
    assert desk.post("/v1/constancias", first).status_code == 201
    changes = {f"persona__{key}": value for key, value in names.items()}
    sent = registro.registro(**changes)
    given = desk.post("/v1/aspirantes", sent, headers={"Idempotency-Key": "llave-0001"})
    assert given.status_code == 201, given.text
    for number in range(4):
        waiting = registro.constancia(f"IEPC-UTV-CI-{number:03}/2026 (MUESTRA)", **names)
        assert desk.post("/v1/constancias", waiting).status_code == 201
    title = f"Oficio de {' '.join(names.values()) or 'Ana MUESTRA'}"
    scan = bring(desk, a_pdf("MUESTRA", b"<</S/JavaScript>>"), ID, title=title, pages=1_999)
    assert scan.status_code == 201, scan.text
    gone = bring(desk, a_png(), ID, title=title)
    why = {"reason": f"Es de {title}, y no de quien se registró"}
    assert desk.post(f"/v1/escaneos/{gone.json()['id']}/retiro", why).status_code == 200
    own = server.aspirante(ID)
    alta = replace(an_alta(), **names)  # type: ignore[arg-type]
    enlisted = own.post("/v1/auxiliares", alta, headers={"Idempotency-Key": "llave-0002"})
    assert enlisted.status_code == 201, enlisted.text
    _personal_data(server, " ".join(names.values()) or "Ana MUESTRA")
    with server.deps.units.writing("prueba") as work:
        work.session.add(a_lote(server))
        work.apartados.set_aside("verificacion", "000123-00007-4", "sobre_ausente")
        for _ in range(TRIES_ALONE):
            work.apartados.set_aside("acuses", "0f" * 16, "apartado_sin_prever")


def a_lote(server: Central) -> StoredLote:
    """Return a batch that is ready, as large as one can be."""
    return StoredLote(
        state=LoteState.READY.value,
        whole=True,
        turn=1,
        more=True,
        asked_by="verificacion.del.instituto",
        asked_at=server.clock.now(),
        lines=MOST_LINES,
        left_out=12,
        answered=49_000,
        key="0f" * 8,
        sha256="a1" * 32,
    )


def _personal_data(server: Central, name: str) -> None:
    """Leave a request of who is called `name`, and a breach."""
    eva = server.someone(Role.SUPERVISOR, user="eva")
    asked = a_request(server, name=name, titular="auxiliar")
    assert eva.post("/v1/solicitudes", asked).status_code == 201
    told = a_breach(server, whom=f"{name} y otras personas auxiliares (MUESTRA)")
    assert eva.post("/v1/vulneraciones", told).status_code == 201


WORLDS = {"vacía": nothing, "llena": usual, "larga": longest}
