"""Orders that keep a prepared server well: `apoyo central recount`, `verify`, `backup`."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from core.server.orders.settings import Data, settings_of

orders = typer.Typer()


@orders.command("recount")
def recount(
    data: Data = None,
    fix: Annotated[bool, typer.Option("--fix", help="Corrige lo que difiera.")] = False,  # noqa: FBT002  an option
) -> None:
    """Cuenta los apoyos desde cero y los compara con el avance. Sale con 1 si algo difiere."""
    from core.server.upkeep import tasks as upkeep

    found = upkeep.recount(settings_of(data), fix=fix)
    for each in found:
        typer.echo(upkeep.told(each))
    if not found:
        typer.echo("El avance y los apoyos dan la misma cuenta")
    elif fix:
        typer.echo("Corregido; queda en la bitácora")
    else:
        raise typer.Exit(1)


@orders.command("verify")
def verify(
    data: Data = None,
    rate: Annotated[
        float,
        typer.Option("--read", min=0, help="Lee y coteja los sobres, a tantos MiB por segundo."),
    ] = 0.0,
) -> None:
    """Comprueba que apoyos, sobres, recibos, folios y bitácora cuadran; si no, sale con 1."""
    from core.server.upkeep import tasks as upkeep

    _all_well(upkeep.verify(settings_of(data), rate))


@orders.command("receive")
def receive(
    folder: Annotated[Path, typer.Argument(help="La carpeta «apoyo-entrega» de la memoria.")],
    data: Data = None,
) -> None:
    """Recibe los registros que una tableta entregó en una memoria, y deja ahí sus recibos."""
    from core.server.upkeep import tasks as upkeep

    refused = 0
    for each in upkeep.receive(settings_of(data), folder):
        refused += each.error is not None
        typer.echo(upkeep.told_handed_in(each))
    typer.echo("Devuelva la memoria: con sus recibos la tableta borra lo que entregó.")
    if refused:
        raise typer.Exit(1)


@orders.command("import-padron")
def import_padron(
    file: Annotated[Path, typer.Argument(help="El CSV del corte, en esta máquina.")],
    cut_on: Annotated[
        datetime, typer.Option("--cut-on", formats=["%Y-%m-%d"], help="Día del corte.")
    ],
    data: Data = None,
) -> None:
    """Recibe un corte del padrón que está en esta máquina; lo aplica quien tiene el papel INE."""
    from core.server.upkeep import tasks as upkeep

    number = upkeep.import_padron(settings_of(data), file, cut_on.date())
    typer.echo(f"Recibido: importación {number}. El trabajador la revisa; en el escritorio, con el")
    typer.echo("papel INE, «Lista nominal» dice sus líneas apartadas, y ahí se aplica.")


@orders.command("packet")
def packet(
    auxiliar: Annotated[str, typer.Argument(help="Número del auxiliar, seis cifras.")],
    to: Annotated[Path, typer.Option("--to", help="Página que se va a escribir (.html).")],
    data: Data = None,
) -> None:
    """Escribe el paquete de una tableta como una página de QR, para mostrárselo sin red."""
    from core.server.upkeep import tasks as upkeep

    upkeep.show_packet(settings_of(data), auxiliar, to)
    typer.echo(f"Abra {to} en cualquier pantalla; en la tableta, «Renovar con QR».")


@orders.command("ceros")
def ceros(
    certificate: Annotated[str, typer.Argument(help="El texto del QR, «apoyo-ceros:…».")],
    data: Data = None,
) -> None:
    """Comprueba el certificado de una tableta que se dejó en ceros."""
    from core.server.upkeep import tasks as upkeep

    typer.echo(upkeep.told_ceros(upkeep.check_ceros(settings_of(data), certificate)))


@orders.command("doctor")
def doctor(
    data: Data = None,
    prometheus: Annotated[  # noqa: FBT002  an option
        bool, typer.Option("--prometheus", help="En el formato de texto de Prometheus.")
    ] = False,
) -> None:
    """Dice cómo está el servidor: disco, certificado, colas, apartados. Si va mal, sale con 1."""
    from core.server.host.doctor import as_line, as_prometheus
    from core.server.upkeep.tasks import examine

    found = examine(settings_of(data))
    for each in found:
        typer.echo(as_prometheus(each) if prometheus else as_line(each))
    if any(each.bad for each in found) and not prometheus:
        raise typer.Exit(1)


@orders.command("backup")
def back_up(
    folder: Annotated[Path, typer.Argument(help="Carpeta de otro disco; se completa cada vez.")],
    data: Data = None,
) -> None:
    """Copia base, sobres y padrón mientras el servidor trabaja, y comprueba la copia."""
    from core.server.upkeep import backup
    from core.server.upkeep import tasks as upkeep

    settings = settings_of(data)
    copied = upkeep.back_up(settings, folder)
    typer.echo(f"Sobres copiados esta vez: {copied}")
    for sentence in backup.left_of(folder):
        typer.echo(sentence)
    if (folder / backup.DATABASE).exists():
        _all_well(upkeep.verify_copy(settings, folder))


@orders.command("restore")
def restore(
    folder: Annotated[Path, typer.Argument(help="La carpeta que escribió «backup».")],
    data: Data = None,
) -> None:
    """Deja un respaldo en una carpeta de datos sin base. Después ponga sus llaves y «verify»."""
    from core.server.upkeep import tasks as upkeep

    upkeep.restore(settings_of(data), folder)
    typer.echo("Restaurado. Ponga las llaves y compruebe con: apoyo central verify")


def _all_well(wrong: Iterable[str]) -> None:
    """Say each thing that is wrong and end with 1, or say that all is well."""
    found = 0
    for sentence in wrong:
        found += 1
        typer.echo(sentence)
    if found:
        raise typer.Exit(1)
    typer.echo("Todo cuadra")
