"""The Unidad Técnica at its desk: proceso, geography, periods, constancias, training."""

from functools import partial
from typing import Any

from tests.walkthrough.drive.kit import Doing, Kit, Script
from tests.walkthrough.drive.papers import save_document

_WHY = "Fundamento de ese envío"


def publish(kit: Kit, facts: dict[str, Any]) -> Doing:
    """Type the proceso, its offices and the authorised app, and publish it."""
    with kit.step("1", "Publica el proceso con su acuerdo y la aplicación autorizada"):
        yield from kit.press("Proceso y plazos")
        yield from kit.shown("Identificador del proceso")
        for label, text in facts["lines"].items():
            yield from kit.type(label, text)
        for label, option in facts["choices"].items():
            yield from kit.choose(label, option)
        for cargo in facts["cargos"]:
            yield from kit.type("Nombre del cargo", cargo["name"])
            yield from kit.choose("Ámbito", cargo["ambito"])
            yield from kit.type("Número", cargo["numero"])
            yield from kit.type("Umbral de apoyos", cargo["umbral"])
            yield from kit.press("Agregar cargo")
            yield from kit.shown(cargo["name"])
        yield from kit.type("Minutos entre correos de acuses al aspirante", "0")
        yield from kit.type("Huellas SHA-256, una por renglón", facts["app_hash"])
        kit.picture("proceso")
        yield from kit.press("Publicar proceso")
        yield from _sign(kit)
        yield from kit.said("En vigor: versión", 30.0)
        yield from kit.pause(0.2)
        kit.picture("proceso_publicado")
    return {}


def _sign(kit: Kit) -> Script:
    """See what will be signed, and sign it."""
    yield from kit.shown("Firmar y publicar")
    kit.picture("firma")
    yield from kit.press("Firmar y publicar")


def load_geography(kit: Kit, facts: dict[str, Any]) -> Doing:
    """Import the geography."""
    with kit.step("9", "Importa la geografía electoral"):
        yield from kit.press("Proceso y plazos")
        yield from kit.press("Geografía")
        yield from kit.type("Archivo CSV de la geografía", facts["path"])
        yield from kit.press("Importar geografía")
        yield from kit.said("Todavía no se cambia nada", 40.0)
        yield from kit.press("Aplicar importación")
        yield from kit.said("Geografía importada", 30.0)
        kit.picture("geografia")
    return {}


def publish_period(kit: Kit, facts: dict[str, Any]) -> Doing:
    """Type a period of an office by its agreement."""
    with kit.step("12", f"Publica el periodo de {facts['cargo']} ({facts['agreement']})"):
        yield from kit.press("Proceso y plazos")
        yield from kit.press("Plazos")
        yield from kit.choose("Cargo", facts["cargo"])
        for label in ("Inicio", "Fin", "Envío hasta"):
            day, hour = facts[label]
            yield from kit.type(f"{label}, fecha", day)
            yield from kit.type(f"{label}, hora", hour)
        yield from kit.type("Fundamento", "Lineamientos, numerales 8 y 9")
        yield from kit.type("Acuerdo", facts["agreement"])
        if kit.there(_WHY):
            yield from kit.type(_WHY, "Lineamientos, numeral 9 (MUESTRA)")
        kit.picture("periodo")
        yield from kit.press("Publicar periodo")
        yield from _sign(kit)
        yield from kit.said(f"{facts['agreement']} · versión")
        kit.picture("periodos")
    return {}


def issue(kit: Kit, facts: dict[str, Any]) -> Doing:
    """Issue a constancia, keep its PDF, and record that it was handed over."""
    with kit.step("3", f"Expide y entrega la constancia {facts['constancia']}"):
        yield from kit.press("Constancias")
        yield from kit.press("Nueva constancia")
        yield from kit.type("Número de constancia", facts["constancia"])
        yield from kit.type("Nombre(s)", facts["nombre"])
        yield from kit.type("Apellido paterno", facts["apellido_paterno"])
        yield from kit.type("Apellido materno", facts["apellido_materno"])
        yield from kit.type("Sobrenombre", facts["sobrenombre"])
        yield from kit.choose("Cargo", facts["cargo"])
        kit.picture("constancia_nueva")
        yield from kit.press("Expedir constancia")
        yield from kit.shown("Registrar entrega")
        yield from kit.press("Ver constancia")
        yield from kit.shown("Cerrar documento")
        yield from kit.pause(0.4)
        kit.picture("constancia")
        yield from save_document(kit, facts["pdf"])
        yield from kit.press("Cerrar documento")
        yield from _deliver(kit, facts["delivered_to"])
    return {}


def _deliver(kit: Kit, to: str) -> Script:
    yield from kit.type("Entregada a", to)
    yield from kit.press("Registrar entrega")
    yield from kit.until(lambda: not kit.there("Registrar entrega"), "la entrega registrada")
    kit.picture("constancia_entregada")


def train(kit: Kit, facts: dict[str, Any]) -> Doing:
    """Record a training and keep its attendance list."""
    with kit.step("3", "Registra la capacitación con su lista de asistencia"):
        yield from kit.press("Capacitación")
        yield from kit.press("Registrar capacitación")
        yield from kit.type("Lugar", facts["place"])
        yield from kit.type("Instructor", facts["instructor"])
        yield from kit.type("Temas", facts["topics"])
        for number in facts["constancias"]:
            yield from kit.until(partial(kit.holding, number), f"la constancia {number}")
            yield from kit.check(kit.holding(number))
        kit.picture("capacitacion")
        yield from kit.press("Guardar capacitación")
        yield from kit.press("Ver lista de asistencia")
        yield from kit.shown("Cerrar documento")
        yield from kit.pause(0.4)
        kit.picture("asistencia")
        yield from save_document(kit, facts["pdf"])
        yield from kit.press("Cerrar documento")
    return {}
