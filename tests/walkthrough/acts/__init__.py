"""The acts of the play, in order. Each takes the Plot and goes as far as it can."""

import time
from collections.abc import Callable

from tests.walkthrough.acts import a00_cards, a01_central
from tests.walkthrough.plot import Plot
from tests.walkthrough.processes import Supervisor
from tests.walkthrough.report import Report
from tests.walkthrough.run import Run

_IN_ORDER: tuple[tuple[str, str, Callable[[Plot], None]], ...] = (
    ("", "Se preparan credenciales, padrón y geografía", a00_cards.perform),
    ("1", "Se prepara y arranca el servidor central", a01_central.perform),
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


def leave_open(supervisor: Supervisor, run: Run, report: Report) -> None:
    """Leave the apps open on this data until Ctrl-C."""
    del run
    report.say("Las aplicaciones quedan abiertas sobre estos datos; Ctrl-C las cierra")
    try:
        while any(program.alive for program in supervisor.programs):
            time.sleep(0.2)
    except KeyboardInterrupt:
        report.say("Cerradas")
