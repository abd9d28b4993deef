"""The central server: prepared once, then running as two processes behind the relay."""

import re
import sys
import time
from pathlib import Path

from tests.walkthrough.cast import ADMIN, PASSPHRASE
from tests.walkthrough.folders import environment
from tests.walkthrough.plot import Plot
from tests.walkthrough.processes import Program
from tests.walkthrough.relay import Relay, free_port

_READY = re.compile(r"web (\d+) · trabajador (\d+)")
_FINGERPRINT = re.compile(r"Huella:\s+([0-9a-f]{64})")
_PATIENCE_SECONDS = 240.0
_CENTRAL = (sys.executable, "-m", "core.server", "central")


class CentralSilent(Exception):
    """The server did not get ready; its last words."""


def perform(plot: Plot) -> None:
    """Prepare and start; note fingerprint and process ids."""
    plot.port = free_port()
    plot.relay = Relay(("127.0.0.1", plot.port))
    prepared = _init(plot)
    found = _FINGERPRINT.search(prepared)
    if found is None:
        raise CentralSilent(prepared)
    plot.note("fingerprint", value=found[1])
    plot.note("passphrase", value=PASSPHRASE)
    start(plot)


def start(plot: Plot) -> None:
    """Start web and worker on the run's data; return once both are ready."""
    plot.central = run_central(plot, "central", plot.port, plot.url)
    web, worker = wait_ready(plot.central)
    known = plot.notes.get("pids", {})
    plot.note("pids", "web", value=[*known.get("web", []), web])
    plot.note("pids", "trabajador", value=[*known.get("trabajador", []), worker])
    plot.report.say(f"             procesos: web {web}, trabajador {worker}")


def run_central(plot: Plot, part: str, port: int, url: str) -> Program:
    """Start the command `apoyo central run` on the data of `part`."""
    command = [*_CENTRAL, "run"]
    env = _environment(plot, part, port, url)
    return plot.stage.supervisor.start(part, command, env, cwd=plot.stage.tree)


def receive(plot: Plot, stick: Path) -> str:
    """Receive a memory stick by the command of the central server; return what it printed."""
    command = [*_CENTRAL, "receive", str(stick / "apoyo-entrega")]
    env = _environment(plot, "central", plot.port, plot.url)
    program = plot.stage.supervisor.start("memoria", command, env, cwd=plot.stage.tree)
    program.popen.wait(_PATIENCE_SECONDS)
    return program.log.read_text("utf-8")


def wait_ready(program: Program) -> tuple[int, int]:
    """Return the process ids of web and worker once the server says it is ready."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < deadline and program.alive:
        found = _READY.search(program.log.read_text("utf-8"))
        if found:
            return int(found[1]), int(found[2])
        time.sleep(0.05)
    raise CentralSilent(program.last_words())


def _init(plot: Plot) -> str:
    """Run `apoyo central init` and return what it printed."""
    password = plot.run.root / "control" / "admin.txt"
    password.write_text(ADMIN.password, "utf-8")
    env = _environment(plot, "central", plot.port, plot.url)
    command = [
        *(*_CENTRAL, "init"),
        *("--second-copy", str(_second_copy(plot))),
        *("--admin-user", ADMIN.user, "--admin-password-file", str(password)),
    ]
    program = plot.stage.supervisor.start("init", command, env, cwd=plot.stage.tree)
    program.popen.wait(_PATIENCE_SECONDS)
    return program.log.read_text("utf-8")


def _environment(plot: Plot, part: str, port: int, url: str) -> dict[str, str]:
    return environment(
        plot.run,
        part,
        APOYO_LISTEN=f"127.0.0.1:{port}",
        APOYO_PUBLIC_URL=url,
        APOYO_KEY_PASSPHRASE=PASSPHRASE,
        **plot.ground.settings(part),
    )


def _second_copy(plot: Plot) -> Path:
    folder = plot.run.root / "segunda_copia"
    folder.mkdir(exist_ok=True)
    return folder
