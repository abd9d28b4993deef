"""`make run`: plays the procedure through the real programs, then judges what they left behind.

python -m tests.walkthrough.play [--cards DIR] [--database KIND] [--store KIND] [--play]
"""

import argparse
import json
import os
import secrets
import signal
import sys
import time
from pathlib import Path

from tests.walkthrough import acts
from tests.walkthrough.evidence.all import judged
from tests.walkthrough.folders import environment, new_run, searched
from tests.walkthrough.ground import DATABASES, STORES, standing
from tests.walkthrough.left_open import display_trouble, leave_open
from tests.walkthrough.plot import Plot
from tests.walkthrough.processes import Supervisor
from tests.walkthrough.report import Report
from tests.walkthrough.run import PARTS, Run
from tests.walkthrough.stage import REPOSITORY, Stage
from tests.walkthrough.watch import Watch

_OUT = REPOSITORY / "out" / "run"


def main(argv: list[str]) -> int:
    """Return 0 only if all lines and all controls hold."""
    said = _arguments(argv)
    if said.play and (trouble := display_trouble(os.environ)):
        sys.stderr.write(f"{trouble}\n")
        return 2
    _listen()
    report = Report()
    run = new_run(_OUT, time.strftime("%Y%m%d-%H%M%S"))
    report.say("PRÁCTICA: todo lo que sigue es un ensayo con personas y credenciales ficticias")
    report.say("Proveedor simulado: no es el INE\n")
    with (
        standing(said.database, said.store) as ground,
        Supervisor(run.root / "registros") as supervisor,
    ):
        plot = Plot(Stage(run, report, supervisor), said.cards, ground)
        run.notes["ground"] = ground.note()
        plot.note("ground", value=ground.note())
        try:
            whole = _played(plot)
            if said.play:
                leave_open(plot)
        except KeyboardInterrupt:
            report.say("\nInterrumpido: no queda ningún programa abierto")
            return 130
        finally:
            report.close_bar()
    return 0 if whole else 1


def _listen() -> None:
    """Let what asks this program to end raise: the Supervisor then takes every other along."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have turned it off
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda which, _: sys.exit(128 + which))


def _played(plot: Plot) -> bool:
    """Play, judge while the server still runs, and print; tell whether everything holds."""
    supervisor = plot.stage.supervisor
    _look_for_fonts(plot)
    watch = Watch(plot.run.root / "vistos", lambda: {each.pid for each in supervisor.programs})
    watch.start(each for part in PARTS for each in searched(plot.run, part))
    try:
        canary = _canary(watch, plot)
        acts.perform(plot)
    finally:
        watch.stop()
    plot.ground.spill(plot.run, "central")
    told = {"canary": canary, "lost": watch.lost, "whole": watch.whole}
    plot.note("watch", value=told | {"paths": sorted(watch.paths)})
    run = Run(plot.run.root, plot.notes)
    (run.root / "notas.json").write_text(
        json.dumps(run.notes, ensure_ascii=False, indent=1, default=str), "utf-8"
    )
    report = plot.report
    with report.step("", "Se juzga lo que quedó"):
        verdicts, controls = judged(run)
    report.close_bar()
    report.slowest()
    whole = report.lines(verdicts, controls) and not plot.stopped
    if plot.stopped:
        report.say(f"\nEl ensayo se detuvo: {plot.stopped}")
    _where(run, report)
    return whole


def _look_for_fonts(plot: Plot) -> None:
    """Let the system index its fonts now: on a new machine whoever first looks for one does.

    What it writes then lies outside of the folders of the play, and is nobody's of the play.
    """
    script = "from PySide6.QtGui import QFontDatabase, QFontMetrics, QGuiApplication"
    script += "; app = QGuiApplication([]); QFontDatabase.families()"
    script += "; QFontMetrics(app.font()).horizontalAdvance('MUESTRA')"
    command = [sys.executable, "-c", script]
    environ = environment(plot.run, "kiosk1", QT_QPA_PLATFORM="offscreen")
    plot.stage.supervisor.start("letras", command, environ).popen.wait()


def _canary(watch: Watch, plot: Plot) -> str:
    """Let a program of the play write a file that vanishes at once; return what it held."""
    if not watch.whole:
        return watch.sees(plot.run.temp("kiosk1"))
    word = f"CANARIO FUGAZ {secrets.token_hex(12)}"
    path = plot.run.temp("kiosk1") / "canario_fugaz"
    script = "import pathlib, sys; f = pathlib.Path(sys.argv[1])"
    script += "; f.write_text(sys.argv[2]); f.unlink()"
    command = [sys.executable, "-c", script, str(path), word]
    program = plot.stage.supervisor.start("canario", command, environment(plot.run, "kiosk1"))
    program.popen.wait()
    return word


def _where(run: Run, report: Report) -> None:
    """Say where everything lies."""
    pictures = len(list((run.root / "pantallas").glob("*.png")))
    here = run.root.relative_to(REPOSITORY) if run.root.is_relative_to(REPOSITORY) else run.root
    report.say(f"\nPantallas ({pictures}), documentos, correos y copias: {here}")
    report.say(f"Duró {time.monotonic() - report.started:.0f} s")


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make run", description="El procedimiento completo")
    parser.add_argument("--cards", type=Path, help="carpeta con NOMBRE_front.jpg, _back.jpg, .json")
    parser.add_argument("--database", choices=DATABASES, default=DATABASES[0])
    parser.add_argument("--store", choices=STORES, default=STORES[0])
    parser.add_argument("--play", action="store_true", help="deja las aplicaciones abiertas")
    said = parser.parse_args(argv)
    if said.cards is not None and not said.cards.is_dir():
        parser.error(f"no existe la carpeta {said.cards}")
    return said


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
