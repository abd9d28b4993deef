"""Numerals 6, 9 and 27 through the window: the aspirante's console and the desk of who verifies."""

from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from admin_desktop.main import Desk
from core.central.access.passwords import Argon2Passwords
from core.domain.access.roles import Role
from core.server.composition.acts import blobs
from core.server.host.keys import KeyFiles
from core.server.jobs.acuses import AcuseJobs
from core.server.jobs.opening import InMemoryOpener
from core.server.jobs.verify import VerifyJob
from core.slow_hash import Cost
from core.verify import verify_signed
from tests.admin_desktop.by_name import Eyes, overlapping, settle
from tests.admin_desktop.conftest import PASSWORD, WAIT, sign_in
from tests.admin_desktop.test_journey_staff import open_account, picture
from tests.admin_desktop.test_two_windows import asked
from tests.apoyo_world import FIRST, World, citizen, padron_csv
from tests.central_server import Central
from tests.importing import worker_beside

ONE, TWO = "MSFCXX80010109M100", "MSFCXX80010109M400"


@pytest.fixture
def world(server: Central) -> World:
    return World.made(server)


def give_password(server: Central, aspirante: str) -> None:
    with server.deps.units.writing("prueba") as work:
        account = work.accounts.of_aspirante(aspirante)
        work.accounts.set_password(account.id, Argon2Passwords(Cost(memory_kib=64)).keep(PASSWORD))
        work.accounts.accept_duty(account.id, "1", "0" * 64)


def verify(server: Central) -> int:
    """Do the worker's run."""
    keys = KeyFiles(server.data / "keys")
    own = server.election_key
    return VerifyJob(server.deps, InMemoryOpener(blobs(server.deps), own, keys.padron_key()))()


def fill_alta(eyes: Eyes) -> None:
    eyes.type("Nombre(s)", "Rosa")
    eyes.type("Apellido paterno", "Prueba")
    eyes.type("Apellido materno", "Núñez")
    eyes.type("Fecha de nacimiento", "01/02/1990")
    eyes.type("Número telefónico", "55 1234 5678")
    eyes.type("Correo electrónico", "rosa@muestra.example")


