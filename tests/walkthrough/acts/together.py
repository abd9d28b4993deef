"""Acts that go on at the same time, as several people in several places would."""

import threading
from collections.abc import Callable, Sequence

from tests.walkthrough.plot import Plot

Act = Callable[[Plot], None]


def together(*rows: Sequence[tuple[str, str, Act]]) -> Act:
    """Return an act that plays several rows of acts side by side, each row in its order."""

    def play(plot: Plot) -> None:
        broken: list[BaseException] = []

        def one(row: Sequence[tuple[str, str, Act]]) -> None:
            try:
                for numeral, words, act in row:
                    with plot.report.step(numeral, words):
                        act(plot)
            except BaseException as error:  # noqa: BLE001  it is raised again below
                broken.append(error)

        threads = [threading.Thread(target=one, args=(row,), daemon=True) for row in rows]
        for each in threads:
            each.start()
        for each in threads:
            while each.is_alive():
                each.join(0.2)  # so that Ctrl-C is heard
        if broken:
            raise broken[0]

    return play
