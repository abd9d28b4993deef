"""What a role may not do is not shown, and what it may is: every role, screen and act.

Which route each act uses is written here by hand, and held against the server's own table.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import requests
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlmodel import select

from admin_desktop.parts.buttons import Button
from admin_desktop.parts.sidebar import Place
from admin_desktop.parts.table import TableView
from core.central.tables.apoyos import StoredApoyo
from core.central.tables.verification import StoredVerdict
from core.client.transport import Transport
from core.domain.access.roles import STAFF, Role
from core.domain.apoyos.conteo import Doubt
from core.domain.verification.resultado import Resultado
from core.errors import CentralRefused
from tests import registro
from tests.admin_desktop.by_name import Eyes, settle
from tests.admin_desktop.conftest import WAIT, enter, trust
from tests.admin_desktop.screen_worlds import a_lote
from tests.admin_desktop.test_journey_staff import open_account
from tests.apoyo_world import FIRST, SECOND, World
from tests.central_server import Central
from tests.escaneos import a_pdf, bring
from tests.importing import CSV
from tests.server.expected_access import EXPECTED
from tests.server.test_datos_personales import a_breach, a_request

READS = {
    "Hoy": "GET /v1/hoy",
    "Proceso y plazos": "GET /v1/periodos",
    "Constancias": "GET /v1/constancias",
    "Aspirantes": "GET /v1/aspirantes",
    "Capacitación": "GET /v1/capacitaciones",
    "Avance": "GET /v1/aspirantes",
    "Lista nominal": "GET /v1/verificaciones",
    "Por revisar": "GET /v1/revision",
    "Correos": "GET /v1/correos",
    "Tabletas reportadas": "GET /v1/dispositivos",
    "Apartados": "GET /v1/apartados",
    "Datos personales": "GET /v1/solicitudes",
    "Cuentas": "GET /v1/cuentas",
    "Bitácora": "GET /v1/bitacora",
    "Mi cuenta": "GET /v1/sesiones",
}
"""Each place of the sidebar, in its order, and what it reads first."""

OPENINGS = {
    "Proceso y plazos": ("Plazos", "Geografía"),
    "Constancias": ("Nueva constancia",),
    "Aspirantes": ("Abrir expediente", "Documentos escaneados"),
    "Capacitación": ("Registrar capacitación",),
    "Lista nominal": ("Padrón y llave", "Padrón", "Lotes para la DERFE"),
    "Datos personales": (
        *("Nueva solicitud", "Volver a solicitudes", "Vulneraciones"),
        *("Asentar vulneración",),
    ),
    "Cuentas": ("Abrir cuenta nueva",),
    "Mi cuenta": ("Pedir un código al entrar",),
}

ACTS = {
    "Publicar proceso": "PUT /v1/proceso",
    "Agregar cargo": "PUT /v1/proceso",
    "Quitar cargo": "PUT /v1/proceso",
    "Publicar periodo": "POST /v1/periodos",
    "Proceso y plazos: Cancelar importación": (
        "POST /v1/geografia/importaciones/{importacion_id}/cancelacion"
    ),
    "Lista nominal: Cancelar importación": (
        "POST /v1/padron/importaciones/{importacion_id}/cancelacion"
    ),
    "Padrón y llave": "GET /v1/llave",
    "Verificar ahora": "POST /v1/verificaciones",
    "Lotes para la DERFE": "GET /v1/lotes",
    "Pedir lote": "POST /v1/lotes",
    "Guardar archivo sellado": "POST /v1/lotes/{lote_id}/entrega",
    "Importar respuesta": "POST /v1/lotes/{lote_id}/respuesta",
    "Cancelar lote": "POST /v1/lotes/{lote_id}/cancelacion",
    "Ver en detalle": "GET /v1/avance/detalle",
    "Nueva constancia": "POST /v1/constancias",
    "Expedir constancia": "POST /v1/constancias",
    "Volver a constancias": "POST /v1/constancias",
    "Ver constancia": "GET /v1/constancias/{constancia_id}/pdf",
    "Imprimir las de la lista": "POST /v1/constancias/consulta",
    "Anular constancia": "POST /v1/constancias/{constancia_id}/anulacion",
    "Ver una constancia de muestra": "POST /v1/proceso/muestra",
    "Elegir emblema": "PUT /v1/proceso",
    "Registrar entrega": "PUT /v1/constancias/{constancia_id}/entrega",
    "Registrar aspirante": "POST /v1/aspirantes",
    "Exportar: …": "POST /v1/exportaciones",
    "Registrar a …": "POST /v1/aspirantes",
    "Abrir expediente": "GET /v1/aspirantes/{id_solicitante}",
    "Volver a aspirantes": "GET /v1/aspirantes",
    "Documentos escaneados": "GET /v1/aspirantes/{id_solicitante}/escaneos",
    "Volver al expediente": "GET /v1/aspirantes/{id_solicitante}/expediente",
    "Agregar documentos": "POST /v1/aspirantes/{id_solicitante}/escaneos",
    "Guardar una copia": "POST /v1/escaneos/{escaneo_id}/copia",
    "Reemplazar": "PUT /v1/escaneos/{escaneo_id}/contenido",
    "Retirar": "POST /v1/escaneos/{escaneo_id}/retiro",
    "Cambiar situación": "POST /v1/aspirantes/{id_solicitante}/situacion",
    "Corregir datos": "PUT /v1/aspirantes/{id_solicitante}/registro",
    "Corregir correo": "PUT /v1/aspirantes/{id_solicitante}/correo",
    "Registrar capacitación": "POST /v1/capacitaciones",
    "Agregar asistente": "POST /v1/capacitaciones",
    "Guardar capacitación": "POST /v1/capacitaciones",
    "No guardar": "POST /v1/capacitaciones",
    "Reenviar correo": "POST /v1/correos/{correo_id}/reenvio",
    "Retirar reporte": "POST /v1/dispositivos/{device_id}/retiro",
    "Suspender tableta": "POST /v1/dispositivos/{device_id}/suspension",
    "Intentar de nuevo": "POST /v1/apartados/{apartado_id}/reintento",
    "Capacitar: …": "POST /v1/capacitaciones",
    "Entregar: …": "PUT /v1/constancias/{constancia_id}/entrega",
    "Registrar: …": "POST /v1/aspirantes",
    "Ver tableta: …": "GET /v1/dispositivos",
    "Leer otra vez": "GET /v1/hoy",
    "Leer correo": "GET /v1/correos/{correo_id}/cuerpo",
    "Solo fallidos": "GET /v1/correos",
    "Comprobar cadena": "GET /v1/bitacora/cadena",
    "Filtrar actos": "GET /v1/bitacora",
    "Abrir cuenta nueva": "POST /v1/cuentas",
    "Abrir cuenta": "POST /v1/cuentas",
    "No abrir": "POST /v1/cuentas",
    "Proponer otra contraseña": "POST /v1/cuentas",
    "Guardar papeles": "PUT /v1/cuentas/{cuenta_id}/roles",
    "Dar otra contraseña": "PUT /v1/cuentas/{cuenta_id}/contrasena",
    "Cambiar su correo": "PUT /v1/cuentas/{cuenta_id}/correo",
    "Pedir un código al entrar": "POST /v1/segundo_paso",
    "Empezar a pedirlo": "PUT /v1/segundo_paso",
    "Nueva solicitud": "POST /v1/solicitudes",
    "Recibir solicitud": "POST /v1/solicitudes",
    "Volver a solicitudes": "POST /v1/solicitudes",
    "Contestar": "PUT /v1/solicitudes/{solicitud_id}/respuesta",
    "Pedir lo que falta": "PUT /v1/solicitudes/{solicitud_id}/prevencion",
    "Ampliar plazo": "PUT /v1/solicitudes/{solicitud_id}/prorroga",
    "Asentar vulneración": "POST /v1/vulneraciones",
    "Guardar vulneración": "POST /v1/vulneraciones",
    "Volver a vulneraciones": "POST /v1/vulneraciones",
    "Actualizar vulneración": "PUT /v1/vulneraciones/{vulneracion_id}",
    "Atender: …": "PUT /v1/solicitudes/{solicitud_id}/respuesta",
    "Ver vulneración: …": "PUT /v1/vulneraciones/{vulneracion_id}",
    "Cerrar cuenta": "POST /v1/cuentas/{cuenta_id}/cierre",
}
"""What each act asks of the server in the end; the name of its place before it where two do."""

LOCAL = {
    *("Proceso", "Plazos", "Geografía"),
    *("Verificación", "Padrón"),
    *("Solicitudes", "Vulneraciones"),
    *("No empezar",),
    *("Salir de la cuenta", "Ver siguientes", "Copiar: …", "Vista: …"),
}
"""What asks nothing of the server, or what the place itself may read."""


def busy(server: Central) -> None:
    """Leave a server with something to do on every screen."""
    world = World.made(server)
    tablet = world.tablet()
    tablet.send(tablet.record())
    vinculo = world.console().get("/v1/auxiliares").json()["items"][0]["vinculo"]["id"]
    told = world.console().post(f"/v1/vinculos/{vinculo}/dispositivo", {"reason": "robada"})
    assert told.status_code == 200, told.text
    staff = server.someone(*STAFF)
    waiting = registro.constancia("CI-9 (MUESTRA)", cargo="gubernatura")
    issued = staff.post("/v1/constancias", waiting)
    assert issued.status_code == 201, issued.text
    for path in ("/v1/geografia", "/v1/padron?cut_on=2026-01-01"):
        sent = staff.call("POST", path, data=b"entidad\n", headers=CSV)
        assert sent.status_code == 202, sent.text
    for number in (FIRST, SECOND):
        assert bring(staff, a_pdf(number), number).status_code == 201
    for path, body in (
        ("/v1/solicitudes", a_request(server)),
        ("/v1/vulneraciones", a_breach(server)),
    ):
        assert staff.post(path, body).status_code == 201
    with server.deps.units.writing("prueba") as work:
        work.session.add(a_lote(server))
        work.apartados.set_aside("verificacion", "000123-00007-4", "sobre_ausente")
        (apoyo,) = work.session.exec(select(StoredApoyo)).all()
        work.session.add(
            StoredVerdict(
                folio=apoyo.folio,
                resultado=Resultado.IN_REVIEW.value,
                cause=Doubt.DEVICE_STOLEN.value,
                padron_cut="",
                judged_at=apoyo.received_at,
                padron_row="",
                estatus="",
                estatus_cause="",
                seccion="",
            )
        )


@dataclass
class Walk:
    """What one person was shown: their places, and every act by the page that it stands on."""

    places: list[str] = field(default_factory=list)
    pages: set[str] = field(default_factory=set)
    acts: set[tuple[str, str]] = field(default_factory=set)


def pages(eyes: Eyes, place: str) -> Iterator[str]:
    """Open a place and what opens from it; each list has its first row chosen."""
    eyes.go(place)  # scrolled into sight
    eyes.press(place)
    settle()
    choose_first(eyes)
    yield place
    for opening in OPENINGS.get(place, ()):
        if opening in eyes.controls():
            eyes.press(opening)
            settle()
            choose_first(eyes)
            yield f"{place}: {opening}"
    eyes.leave_form()


def choose_first(eyes: Eyes) -> None:
    for table in eyes.window.findChildren(TableView):
        if table.isVisible():
            table.setFocus()
            QTest.keyClick(table, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    settle()


def walk(eyes: Eyes) -> Walk:
    found = Walk()
    places = [each.accessibleName() for each in eyes.window.findChildren(Place)]
    found.places = [each for each in places if each in eyes.controls()]
    for place in found.places:
        for page in pages(eyes, place):
            found.pages.add(page)
            shown = [each for each in eyes.window.findChildren(Button) if each.isVisible()]
            found.acts |= {(page, act) for each in shown if (act := said(each)) not in LOCAL}
    return found


_NAMING = (
    *("Registrar a ", "Exportar: ", "Copiar: ", "Vista: "),
    *("Capacitar: ", "Entregar: ", "Registrar: ", "Ver tableta: "),
    *("Atender: ", "Ver vulneración: "),
)


def said(button: Button) -> str:
    """Return what a button is called; one that names a person or a list, by what it does."""
    name = button.accessibleName()
    begins = next((each for each in _NAMING if name.startswith(each)), "")
    return f"{begins}…" if begins else name


def act_of(name: str) -> str:
    """Return an act without its place."""
    place, _, act = name.partition(": ")
    return act if place in READS else name


def may(role: Role, route: str) -> bool:
    return role.value in EXPECTED[route].split()


def may_act(role: Role, page: str, act: str) -> bool:
    place = page.partition(":")[0]
    return may(role, ACTS.get(f"{place}: {act}") or ACTS[act])


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what the server refuses to the desk for the role, as it happens."""
    found: list[str] = []
    call = Transport._call

    def watched(self: Transport, method: str, path: str, **rest: Any) -> requests.Response:  # noqa: ANN401  whatever it takes
        try:
            return call(self, method, path, **rest)
        except CentralRefused as answer:
            if answer.code == "papel_insuficiente":
                found.append(f"{method} {path}")
            raise

    monkeypatch.setattr(Transport, "_call", watched)
    return found


