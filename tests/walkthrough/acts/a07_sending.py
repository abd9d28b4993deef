"""Numerals 25 to 28: a stranger's receipt, a kill while sending, P2 in time and too late."""

import time
from datetime import UTC, datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.walkthrough.acts import captures as take
from tests.walkthrough.acts.a01_central import run_central, wait_ready
from tests.walkthrough.acts.a02_office import time_to_send
from tests.walkthrough.acts.tablets import started
from tests.walkthrough.cast import BENITO
from tests.walkthrough.folders import snapshot
from tests.walkthrough.plot import Plot
from tests.walkthrough.processes import Program
from tests.walkthrough.relay import free_port
from tests.walkthrough.waiting import until

_SLOW = 450_000  # bytes a second: a record takes about two seconds
_PART = 60_000  # bytes: the last record is surely on its way, and far from whole
_LOOK_SECONDS = 0.05
_STRANGER_SECONDS = 90.0


def another_key(plot: Plot) -> None:
    """Lead the relay to a copy of the server that signs with another key: nothing is erased."""
    stranger, port = _stranger(plot)
    relay = plot.relay
    if relay is None:
        return
    snapshot(plot.run, "antes_de_otra_llave", "kiosk1")
    relay.target = ("127.0.0.1", port)
    relay.open()
    drive = started(plot, "kiosk1")
    wanted = _sealed(plot)
    until(
        lambda: _by_stranger(plot) >= wanted,
        "el servidor ajeno no recibió los registros",
        _STRANGER_SECONDS,
    )
    until(relay.quiet, "la tableta no termina con el servidor ajeno", _STRANGER_SECONDS)
    drive.do("unlock", password=take.AUXILIARES["kiosk1"][1].password)
    before = relay.connections
    drive.do("send_now")  # announced anew, it is answered with receipts of the other key
    until(
        lambda: relay.connections > before and relay.quiet(),
        "la tableta no anuncia de nuevo",
        _STRANGER_SECONDS,
    )
    relay.close()
    plot.note("kiosk", "announced_to_stranger", value=relay.connections - before)
    snapshot(plot.run, "tras_otra_llave", "kiosk1")
    relay.target = ("127.0.0.1", plot.port)
    stranger.stop()


def waiting_offline(plot: Plot) -> None:
    """Read, with the server off, how many records the reopened tablet says that it holds."""
    drive = plot.drives["kiosk1"]
    counts = drive.do("counts")
    plot.note("kiosk", "reopened_pending", value=take.waiting(counts))
    plot.note("kiosk", "pending_while_off", value=take.waiting(counts))
    plot.note("kiosk", "word_after_stranger", value=drive.do("sendings")["texts"])
    arrived = sum(take.received(plot, who, "rosa") for who in ("p1", "p2"))
    plot.note("server", "arrived_while_off", value=arrived)
    snapshot(plot.run, "con_servidor_apagado", "kiosk1", "kiosk2")


def tried(plot: Plot) -> None:
    """Try the first tablet, opened again with the server off and one record that waits."""
    plot.note("kiosk", "self_test", value=plot.drives["kiosk1"].do("self_test"))
    plot.note("kiosk", "held_at_test", value=_sealed(plot))


def killed_while_sending(plot: Plot) -> None:
    """Open the relay, slowed, and kill the tablet while the last record of P1 is on its way."""
    _wait_for(plot, "capture_ends_at")
    time_to_send(plot)
    if plot.relay:
        plot.relay.open(bytes_a_second=_SLOW)
    last = sum(each["saved"] and (each["tablet"], each["who"]) == ("kiosk1", "p1")
               for each in plot.notes["captures"]) - 1  # fmt: skip
    until(lambda: take.received(plot, "p1", "rosa") >= last, "P1 no se envía", 150.0)
    begun = plot.relay.upstream if plot.relay else 0
    until(lambda: not plot.relay or plot.relay.upstream > begun + _PART, "no empieza el último", 30)
    plot.drives["kiosk1"].program.kill()
    if plot.relay:  # what the dead tablet had already given to the network is lost with it
        plot.relay.close()
        plot.relay.open(bytes_a_second=_SLOW)
    plot.note("kiosk", "killed_while_sending_after", value=take.received(plot, "p1", "rosa"))


def in_time(plot: Plot) -> None:
    """Open the tablet again; the relay closes after the first receipt of P2."""
    drive = started(plot, "kiosk1")
    until(lambda: take.received(plot, "p2", "rosa") >= 1, "P2 no se envía", 90.0)
    if plot.relay:
        plot.relay.close()
    drive.do("unlock", password=take.AUXILIARES["kiosk1"][1].password)


def too_late(plot: Plot) -> None:
    """After the end of sending, let the rest through."""
    _wait_for(plot, "sending_ends_at")
    if plot.relay:
        plot.relay.open()
    drive = plot.drives["kiosk1"]
    for tablet in ("kiosk1", "kiosk2"):  # alone they look again within 15 s
        plot.drives[tablet].do("send_now")
    drive.do("counts", until={"Guardados": 0, "Enviados": 0}, patience=60.0)
    saved = sum(each["saved"] and each["tablet"] == "kiosk2" for each in plot.notes["captures"])
    until(lambda: take.received(plot, "p1", "tomas") >= saved, "la segunda tableta no envía", 90.0)
    said = drive.do("try_to_capture", aspirante=BENITO.full_name, reason="Terminó el plazo")
    closed = {"said": said["said"], "at": datetime.now(UTC).isoformat()}
    plot.note("kiosk", "closed", value=closed)
    plot.note("kiosk", "acuses", value=drive.do("acuses")["texts"])


def _wait_for(plot: Plot, end: str) -> None:
    """Wait until an end of P2 has passed."""
    moment = datetime.fromisoformat(plot.notes["p2"][end])
    left = (moment - datetime.now(UTC)).total_seconds() + 0.5
    if left > 0:
        words = "de la captación" if end.startswith("capture") else "del envío"
        with plot.report.step("26", f"Espera el fin {words} de P2"):
            deadline = time.monotonic() + left
            while time.monotonic() < deadline:
                plot.report.tick()
                time.sleep(_LOOK_SECONDS)


def _stranger(plot: Plot) -> tuple[Program, int]:
    """Start a copy of the server whose signing key is another one."""
    data = plot.run.data("ajeno")
    plot.ground.copy(plot.run, "central", "ajeno")
    key = Ed25519PrivateKey.generate().private_bytes_raw()
    (data / "keys" / "signing.key").write_bytes(key)
    port = free_port()
    program = run_central(plot, "ajeno", port, plot.url)
    wait_ready(program)
    return program, port


def _by_stranger(plot: Plot) -> int:
    """Return how many records of the first tablet the other server receipted."""
    return sum(take.received(plot, who, "rosa", "ajeno") for who in ("p1", "p2"))


def _sealed(plot: Plot) -> int:
    """Return how many sealed records the first tablet holds."""
    return len(list((plot.run.data("kiosk1") / "queue").glob("*.sobre")))
