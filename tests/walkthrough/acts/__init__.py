"""The acts of the play, in order. Each takes the Plot and goes as far as it can."""

from tests.walkthrough.acts import (
    a00_cards,
    a01_central,
    a02_office,
    a03_consoles,
    a05_activate,
    a06_captures,
    a07_sending,
    a08_strangers,
    a09_counts,
    copied_tablet,
    handed_in,
)
from tests.walkthrough.acts.together import Act, together
from tests.walkthrough.plot import Plot

_IN_ORDER: tuple[tuple[str, str, Act], ...] = (
    (
        "",
        "Se preparan credenciales, servidor y cuentas",
        together(
            (("", "Credenciales, padrón y geografía", a00_cards.perform),),
            (
                ("1", "Se prepara y arranca el servidor central", a01_central.perform),
                ("", "La administración abre las cuentas", a02_office.accounts),
            ),
        ),
    ),
    ("1-4", "La Unidad Técnica en su escritorio", a02_office.office),
    ("5-8", "Cada aspirante en su consola", a03_consoles.perform),
    ("5", "Una persona extraña prueba el servidor", a08_strangers.reads),
    ("7, 10", "Se activan las tabletas", a05_activate.perform),
    ("11, 14", "Servidor apagado, tableta reiniciada", a06_captures.perform),
    (
        "11, 13-23",
        "Captación del primero de P1, y una copia de la tableta",
        together(
            (("13-23", "Captación del primero de P1", a06_captures.first_of_p1),),
            (
                ("11", "Paquete alterado en el disco", copied_tablet.altered_packet),
                ("12", "Una captación que se queda a medias", copied_tablet.begun),
            ),
        ),
    ),
    (
        "12-23",
        "Captación con plazo vigente en P2, y su fin por acuerdo",
        together(
            (("13-23", "Captación con plazo vigente en P2", a06_captures.for_p2),),
            (("12", "Se termina P2 por acuerdo", a02_office.end_p2),),
        ),
    ),
    (
        "6, 13-23",
        "Captación para P1, y campos rotos",
        together(
            (("13-23", "Captación para P1", a06_captures.for_p1),),
            (("6", "La segunda tableta capta los suyos", a06_captures.by_the_other),),
            (("4", "Se rompe cada campo", a02_office.break_fields),),
        ),
    ),
    ("6", "Sesión de la segunda tableta", a08_strangers.before_baja),
    ("6", "Baja del segundo auxiliar", a03_consoles.baja),
    ("6", "Sesión y paquete tras la baja", a08_strangers.after_baja),
    ("18", "Se pide leer las demás credenciales", a06_captures.ask_the_rest),
    ("18", "Las demás credenciales", a06_captures.hear_the_rest),
    ("28", "Recibos de otra llave", a07_sending.another_key),
    ("25", "Espera sin servidor", a07_sending.waiting_offline),
    ("25-28", "Entrega en una memoria", handed_in.brought),
    (
        "12, 25",
        "Envío con kill -9, y lo empezado dentro que ya no se guarda",
        together(
            (("25", "Envío con kill -9", a07_sending.killed_while_sending),),
            (("12", "Guardar después del fin", copied_tablet.saved_after),),
        ),
    ),
    ("26", "Envío a tiempo", a07_sending.in_time),
    ("6", "Alta de nuevo del segundo auxiliar", a03_consoles.anew),
    ("6", "Paquete de un vínculo por aceptar", a08_strangers.pending),
    ("9", "Padrón y verificación", a09_counts.at_the_desk),
    (
        "2, 10, 12",
        "Escrituras de extraños en una copia, y prueba de la tableta",
        together(
            (("2, 10, 12", "Escrituras de extraños en una copia", a08_strangers.writes),),
            (("10", "Prueba de la tableta que se abrió", a07_sending.tried),),
        ),
    ),
    ("26", "Envío tardío", a07_sending.too_late),
    ("25", "La memoria, otra vez", handed_in.again),
    ("9", "Verificación de lo que llegó tarde", a09_counts.again),
    ("6, 27", "Avance y acuses en cada consola", a03_consoles.progress),
)


def perform(plot: Plot) -> None:
    """Play every act; the first that cannot go on ends the play, and is told."""
    for numeral, words, act in _IN_ORDER:
        try:
            with plot.report.step(numeral, words):
                act(plot)
        except (KeyboardInterrupt, SystemExit):
            raise
        except Exception as broken:  # noqa: BLE001  what was played so far is still judged
            plot.stopped = f"{words}: {type(broken).__name__}: {broken}"
            return
