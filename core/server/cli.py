"""The program `apoyo`, for operation: `apoyo central init`, `run` and what keeps it well.

What prepares, serves, works and counts is imported by the order that needs it: `run` starts others.
"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.exceptions import TyperException

from core import own_memory
from core.clock import SystemClock
from core.errors import ApoyoError
from core.importing import importing
from core.messages import explain
from core.server.errors import AlreadyPrepared, NotPrepared, PassphraseMissing
from core.server.host import passphrase
from core.server.host.keys import KeyFiles
from core.server.host.machine import machine_trouble
from core.server.orders.ask import ask, ask_path, ask_secret, is_terminal
from core.server.orders.service import orders as service_orders
from core.server.orders.settings import Data, Listen, PublicUrl, settings_of
from core.server.orders.upkeep import orders as upkeep_orders
from core.server.run import Running, environment_of, run
from core.settings.server import ServerSettings
from core.terminal import speak_utf8

if TYPE_CHECKING:
    from core.server.prepare import Prepared

apoyo = typer.Typer(
    help="Apoyo ciudadano: operación.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # their frames would show a passphrase
)
central = typer.Typer(help="El servidor central.", no_args_is_help=True)
apoyo.add_typer(central, name="central")

_OWNER_ONLY = 0o077
_INIT_LINE = "apoyo central init --second-copy CARPETA_EN_OTRO_DISCO"


@central.command("init")
def init(  # noqa: PLR0913, PLR0917  each one is an option of the command
    data: Data = None,
    listen: Listen = "",
    public_url: PublicUrl = "",
    second_copy: Annotated[
        Path | None, typer.Option(help="Carpeta de otro disco para la segunda copia de la llave.")
    ] = None,
    admin_user: Annotated[str, typer.Option(help="Usuario de quien administra.")] = "",
    admin_password_file: Annotated[
        Path | None, typer.Option(help="Archivo con su contraseña (12 caracteres o más).")
    ] = None,
    proceso: Annotated[Path | None, typer.Option(help="Proceso en JSON, si ya lo tiene.")] = None,
) -> None:
    """Prepara un servidor: llaves, segunda copia, base de datos y primera cuenta."""
    own_memory.keep()
    settings = settings_of(data, listen, public_url)
    with machine_trouble(settings.data):
        _prepare(settings, second_copy, admin_user, admin_password_file, proceso)


@central.command("run")
def start(data: Data = None, listen: Listen = "", public_url: PublicUrl = "") -> None:
    """Inicia el servidor: la web y el trabajador, dos procesos. Ctrl-C termina ambos."""
    own_memory.keep()
    settings = settings_of(data, listen, public_url)
    with machine_trouble(settings.data):
        secret = passphrase.handed()
        if secret is None:
            secret = passphrase.hide(_opened(settings))
            passphrase.start_again(secret, ("central", "run"), environment_of(settings))
        run(settings, secret, _tell)


@central.command("web")
def web_alone(data: Data = None, listen: Listen = "", public_url: PublicUrl = "") -> None:
    """Inicia solo la web, con su propio usuario. No puede leer las llaves del trabajador."""
    with importing():
        from core.server.alone import run_web

    own_memory.no_core_file()
    settings = settings_of(data, listen, public_url)
    run_web(settings, lambda: typer.echo(f"Web lista en {settings.url}"))


@central.command("worker")
def worker_alone(data: Data = None, public_url: PublicUrl = "") -> None:
    """Inicia solo el trabajador, con su propio usuario y la frase de la llave de la elección."""
    own_memory.keep()
    settings = settings_of(data, "", public_url)
    secret = passphrase.handed()
    if secret is None:
        secret = passphrase.hide(_passphrase())
        passphrase.start_again(secret, ("central", "worker"), environment_of(settings))
    with importing():
        from core.server.alone import run_worker

    run_worker(settings, secret, lambda: typer.echo("Trabajador listo"))


@central.command("migrate")
def migrate_alone(data: Data = None) -> None:
    """Lleva la base de datos a su forma más nueva; después se inician la web y el trabajador."""
    from core.server.alone import migrate

    migrate(settings_of(data, "", ""))
    typer.echo("Base de datos al día")


central.registered_commands += upkeep_orders.registered_commands
central.registered_commands += service_orders.registered_commands


def _opened(settings: ServerSettings) -> str:
    """Return the passphrase; a server that is new is prepared first, where somebody is there."""
    if KeyFiles(settings.keys).exist:
        return _passphrase()
    if not is_terminal():
        raise NotPrepared({"line": _INIT_LINE})
    typer.echo("Este servidor es nuevo. Se prepara ahora, una sola vez.\n")
    return _prepare(settings, None, "", None, None)


def _prepare(
    settings: ServerSettings,
    second_copy: Path | None,
    admin_user: str,
    admin_password_file: Path | None,
    proceso: Path | None,
) -> str:
    """Prepare, asking for what is missing, and return the passphrase."""
    from core.server.prepare import Answers, prepare

    if KeyFiles(settings.keys).exist:
        raise AlreadyPrepared({"folder": str(settings.data)})
    copy = second_copy or ask_path("--second-copy", "Carpeta para la segunda copia de la llave")
    user = admin_user or ask("--admin-user", "Usuario de quien administra", default="admin")
    if admin_password_file is not None:
        with machine_trouble(admin_password_file):
            password = admin_password_file.read_text("utf-8").rstrip("\n")
    else:
        password = ask_secret("--admin-password-file", "Contraseña de quien administra")
    try:
        phrase = passphrase.given()
    except PassphraseMissing:
        if not is_terminal():
            raise
        phrase = ask_secret(passphrase.VARIABLE, "Frase que protege la llave de la elección")
    answers = Answers(user, "Administración", password, phrase, copy.expanduser(), proceso)
    prepared = prepare(settings, answers, SystemClock())
    _show(settings, prepared, user)
    return phrase


def _passphrase() -> str:
    """Return the passphrase, asked for at a terminal where nothing gives it."""
    try:
        return passphrase.given()
    except PassphraseMissing:
        if not is_terminal():
            raise
        prompt = "Frase que protege la llave de la elección"
        return ask_secret(passphrase.VARIABLE, prompt, twice=False)


def _show(settings: ServerSettings, prepared: "Prepared", user: str) -> None:
    typer.echo(
        f"\nServidor preparado.\n"
        f"  Dirección:       {settings.url}\n"
        f"  Huella:          {prepared.fingerprint}\n"
        f"  Administración:  {user}\n"
        f"  Datos y llaves:  {settings.data}\n"
        f"  Segunda copia:   {prepared.copy} (leída de vuelta)\n\n"
        f"Guarde la frase aparte: sin ella y sin la llave, la elección no se puede abrir.\n"
        f"Para iniciarlo:    make server   (o .venv/bin/apoyo central run)\n"
    )


def _tell(running: Running) -> None:
    if running.anew:
        typer.echo(f"El trabajador terminó solo; se inició otro: {running.worker}")
        return
    typer.echo(
        f"Servidor listo en {running.url}\n"
        f"  web {running.web} · trabajador {running.worker} · Ctrl-C termina ambos"
    )


def main(argv: list[str] | None = None) -> int:
    """Run the program. Returns its exit status: 2 after one line that says what to do."""
    os.umask(_OWNER_ONLY)
    speak_utf8()
    try:
        code = apoyo(args=argv, standalone_mode=False)
    except ApoyoError as error:
        typer.echo(explain(error).sentence, err=True)
        return 2
    except typer.Abort:
        typer.echo("Se canceló. Nada quedó a medias.", err=True)
        return 2
    except TyperException as wrong:
        typer.echo(f"La orden no se entiende ({wrong}). Vea: apoyo central --help", err=True)
        return 2
    return code if isinstance(code, int) else 0


if __name__ == "__main__":
    sys.exit(main())
