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
from core.messages import explain
from core.server import passphrase
from core.server.cli_ask import ask, ask_path, ask_secret, is_terminal
from core.server.errors import AlreadyPrepared, NotPrepared, PassphraseMissing
from core.server.keys import KeyFiles
from core.server.machine import machine_trouble
from core.server.run import Running, environment_of, run
from core.settings import ServerSettings
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

Data = Annotated[
    Path | None, typer.Option("--data", readable=False, help="Carpeta de datos (APOYO_DATA).")
]
Listen = Annotated[str, typer.Option("--listen", help="Dirección y puerto (APOYO_LISTEN).")]
PublicUrl = Annotated[
    str, typer.Option("--public-url", help="Dirección que usan los demás (APOYO_PUBLIC_URL).")
]


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
    settings = _settings(data, listen, public_url)
    with machine_trouble(settings.data):
        _prepare(settings, second_copy, admin_user, admin_password_file, proceso)


@central.command("run")
def start(data: Data = None, listen: Listen = "", public_url: PublicUrl = "") -> None:
    """Inicia el servidor: la web y el trabajador, dos procesos. Ctrl-C termina ambos."""
    own_memory.keep()
    settings = _settings(data, listen, public_url)
    with machine_trouble(settings.data):
        secret = passphrase.handed()
        if secret is None:
            secret = passphrase.hide(_opened(settings))
            passphrase.start_again(secret, ("central", "run"), environment_of(settings))
        run(settings, secret, _tell)


@central.command("web")
def web_alone(data: Data = None, listen: Listen = "", public_url: PublicUrl = "") -> None:
    """Inicia solo la web, con su propio usuario. No puede leer las llaves del trabajador."""
    from core.server.alone import run_web

    own_memory.no_core_file()
    settings = _settings(data, listen, public_url)
    run_web(settings, lambda: typer.echo(f"Web lista en {settings.url}"))


@central.command("worker")
def worker_alone(data: Data = None, public_url: PublicUrl = "") -> None:
    """Inicia solo el trabajador, con su propio usuario y la frase de la llave de la elección."""
    own_memory.keep()
    settings = _settings(data, "", public_url)
    secret = passphrase.handed()
    if secret is None:
        secret = passphrase.hide(_passphrase())
        passphrase.start_again(secret, ("central", "worker"), environment_of(settings))
    from core.server.alone import run_worker

    run_worker(settings, secret, lambda: typer.echo("Trabajador listo"))


@central.command("migrate")
def migrate_alone(data: Data = None) -> None:
    """Lleva la base de datos a su forma más nueva; después se inician la web y el trabajador."""
    from core.server.alone import migrate

    migrate(_settings(data, "", ""))
    typer.echo("Base de datos al día")


@central.command("recount")
def recount(
    data: Data = None,
    fix: Annotated[bool, typer.Option("--fix", help="Corrige lo que difiera.")] = False,  # noqa: FBT002
) -> None:
    """Cuenta los apoyos desde cero y los compara con el avance. Sale con 1 si algo difiere."""
    from core.server import upkeep

    found = upkeep.recount(_settings(data, "", ""), fix=fix)
    for each in found:
        typer.echo(upkeep.told(each))
    if not found:
        typer.echo("El avance y los apoyos dan la misma cuenta")
    elif fix:
        typer.echo("Corregido; queda en la bitácora")
    else:
        raise typer.Exit(1)


@central.command("verify")
def verify(
    data: Data = None,
    rate: Annotated[
        float,
        typer.Option("--read", min=0, help="Lee y coteja los sobres, a tantos MiB por segundo."),
    ] = 0.0,
) -> None:
    """Comprueba que apoyos, sobres, recibos, folios y bitácora cuadran; si no, sale con 1."""
    from core.server import upkeep

    wrong = 0
    for sentence in upkeep.verify(_settings(data, "", ""), rate):
        wrong += 1
        typer.echo(sentence)
    if wrong:
        raise typer.Exit(1)
    typer.echo("Todo cuadra")


@central.command("receive")
def receive(
    folder: Annotated[Path, typer.Argument(help="La carpeta «apoyo-entrega» de la memoria.")],
    data: Data = None,
) -> None:
    """Recibe los registros que una tableta entregó en una memoria, y deja ahí sus recibos."""
    from core.server import upkeep

    refused = 0
    for each in upkeep.receive(_settings(data, "", ""), folder):
        refused += each.error is not None
        typer.echo(upkeep.told_handed_in(each))
    typer.echo("Devuelva la memoria: con sus recibos la tableta borra lo que entregó.")
    if refused:
        raise typer.Exit(1)


@central.command("packet")
def packet(
    auxiliar: Annotated[str, typer.Argument(help="Número del auxiliar, seis cifras.")],
    to: Annotated[Path, typer.Option("--to", help="Página que se va a escribir (.html).")],
    data: Data = None,
) -> None:
    """Escribe el paquete de una tableta como una página de QR, para mostrárselo sin red."""
    from core.server import upkeep

    upkeep.show_packet(_settings(data, "", ""), auxiliar, to)
    typer.echo(f"Abra {to} en cualquier pantalla; en la tableta, «Renovar con QR».")


@central.command("ceros")
def ceros(
    certificate: Annotated[str, typer.Argument(help="El texto del QR, «apoyo-ceros:…».")],
    data: Data = None,
) -> None:
    """Comprueba el certificado de una tableta que se dejó en ceros."""
    from core.server import upkeep

    typer.echo(upkeep.told_ceros(upkeep.check_ceros(_settings(data, "", ""), certificate)))


def _opened(settings: ServerSettings) -> str:
    """Return the passphrase; a server that is new is prepared first, where somebody is there."""
    if KeyFiles(settings.keys).exist:
        return _passphrase()
    if not is_terminal():
        raise NotPrepared({"line": _INIT_LINE})
    typer.echo("Este servidor es nuevo. Se prepara ahora, una sola vez.\n")
    return _prepare(settings, None, "", None, None)


def _settings(data: Path | None, listen: str, public_url: str) -> ServerSettings:
    """Return the settings; what was typed wins over environment and file."""
    typed: dict[str, object] = {"data": data, "listen": listen, "public_url": public_url}
    settings = ServerSettings.model_validate({name: each for name, each in typed.items() if each})
    return settings.model_copy(update={"data": settings.data.expanduser().absolute()})


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