_EVERYTHING: list[Walk] = []


@pytest.fixture
def everything(server: Central, eyes: Eyes, qtbot: QtBot) -> Walk:
    """Return what somebody with every role is shown, on a server where everything waits.

    They walk once a process, and leave; the next one may enter.
    """
    busy(server)
    trust(eyes, server, qtbot)
    if not _EVERYTHING:
        open_account(server, "todo", *STAFF)
        enter(eyes, qtbot, "todo")
        _EVERYTHING.append(walk(eyes))
        eyes.press("Salir de la cuenta")
        qtbot.waitUntil(lambda: eyes.shows("Entre a su cuenta"), timeout=WAIT)
    return _EVERYTHING[0]


def test_every_act_names_its_route_and_every_place_what_it_reads(everything: Walk) -> None:
    named = {act for _page, act in everything.acts}
    assert {act_of(each) for each in ACTS} == named
    assert everything.places == list(READS)


@pytest.mark.sampled(3)
@pytest.mark.parametrize("role", sorted(STAFF, key=lambda each: each.value))
def test_a_role_is_shown_what_the_server_lets_it_do_and_nothing_else(
    role: Role, everything: Walk, refused: list[str], server: Central, eyes: Eyes, qtbot: QtBot
) -> None:
    open_account(server, role.value, role)
    enter(eyes, qtbot, role.value)
    shown = walk(eyes)
    assert [each for each in QApplication.topLevelWidgets() if each.isVisible()] == [eyes.window]
    assert refused == []
    assert shown.places == [place for place, route in READS.items() if may(role, route)]
    assert shown.places, "an empty window"
    assert {(page, act) for page, act in shown.acts if not may_act(role, page, act)} == set()
    missing = {each for each in everything.acts - shown.acts if each[0] in shown.pages}
    assert {(page, act) for page, act in missing if may_act(role, page, act)} == set()
