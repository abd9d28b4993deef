"""The rest of the desk through its window against a real server: by name, over TLS."""

import os
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from admin_desktop.main import Desk
from admin_desktop.parts.question import Question
from core.central.access.passwords import Argon2Passwords
from core.domain.access.roles import Role
from core.ports.central import SentPassword
from core.ports.central_access import PASSWORDS_OF_ONE, NewAccount
from core.slow_hash import Cost
from tests.admin_desktop.by_name import Eyes, overlapping
from tests.admin_desktop.conftest import GEOGRAFIA, PASSWORD, WAIT, sign_in
from tests.central_server import Central
from tests.importing import worker_beside

_PICTURES = os.environ.get("APOYO_TEST_PICTURES", "")
ZONE = ZoneInfo("America/Mexico_City")


def picture(desk: Desk, name: str) -> None:
    """Keep pictures of the window, at both sizes, where a developer asked for them."""
    if not _PICTURES:
        return
    for width, height in ((1024, 768), (1280, 800)):
        desk.shell.resize(width, height)
        desk.shell.repaint()
        desk.shell.grab().save(f"{_PICTURES}/{name}_{width}.png")


def open_account(server: Central, user: str, *roles: Role) -> None:
    with server.deps.units.writing("prueba") as work:
        work.accounts.open(
            NewAccount(
                user=user,
                name=f"{user} ficticio MUESTRA",
                roles=frozenset(roles),
                password=SentPassword(
                    kept=Argon2Passwords(Cost(memory_kib=64)).keep(PASSWORD),
                    until=None,
                    one_use=False,
                ),
                must_change=False,
            )
        )


def agree(desk: Desk, qtbot: QtBot, yes: str, name: str) -> None:
    """See what is asked over the window, keep its picture, and say yes."""
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None, timeout=WAIT)
    asked = QApplication.activeModalWidget() or desk.shell
    if _PICTURES:
        asked.grab().save(f"{_PICTURES}/{name}.png")
    Eyes(asked).press(yes)
    desk.shell.activateWindow()  # as a window manager does once a dialog is gone
    qtbot.waitUntil(desk.shell.isActiveWindow, timeout=WAIT)


def fill_periodo(eyes: Eyes, now: datetime) -> None:
    eyes.press("Plazos")
    eyes.choose("Cargo", "Dip")
    starts, ends = now - timedelta(days=1), now + timedelta(days=20)
    eyes.type("Inicio, fecha", f"{starts:%d/%m/%Y}")
    eyes.type("Inicio, hora", "00:00")
    eyes.type("Fin, fecha", f"{ends:%d/%m/%Y}")
    eyes.type("Fin, hora", "10:42")
    eyes.type("Fundamento", "Lineamientos, octavo")
    eyes.type("Acuerdo", "IEE/CG/002/2026")


def import_geografia(server: Central, eyes: Eyes, desk: Desk, qtbot: QtBot, folder: Path) -> None:
    file = folder / "geografia.csv"
    file.write_text(GEOGRAFIA, encoding="utf-8")
    eyes.press("Geografía")
    eyes.type("Archivo CSV de la geografía", str(file))
    with worker_beside(server):
        eyes.press("Importar geografía")
        qtbot.waitUntil(lambda: eyes.shows("Ninguna línea está mal escrita."), timeout=WAIT)
        picture(desk, "b_geografia_revisada")
        eyes.press("Aplicar importación")
        wanted = "Geografía importada: 2 secciones, vigente desde"
        qtbot.waitUntil(lambda: eyes.shows(wanted), timeout=WAIT)
        picture(desk, "b_geografia")
        file.write_text(GEOGRAFIA + "01,001,Villa,005,doce\n", encoding="utf-8")
        eyes.press("Importar geografía")
        qtbot.waitUntil(lambda: eyes.shows("El dato no es un número"), timeout=WAIT)
        picture(desk, "b_geografia_error")
        assert not overlapping(eyes)


