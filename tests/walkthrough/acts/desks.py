"""The desk of the play: one program, one person after another."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.walkthrough.plot import Plot
from tests.walkthrough.stage import Drive


def entered(
    plot: Plot,
    user: str,
    password: str,
    *,
    new: str = "",
    first: bool = False,
    between: Mapping[str, Callable[[], None]] | None = None,
) -> Drive:
    """Let a person in at the desk; at the first start say which server it is.

    `between`: what to do where the person halts, by where that is (changes, accepts).
    """
    desk = plot.drives.get("desk") or _started(plot)
    if first:
        url = f"https://127.0.0.1:{plot.port}"
        desk.do("trust", url=url, fingerprint=plot.notes["fingerprint"])
    asked = desk.ask("enter", user=user, password=password, new=new, halts=bool(between))
    for where, act in (between or {}).items():
        word = f"{where}_{user}"
        desk.until_waiting(word)
        act()
        desk.tell(word)
    told = desk.answer(asked)
    plot.note("entered", user, value=told)
    return desk


def _started(plot: Plot) -> Drive:
    desk = plot.stage.drive("desk", "desk", "desk", {})
    plot.drives["desk"] = desk
    plot.note("pids", "desk", value=[desk.program.pid])
    plot.report.say(f"             proceso: desk {desk.program.pid}")
    return desk


def stored(plot: Plot, query: str, *values: object) -> Any:  # noqa: ANN401  one value of a row
    """Return the first value of the first row that the server has stored, None for none."""
    return stored_in(plot, "central", query, *values)


def stored_in(plot: Plot, part: str, query: str, *values: object) -> Any:  # noqa: ANN401  as above
    """Return the first value of the first row that the server of `part` has stored."""
    found = plot.ground.rows(plot.run.data(part), part, query, values)
    return next(iter(found[0].values())) if found else None
