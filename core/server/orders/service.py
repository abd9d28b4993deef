"""Orders about what a server has around it: its keys and its mail."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from core.errors import MachineTrouble
from core.messages import explain
from core.server.host.machine import machine_trouble
from core.server.orders.settings import Data, settings_of
from core.server.upkeep.rotation import KeyName

orders = typer.Typer()


@orders.command("rotate-key")
def rotate_key(
    key: Annotated[KeyName, typer.Argument(help="Cuál; las que no se cambian dicen por qué.")],
    authority_key: Annotated[
        Path, typer.Option("--authority-key", help="authority.key, guardada fuera del servidor.")
    ] = Path("authority.key"),
    data: Data = None,
) -> None:
    """Cambia el certificado TLS del servidor y su llave, sin volver a iniciarlo."""
    from core.server.upkeep.rotation import rotate

    written = rotate(settings_of(data), key, authority_key.expanduser())
    typer.echo(f"Certificado nuevo en {written}; vale desde la siguiente conexión")


@orders.command("derfe-key")
def derfe_key(
    file: Annotated[Path, typer.Argument(help="Archivo nuevo para la llave; guárdela la DERFE.")],
) -> None:
    """Hace la llave con que la DERFE abre sus lotes, e imprime el ajuste de su parte pública."""
    from core.server.host.derfe import new_key

    with machine_trouble(file.parent):
        typer.echo(f'derfe_key = "{new_key(file.expanduser())}"')


@orders.command("derfe-open")
def derfe_open(
    lote: Annotated[Path, typer.Argument(help="Archivo sellado de un lote.")],
    number: Annotated[int, typer.Option("--lote", help="Número del lote.")],
    key: Annotated[Path, typer.Option("--key", help="Llave que hizo «derfe-key».")],
    to: Annotated[Path, typer.Option("--to", help="CSV nuevo, que solo lee quien lo abre.")],
) -> None:
    """Abre un lote donde está la llave de la DERFE, y deja su CSV."""
    from core.server.host.derfe import open_lote

    with machine_trouble(to.parent):
        open_lote(lote.expanduser(), number, key.expanduser(), to.expanduser())
    typer.echo(f"Lote {number} en {to}; conteste con las columnas referencia,estatus,causa,seccion")


@orders.command("test-mail")
def send_test_mail(
    to: Annotated[str, typer.Argument(help="A qué dirección.")],
    data: Data = None,
) -> None:
    """Envía un correo de prueba por el mismo camino que los demás, y dice cómo le fue."""
    from core.server.upkeep import mail_orders

    mail_orders.send_test(settings_of(data), to)
    typer.echo(
        "El servidor de correo lo aceptó. Revise que llegó, y que no está entre los no deseados."
    )


@orders.command("receive-bounce")
def receive_bounce(data: Data = None) -> None:
    """Lee de la entrada un correo devuelto, como lo da el servidor de correo, y lo anota."""
    from core.server.upkeep import mail_orders

    raw = sys.stdin.buffer.read(mail_orders.MOST_BYTES)
    try:
        known = mail_orders.receive_bounce(settings_of(data), raw)
    except MachineTrouble as trouble:
        typer.echo(explain(trouble).sentence, err=True)
        raise typer.Exit(mail_orders.TEMPFAIL) from trouble
    typer.echo("Anotado en «Correos»" if known else "No es de un correo de este servidor")


@orders.command("metrics")
def metrics(
    listen: Annotated[
        str, typer.Option(help="Dirección propia, de esta máquina o de una red que nadie más ve.")
    ] = "127.0.0.1:9464",
    data: Data = None,
) -> None:
    """Sirve en /metrics lo que dice «doctor», para Prometheus. Ctrl-C termina."""
    from core.server.upkeep.metrics import serve_metrics

    serve_metrics(settings_of(data), listen)