def test_a_proceso_is_decided_and_published(
    server: Central, eyes: Eyes, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    sign_in(eyes, server, qtbot)
    eyes.press("Proceso y plazos")
    picture(desk, "b_proceso")
    eyes.press("Publicar proceso")
    assert eyes.focused_name() == "Identificador del proceso"
    assert eyes.sentence("Acuerdo del INE").startswith("Falta este dato.")
    eyes.type("Identificador del proceso", "PRACTICA-2026")
    eyes.type("Acuerdo del INE", "INE/CG/001/2026")
    eyes.choose("Entidad", "Aguas")
    eyes.type("Nombre del cargo", "Diputación local, distrito 5")
    eyes.choose("Ámbito", "Dis")
    eyes.type("Número", "5")
    eyes.type("Umbral de apoyos", "4436")
    eyes.go("Agregar cargo")
    eyes.key(Qt.Key.Key_Return)
    eyes.press("Publicar proceso")
    agree(desk, qtbot, "Firmar y publicar", "b_proceso_firma")
    qtbot.waitUntil(lambda: eyes.shows("Proceso publicado, versión 1."), timeout=WAIT)
    qtbot.waitUntil(lambda: eyes.shows("PRÁCTICA"), timeout=WAIT)
    picture(desk, "b_proceso_publicado")
    assert not overlapping(eyes)
    now = datetime.now(ZONE)  # noqa: TID251  a test's
    fill_periodo(eyes, now)
    assert eyes.value("Envío hasta, fecha") == f"{now + timedelta(days=21):%d/%m/%Y}"
    assert "Fundamento de ese envío" not in eyes.controls()
    eyes.type("Envío hasta, hora", "24:00 horas")
    eyes.press("Publicar periodo")
    assert eyes.focused_name() == "Fundamento de ese envío"
    eyes.type("Fundamento de ese envío", "Sentencia (MUESTRA)")
    eyes.press("Publicar periodo")
    agree(desk, qtbot, "Firmar y publicar", "b_plazos_firma")
    qtbot.waitUntil(lambda: eyes.shows("Periodo publicado. Se capta hasta el"), timeout=WAIT)
    picture(desk, "b_plazos")
    assert not overlapping(eyes)
    import_geografia(server, eyes, desk, qtbot, tmp_path)


def test_a_training_is_recorded_and_its_list_seen(
    signed_in: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    eyes = signed_in
    eyes.press("Capacitación")
    qtbot.waitUntil(lambda: eyes.shows("Registre la primera"), timeout=WAIT)
    eyes.press("Registrar capacitación")
    eyes.press("Guardar capacitación")
    assert eyes.focused_name() == "Lugar"
    picture(desk, "b_capacitacion_errores")
    eyes.type("Lugar", "Sala 2")
    eyes.type("Instructor", "Eva Muestra")
    eyes.type("Temas", "Uso de la aplicación")
    eyes.type("Otra persona", "Omar Ficticio")
    eyes.press("Agregar asistente")
    eyes.press("Guardar capacitación")
    qtbot.waitUntil(lambda: eyes.shows("Capacitación guardada con 1 asistente."), timeout=WAIT)
    picture(desk, "b_capacitacion")
    assert not overlapping(eyes)
    eyes.press("Ver lista de asistencia")
    qtbot.waitUntil(lambda: eyes.shows("Página 1 de 1"), timeout=WAIT)
    qtbot.wait(40)
    picture(desk, "b_capacitacion_pdf")
    eyes.press("Cerrar documento")
    assert eyes.shows("Sesión elegida")


def test_the_administrador_opens_an_account_and_gives_roles(
    ready: Central, eyes: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    open_account(ready, "administra", Role.ADMINISTRADOR)
    sign_in(eyes, ready, qtbot, "administra")
    assert "Proceso y plazos" not in eyes.controls()
    eyes.press("Cuentas")
    eyes.press("Abrir cuenta nueva")
    eyes.press("Abrir cuenta")
    assert eyes.sentence("Usuario").startswith("Falta este dato.")
    picture(desk, "b_cuenta_nueva")
    eyes.type("Usuario", "ivan.ficticio")
    eyes.type("Nombre completo", "Iván Ficticio Muestra")
    eyes.type("Contraseña temporal", "una frase corta y ficticia")
    eyes.go("Supervisión")
    eyes.key(Qt.Key.Key_Space)
    eyes.press("Abrir cuenta")
    qtbot.waitUntil(lambda: eyes.shows("Cuenta «ivan.ficticio» abierta."), timeout=WAIT)
    eyes.go("Verificación del INE")
    eyes.key(Qt.Key.Key_Space)
    eyes.type("Motivo u oficio", "Oficio 12, verificación")
    eyes.press("Guardar papeles")
    qtbot.waitUntil(lambda: eyes.shows("Papeles de «ivan.ficticio» guardados"), timeout=WAIT)
    assert eyes.shows("Supervisión · Verificación del INE")
    picture(desk, "b_cuentas")
    assert not overlapping(eyes)
    eyes.press("Bitácora")
    qtbot.waitUntil(lambda: eyes.shows("Acto elegido"), timeout=WAIT)
    qtbot.waitUntil(lambda: "administra" in eyes.texts(), timeout=WAIT)
    picture(desk, "b_bitacora")
    assert not overlapping(eyes)


@pytest.fixture
def ivan(ready: Central, eyes: Eyes, qtbot: QtBot) -> Eyes:
    """Return the desk of an administrator, with Iván's account before them."""
    open_account(ready, "administra", Role.ADMINISTRADOR)
    open_account(ready, "ivan.ficticio", Role.SUPERVISOR)
    sign_in(eyes, ready, qtbot, "administra")
    eyes.press("Cuentas")
    qtbot.waitUntil(lambda: eyes.shows("ivan.ficticio ficticio MUESTRA"), timeout=WAIT)
    eyes.type("Buscar cuenta", "ivan")
    qtbot.waitUntil(lambda: eyes.shows("1 a 1 de 1"), timeout=WAIT)
    return eyes


def test_the_administrador_gives_another_password_by_hand_or_by_mail(
    ivan: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    eyes = ivan
    eyes.press("Dar otra contraseña")
    picture(desk, "b_cuentas_pregunta")
    eyes.press("Dar contraseña")
    assert eyes.sentence("Motivo").startswith("Falta este dato.")
    eyes.type("Motivo", "La olvidó")
    eyes.press("Dar contraseña")
    qtbot.waitUntil(lambda: eyes.shows("La contraseña temporal de «ivan"), timeout=WAIT)
    picture(desk, "b_cuentas_contrasena")
    assert not overlapping(eyes)
    eyes.press("Cambiar su correo")
    eyes.type("Correo nuevo", "ivan@muestra.mx")
    eyes.type("Motivo", "Lo pidió")
    eyes.press("Guardar correo")
    qtbot.waitUntil(lambda: eyes.shows("Correo de «ivan.ficticio» guardado."), timeout=WAIT)
    eyes.press("Dar otra contraseña")
    assert eyes.shows("se envía a ivan@muestra.mx")
    eyes.type("Motivo", "La olvidó")
    eyes.press("Dar contraseña")
    qtbot.waitUntil(lambda: eyes.shows("sale en un minuto para ivan@muestra.mx"), timeout=WAIT)


def test_the_administrador_closes_an_account_and_opens_it_again(
    ivan: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    eyes = ivan
    eyes.press("Cerrar cuenta")
    picture(desk, "b_cuentas_cerrar")
    eyes.type("Motivo", "Dejó el Instituto")
    eyes.press("Cerrar la cuenta")
    qtbot.waitUntil(lambda: eyes.shows("Cuenta «ivan.ficticio» cerrada."), timeout=WAIT)
    assert "Guardar papeles" not in eyes.controls()
    picture(desk, "b_cuentas_cerrada")
    assert not overlapping(eyes)
    eyes.press("Abrir otra vez")
    eyes.type("Motivo", "Volvió")
    eyes.press("Abrir la cuenta")
    qtbot.waitUntil(lambda: eyes.shows("Cuenta «ivan.ficticio» abierta otra vez."), timeout=WAIT)


def test_who_typed_a_wrong_password_too_often_is_let_in(
    ready: Central, ivan: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    eyes = ivan
    assert "Desbloquear" not in eyes.controls()
    for _ in range(PASSWORDS_OF_ONE.tries):
        ready.stranger().post("/v1/sesiones", {"user": "ivan.ficticio", "password": "otra"})
    eyes.press("Cuentas")
    qtbot.waitUntil(lambda: eyes.shows("Bloqueada por intentos"), timeout=WAIT)
    picture(desk, "b_cuentas_bloqueada")
    eyes.press("Desbloquear")
    eyes.type("Motivo", "Lo pidió en persona")
    eyes.press("Dejarla entrar")
    qtbot.waitUntil(lambda: eyes.shows("«ivan.ficticio» puede volver a intentar."), timeout=WAIT)
    assert "Desbloquear" not in eyes.controls()


def test_a_screen_that_holds_something_typed_asks_before_it_is_left(
    signed_in: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    eyes = signed_in
    eyes.press("Proceso y plazos")
    qtbot.waitUntil(lambda: eyes.shows("En vigor: versión"), timeout=WAIT)
    eyes.type("Nombre del proceso", "Otro nombre")
    eyes.press("Aspirantes")
    question = desk.shell.findChild(Question)
    assert isinstance(question, Question)
    Eyes(question).press("Seguir escribiendo")
    desk.shell.activateWindow()
    qtbot.waitUntil(desk.shell.isActiveWindow, timeout=WAIT)
    assert eyes.value("Nombre del proceso") == "Otro nombre"
    assert eyes.shows("Publicar proceso")
    eyes.type("Nombre del proceso", "Proceso Electoral Local 2026-2027")


@pytest.mark.usefixtures("ready")
def test_correos_and_avance_say_that_there_is_nothing_yet(
    signed_in: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    eyes = signed_in
    eyes.press("Correos")
    qtbot.waitUntil(lambda: eyes.shows("Aquí aparece cada correo"), timeout=WAIT)
    picture(desk, "b_correos_vacio")
    eyes.press("Avance")
    qtbot.waitUntil(lambda: eyes.shows("Aquí aparece cada aspirante"), timeout=WAIT)
    picture(desk, "b_avance_vacio")