def test_who_verifies_imports_a_padron_and_reads_the_counts(
    world: World, eyes: Eyes, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    server = world.central
    tablet = world.tablet()
    tablet.send(
        tablet.record(apoyo=citizen(ONE, "111111111")),
        tablet.record(apoyo=citizen(ONE, "111111111")),
        tablet.record(apoyo=citizen(TWO, "444444444")),
    )
    open_account(server, "verifica", Role.INE)
    sign_in(eyes, server, qtbot, "verifica")
    eyes.press("Lista nominal")
    qtbot.waitUntil(lambda: eyes.shows("Todavía no hay verificaciones."), timeout=WAIT)
    eyes.press("Padrón y llave")
    qtbot.waitUntil(lambda: eyes.shows("Segunda copia"), timeout=WAIT)
    file = tmp_path / "padron.csv"
    bad = [f"{ONE},111111111,00,0101,LN", *["NO,,00,0101,LN,"] * 250]
    with worker_beside(server):
        file.write_bytes(padron_csv([*bad, f"{ONE},111111111,00,0101,LN,"]))
        eyes.type("Archivo CSV del padrón", str(file))
        eyes.type("Fecha de corte", "01/11/2026")
        eyes.press("Importar padrón")
        qtbot.waitUntil(lambda: eyes.shows("1 a 200 de 251"), timeout=WAIT)
        qtbot.waitUntil(lambda: eyes.shows("Codificación"), timeout=WAIT)
        assert eyes.focused_name() == "Cancelar importación"
        picture(desk, "b_padron_lineas")
        assert not overlapping(eyes)
        eyes.press("Aplicar sin esas líneas")
        qtbot.waitUntil(lambda: eyes.shows("Falta el motivo"), timeout=WAIT)
        eyes.press("Cancelar importación")
        qtbot.waitUntil(lambda: eyes.shows("Importación cancelada."), timeout=WAIT)
        assert eyes.focused_name() == "Archivo CSV del padrón"
        file.write_bytes(padron_csv((f"{ONE},111111111,00,0101,LN,",)))
        eyes.press("Importar padrón")
        qtbot.waitUntil(lambda: eyes.shows("Todavía no se cambia nada"), timeout=WAIT)
        picture(desk, "b_padron_revisado")
        eyes.press("Aplicar importación")
        qtbot.waitUntil(lambda: eyes.shows("Padrón importado: 1 renglón,"), timeout=WAIT)
        qtbot.waitUntil(lambda: eyes.shows("1 a 1 de 1, el más reciente primero"), timeout=WAIT)
    picture(desk, "b_padron")
    assert not overlapping(eyes)
    eyes.press("Verificación")
    eyes.press("Verificar ahora")
    qtbot.waitUntil(lambda: eyes.shows("Verificación pedida."), timeout=WAIT)
    assert verify(server) == 3
    qtbot.waitUntil(lambda: eyes.shows("Encontrado en Lista Nominal: 1"), timeout=WAIT)
    assert eyes.shows("Duplicado mismo aspirante: 1")
    assert eyes.shows("Datos no encontrados: 1")
    picture(desk, "b_verificacion")
    eyes.press("Avance")
    qtbot.waitUntil(lambda: eyes.shows("FICTICIA, ASPIRA1"), timeout=WAIT)
    eyes.press("FICTICIA, ASPIRA1")
    qtbot.waitUntil(lambda: eyes.shows("Encontrado en Lista Nominal: 1"), timeout=WAIT)
    assert eyes.shows("3 recibidos en total · 0 por verificar")
    picture(desk, "b_avance")
    assert not overlapping(eyes)


def test_without_the_role_there_is_no_lista_nominal(world: World, eyes: Eyes, qtbot: QtBot) -> None:
    sign_in(eyes, world.central, qtbot)
    assert "Lista nominal" not in eyes.controls()
    assert "Cuentas" not in eyes.controls()


def test_an_aspirante_enlists_and_ends_an_auxiliar(
    world: World, eyes: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    give_password(world.central, FIRST)
    sign_in(eyes, world.central, qtbot, "aspira1")
    qtbot.waitUntil(lambda: eyes.shows("Todavía no hay auxiliares."), timeout=WAIT)
    qtbot.waitUntil(lambda: eyes.shows("Captación hasta el"), timeout=WAIT)
    assert "Proceso y plazos" not in eyes.controls()
    eyes.press("Dar de alta a un auxiliar")
    eyes.press("Dar de alta")
    assert eyes.focused_name() == "Nombre(s)"
    assert eyes.sentence("Número telefónico").startswith("Falta este dato.")
    picture(desk, "b_alta_errores")
    fill_alta(eyes)
    eyes.press("Dar de alta")
    qtbot.waitUntil(lambda: eyes.shows("Alta hecha."), timeout=WAIT)
    qtbot.waitUntil(lambda: eyes.shows("Por aceptar"), timeout=WAIT)
    assert not eyes.shows("Auxiliar 000001")
    assert "Cambiar dispositivo" not in eyes.controls()
    assert world.mails("activacion")[-1][0] == "rosa@muestra.example"
    picture(desk, "b_consola")
    assert not overlapping(eyes)
    eyes.press("Reenviar invitación")
    qtbot.waitUntil(lambda: eyes.shows("Sale otra vez"), timeout=WAIT)
    assert len(world.mails("activacion")) == 2
    assert world.answer_by_mail().status_code == 200
    eyes.press("Acuses")
    eyes.press("Avance y auxiliares")
    qtbot.waitUntil(lambda: eyes.shows("Auxiliar 000001 · Nunca entró"), timeout=WAIT)
    eyes.press("Cambiar dispositivo")
    eyes.choose("Motivo del cambio", "Olv")
    eyes.press("Cambiar o reportar")
    qtbot.waitUntil(lambda: eyes.shows("La persona recibe un código nuevo."), timeout=WAIT)
    eyes.press("Dar de baja")
    eyes.press("Dar de baja para siempre")
    assert eyes.sentence("Motivo de la baja").startswith("Falta este dato.")
    picture(desk, "b_baja")
    eyes.type("Motivo de la baja", "Renunció")
    eyes.press("Dar de baja para siempre")
    qtbot.waitUntil(lambda: eyes.shows("Baja registrada"), timeout=WAIT)
    qtbot.waitUntil(lambda: eyes.shows("Auxiliar 000001 · Baja permanente"), timeout=WAIT)
    assert "Dar de baja" not in eyes.controls()
    picture(desk, "b_consola_baja")


def test_an_older_and_smaller_cut_is_asked_about_before_it_is_applied(
    world: World, eyes: Eyes, qtbot: QtBot, tmp_path: Path
) -> None:
    server = world.central
    open_account(server, "verifica", Role.INE)
    sign_in(eyes, server, qtbot, "verifica")
    eyes.press("Lista nominal")
    qtbot.waitUntil(lambda: eyes.shows("Todavía no hay verificaciones."), timeout=WAIT)
    eyes.press("Padrón y llave")
    file = tmp_path / "padron.csv"
    whole = padron_csv((f"{ONE},111111111,00,0101,LN,", f"{TWO},444444444,00,0101,LN,"))

    def send(content: bytes, day: str) -> None:
        file.write_bytes(content)
        eyes.type("Archivo CSV del padrón", str(file))
        eyes.type("Fecha de corte", day)
        eyes.press("Importar padrón")
        qtbot.waitUntil(lambda: eyes.shows("Todavía no se cambia nada"), timeout=WAIT)
        eyes.press("Aplicar importación")

    with worker_beside(server):
        send(whole, "01/11/2026")
        qtbot.waitUntil(lambda: eyes.shows("Padrón importado: 2 renglones,"), timeout=WAIT)
        settle()
        send(padron_csv((f"{ONE},111111111,00,0101,LN,",)), "01/10/2026")
        question = asked(qtbot)
        assert question.shows("El corte es del 1 oct 2026. El último es del 1 nov 2026, con 2.")
        assert question.shows("El corte trae 1 renglón.")
        question.press("Revisar la importación")
        settle()
        assert eyes.shows("Todavía no se cambia nada")
        eyes.press("Aplicar importación")
        asked(qtbot).press("Aplicar así")
        qtbot.waitUntil(lambda: eyes.shows("Padrón importado: 1 renglón,"), timeout=WAIT)


def test_an_aspirante_sees_and_keeps_an_acuse(
    world: World, eyes: Eyes, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    tablet = world.tablet()
    records = [tablet.record(), tablet.record()]
    tablet.announce(*records)
    tablet.receipt(tablet.put(records[0]))
    world.central.clock.forward(timedelta(minutes=11))
    AcuseJobs(world.central.deps)()
    give_password(world.central, FIRST)
    sign_in(eyes, world.central, qtbot, "aspira1")
    qtbot.waitUntil(lambda: eyes.shows("1 pendiente en tabletas"), timeout=WAIT)
    picture(desk, "b_consola_pendiente")
    eyes.press("Acuses")
    qtbot.waitUntil(lambda: eyes.shows("1 recibido · 1 pendiente"), timeout=WAIT)
    picture(desk, "b_acuses")
    assert not overlapping(eyes)
    eyes.type("Carpeta donde se guarda", str(tmp_path))
    eyes.press("Guardar JSON firmado")
    qtbot.waitUntil(lambda: eyes.shows("Guardado en"), timeout=WAIT)
    key = world.central.deps.signing_key.public_key().public_bytes_raw()
    body = verify_signed((tmp_path / "acuse_1.json").read_text("utf-8"), key)
    assert b'"number":1' in body
    eyes.press("Guardar PDF")
    qtbot.waitUntil((tmp_path / "acuse_1.pdf").is_file, timeout=WAIT)
    assert (tmp_path / "acuse_1.pdf").read_bytes().startswith(b"%PDF")
    eyes.press("Ver acuse")
    qtbot.waitUntil(lambda: eyes.shows("Cerrar documento"), timeout=WAIT)
    qtbot.wait(40)
    picture(desk, "b_acuse_pdf")
    eyes.press("Cerrar documento")
    assert "Ver acuse" in eyes.controls()
