"""Numerals 6 and 9: the INE verifies at the desk; both consoles read their figures."""

import time
from datetime import date, datetime
from zoneinfo import ZoneInfo

from tests.walkthrough.acts.desks import entered, stored_in
from tests.walkthrough.cast import INE, PROCESO
from tests.walkthrough.plot import Plot
from tests.walkthrough.probe import Stranger
from tests.walkthrough.run import NotYet

_PATIENCE_SECONDS = 240.0


def at_the_desk(plot: Plot) -> None:
    """Import the padrón and verify, in the desk's window, as the INE."""
    known = plot.notes.get("entered", {}).get(INE.user)
    password = INE.password if known else INE.first_password
    desk = entered(plot, INE.user, password, new=INE.password)
    cut = datetime.now(ZoneInfo(PROCESO["time_zone"])).date()
    desk.do(
        "verify",
        path=str(plot.run.root / "escritorio" / "padron.csv"),
        cut_on=f"{cut:%d/%m/%Y}",
        cut_shown=_shown(cut),
    )
    desk.do("leave")


def again(plot: Plot) -> None:
    """Verify once more, for what arrived late."""
    desk = entered(plot, INE.user, INE.password)
    desk.do("verify")
    desk.do("leave")


def verified(plot: Plot, server: Stranger, ine: str, part: str) -> None:
    """Ask for a verification and wait until every received record has its verdict."""
    server.call("POST", "/v1/verificaciones", body={}, token=ine)
    run_id = stored_in(plot, part, "SELECT MAX(id) FROM verificacion") or 0
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if stored_in(plot, part, f"SELECT ended_at FROM verificacion WHERE id = {int(run_id)}"):  # noqa: S608  a number
            return
        time.sleep(0.1)
    message = f"la verificación no termina en {part}"
    raise NotYet(message)


def _shown(day: date) -> str:
    """Return «24 nov 2026»."""
    months = ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"]
    return f"{day.day} {months[day.month - 1]} {day.year}"
