"""The INE's role at the desk: padrón and verification."""

from typing import Any

from tests.walkthrough.drive.kit import Doing, Kit


def verify(kit: Kit, facts: dict[str, Any]) -> Doing:
    """Import the padrón and ask for a verification; return what the screen says of it."""
    with kit.step("9", "Importa el padrón y pide la verificación"):
        yield from kit.press("Lista nominal")
        if facts.get("path"):
            yield from kit.press("Padrón y llave")
            yield from kit.type("Archivo CSV del padrón", facts["path"])
            yield from kit.type("Fecha de corte", facts["cut_on"])
            yield from kit.press("Importar padrón")
            yield from kit.said("Todavía no se cambia nada", 40.0)
            kit.picture("padron_revisado")
            yield from kit.press("Aplicar importación")
            yield from kit.until(
                lambda: not kit.says("Aplicando") and not kit.there("Aplicar importación"),
                "se aplica el padrón",
            )
            yield from kit.said(facts["cut_shown"], 40.0)
            kit.picture("padron")
            yield from kit.press("Verificación")
        yield from kit.press("Verificar ahora")
        yield from kit.said("Terminada", 60.0)
        yield from kit.pause(0.3)
        kit.picture("verificacion")
    return {"texts": kit.texts()}
