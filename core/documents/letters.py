"""Mails of the procedure, as text and HTML: the templates of resources/templates/mail."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from core.ports.central import Letter

_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "templates" / "mail"

QR_CONTENT_ID = "activacion"
"""The `content_id` of the picture (qr.qr_png) that the HTML of `activacion` shows."""

_ALWAYS = frozenset({"instituto", "proceso", "practica"})

KINDS: Mapping[str, frozenset[str]] = {
    "acceso": _ALWAYS | {"nombre", "id_solicitante", "usuario", "contrasena", "liga", "vence"},
    "activacion": _ALWAYS
    | {"nombre", "aspirante", "cargo", "servidor", "codigo"}
    | {"liga", "vence"},
    "tambien_para": _ALWAYS | {"nombre", "aspirante", "cargo", "liga"},
    "tableta_reportada": _ALWAYS | {"auxiliar", "persona"},
    "tableta_suspendida": _ALWAYS | {"auxiliar", "persona"},
    "tableta_robada": _ALWAYS | {"nombre", "liga"},
    "acuse": _ALWAYS
    | {"numero", "id_solicitante", "auxiliar", "envio", "envios"}
    | {"recibidos", "pendientes", "pendientes_al", "folios"},
    "acuses": _ALWAYS | {"cuantos", "id_solicitante", "acuses"},
    "contrasena": _ALWAYS | {"nombre", "usuario", "contrasena", "liga", "vence"},
    "estado": _ALWAYS | {"fecha", "como", "medidas"},
    "identidad_vinculada": _ALWAYS | {"nombre", "proveedor"},
    "prevencion": _ALWAYS | {"folio", "falta", "vence"},
    "prueba": _ALWAYS,
    "segundo_paso": _ALWAYS | {"nombre", "usuario"},
}
"""Kind → the facts that its letter needs. `practica` is empty in a real proceso; `folios` and
`acuses` are lines joined by a line break; `codigo` comes in groups of four."""


def letter(kind: str, facts: Mapping[str, str]) -> Letter:
    """Return subject, text and HTML of that kind. A missing fact raises jinja2's UndefinedError."""
    blanks = {**facts, "qr_cid": QR_CONTENT_ID}
    written = _environment().get_template(f"{kind}.txt.j2").render(blanks)
    subject, _, text = written.partition("\n")
    html = _environment().get_template(f"{kind}.html.j2").render(blanks)
    mark = "[PRÁCTICA] " if facts["practica"] else ""
    return Letter(subject=f"{mark}{' '.join(subject.split())}", text=text.lstrip("\n"), html=html)


@cache
def _environment() -> Environment:
    """Return the templates: HTML is escaped, plain text is not."""
    return Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=select_autoescape(enabled_extensions=("html.j2",), default=False),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
