"""Who writes a mail about an account; on the server."""

from core.domain.proceso.proceso import Mode, Proceso


def letter_head(proceso: Proceso | None) -> dict[str, str]:
    """Return who writes; before any proceso is published, the program alone."""
    if proceso is None:
        return {"instituto": "Apoyo Ciudadano", "proceso": "", "practica": ""}
    practica = "sí" if proceso.mode is Mode.PRACTICA else ""
    return {"instituto": proceso.instituto, "proceso": proceso.name, "practica": practica}
