"""The options that most orders share, and the settings that they amount to."""

from pathlib import Path
from typing import Annotated

import typer

from core.settings.server import ServerSettings

Data = Annotated[
    Path | None, typer.Option("--data", readable=False, help="Carpeta de datos (APOYO_DATA).")
]
Listen = Annotated[str, typer.Option("--listen", help="Dirección y puerto (APOYO_LISTEN).")]
PublicUrl = Annotated[
    str, typer.Option("--public-url", help="Dirección que usan los demás (APOYO_PUBLIC_URL).")
]


def settings_of(data: Path | None, listen: str = "", public_url: str = "") -> ServerSettings:
    """Return the settings; what was typed wins over environment and file."""
    typed: dict[str, object] = {"data": data, "listen": listen, "public_url": public_url}
    settings = ServerSettings.model_validate({name: each for name, each in typed.items() if each})
    return settings.model_copy(update={"data": settings.data.expanduser().absolute()})
