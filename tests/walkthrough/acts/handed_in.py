"""Numerals 25 to 28 without a network: one record goes to the Instituto on a memory stick."""

import shutil

from tests.walkthrough.acts import captures as take
from tests.walkthrough.acts.a01_central import receive
from tests.walkthrough.acts.tablets import stick_of
from tests.walkthrough.plot import Plot


def copied(plot: Plot) -> None:
    """Hand in, on the second tablet, the one record that waits there."""
    stick_of(plot).mkdir()
    _hand_in(plot, "1 apoyo copiado.")
    _keep(plot, "en_la_memoria")


def brought(plot: Plot) -> None:
    """Receive the stick with the relay closed, and pick its receipts up on the tablet.

    What was captured after the first hand-in is copied too; it is sent by network all the same.
    """
    _received(plot, "before")
    plot.report.say(receive(plot, stick_of(plot)))
    _received(plot, "after")
    _keep(plot, "memoria_recibida")
    _hand_in(plot, "1 recibo recogido")
    _keep(plot, "recibo_recogido")
    plot.note("handed_in", "server_off", value=not plot.relay_open)


def again(plot: Plot) -> None:
    """Receive the stick once more: what lies there came by network meanwhile."""
    _received(plot, "by_network")
    plot.report.say(receive(plot, stick_of(plot)))
    _received(plot, "again")
    _keep(plot, "memoria_otra_vez")


def _hand_in(plot: Plot, says: str) -> None:
    plot.drives["kiosk2"].do("hand_in", stick=stick_of(plot).name, says=says)


def _received(plot: Plot, when: str) -> None:
    plot.note("handed_in", when, value=take.received(plot, "p1", "tomas"))


def _keep(plot: Plot, name: str) -> None:
    """Copy the stick and the tablet's queue as they are now."""
    there = plot.run.root / "copias" / name / "kiosk2"
    shutil.copytree(stick_of(plot), there / "memoria")
    shutil.copytree(plot.run.data("kiosk2") / "queue", there / "queue")
