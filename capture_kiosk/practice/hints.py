"""What a practice teaches on each page: one sentence a page, the guided first run (numeral 3)."""

from collections.abc import Mapping
from typing import Final

from capture_kiosk.capture.families import family_name
from core.domain.apoyos.apoyo import CredentialType

_NO_CAMERA: Final = "Este equipo no tiene cámara: la credencial está dibujada."
_HINTS: Final[Mapping[str, str]] = {
    "inicio": "La cámara ve una credencial de MUESTRA, dibujada.",
    "aviso": "Deje leer el aviso, o léalo. Decide la persona.",
    "tipo": f"Esta es {family_name(CredentialType.EF.value)}.",
    "frente": "Se toma sola cuando está bien.",
    "reverso": "Ahora el otro lado: se toma solo.",
    "datos": "Compare cada dato con la credencial.",
    "teclado": "Escriba lo que está impreso en la credencial.",
    "rostro": "Responde la persona, no usted.",
    "firma": "Pase la tableta a la persona para que firme.",
    "revise": "Léanlo juntos: todavía se puede cambiar.",
    "guardado": "De verdad quedaría cifrado y se enviaría solo.",
    "aspirante": "Al cambiar se piden otra vez aviso y firma.",
}


def hint_of(page: str, *, no_camera: bool) -> str:
    """Return the sentence of a page; home says it where the machine has no camera."""
    return _NO_CAMERA if no_camera and page == "inicio" else _HINTS.get(page, "")
