"""The script of one app: it arms itself, then calls the app's own main(argv).

A script is a generator: each `yield` gives way to the app. It finds controls by accessible name,
sends pointer and key events only, reads only what the screen says, and writes that down.
"""

import json
import os
import sys
import time
import traceback
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAccessible, QGuiApplication

from tests.walkthrough.drive import eyes, hands
from tests.walkthrough.drive.eyes import Seen

Script = Generator[None, None, None]
_TICK_MS = 15
_PATIENCE_SECONDS = 25.0


class Lost(Exception):
    """The screen does not show what the script waits for."""


@dataclass
class Kit:
    """Hands, eyes and notebook of a script. `plan` is what will be typed."""

    name: str
    plan: dict[str, Any]
    folder: Path
    control: Path
    seen: dict[str, Any] = field(default_factory=dict)
    _pictures: int = 0

    # ---- eyes
    def all(self, name: str, *, role: QAccessible.Role | None = None) -> list[Seen]:
        """Return what is called exactly so now, the active window's first."""
        found = [each for each in eyes.look() if name in (each.name, each.words)]
        return [each for each in reversed(found) if role is None or each.role == role]

    def there(self, name: str) -> bool:
        """Tell whether something is called so."""
        return bool(self.all(name))

    def says(self, words: str) -> bool:
        """Tell whether the screen says `words` somewhere, perhaps inside a longer text."""
        return any(words in text for text in eyes.texts())

    def value(self, name: str) -> str:
        """Return what a field holds. Raises Lost."""
        return self._one(name).value

    def texts(self) -> list[str]:
        """Return every text on the screen."""
        return eyes.texts()

    # ---- waiting
    def until(
        self, ready: Callable[[], object], what: str, seconds: float = _PATIENCE_SECONDS
    ) -> Script:
        """Give way until `ready()`. Raises Lost after `seconds`."""
        deadline = time.monotonic() + seconds
        while not ready():
            if time.monotonic() > deadline:
                raise Lost(what)
            yield

    def shown(self, name: str, seconds: float = _PATIENCE_SECONDS) -> Script:
        """Give way until something is called so."""
        yield from self.until(lambda: self.there(name), f"no aparece «{name}»", seconds)

    def said(self, words: str, seconds: float = _PATIENCE_SECONDS) -> Script:
        """Give way until the screen says so."""
        yield from self.until(lambda: self.says(words), f"no dice «{words}»", seconds)

    def any_of(self, *names: str, seconds: float = _PATIENCE_SECONDS) -> Generator[None, None, str]:
        """Give way until one of these is there or said; return which."""
        yield from self.until(
            lambda: any(self.there(each) or self.says(each) for each in names),
            f"no aparece ninguno de {names}", seconds,
        )  # fmt: skip
        return next(each for each in names if self.there(each) or self.says(each))

    def pause(self, seconds: float) -> Script:
        """Give way for a while, as a person who reads would."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            yield

    # ---- hands
    def press(self, name: str, *, role: QAccessible.Role | None = None) -> Script:
        """Press what is called so, once it is there and enabled."""
        yield from self._ready(name, role)
        seen = self._one(name, role)
        yield from self._into_view(name, role)
        seen = self._one(name, role)
        hands.press(seen.window, seen.rect.center())
        yield from self.pause(0.03)

    def type(self, name: str, text: str, *, enter: bool = False) -> Script:
        """Put `text` into the field that is called so, in place of what it held."""
        yield from self.press(name, role=self._edited(name))
        yield
        window = self._one(name).window
        hands.clear(window)
        hands.write(window, text)
        yield
        if enter:
            hands.key(window, Qt.Key.Key_Return)
            yield

    def keys(self, *which: Qt.Key) -> Script:
        """Strike keys in the active window."""
        for each in which:
            hands.key(eyes.windows()[-1], each)
            yield from self.pause(0.02)

    def choose(self, name: str, option: str) -> Script:
        """Choose an option of a combo box by keys: first letter after letter, then Enter."""
        yield from self._ready(name, QAccessible.Role.ComboBox)
        box = self._one(name, QAccessible.Role.ComboBox)
        options = _options(box)
        if option not in options:
            raise Lost(f"«{name}» no ofrece «{option}» sino {options[:12]}")
        yield from self.press(name, role=QAccessible.Role.ComboBox)
        yield from self.pause(0.15)
        yield from self.keys(
            Qt.Key.Key_Home, *[Qt.Key.Key_Down] * options.index(option), Qt.Key.Key_Return
        )
        yield from self.pause(0.1)

    def check(self, name: str, *, on: bool = True) -> Script:
        """Bring a check box or radio button to `on`."""
        yield from self.shown(name)
        if self._one(name).checked is not on:
            yield from self.press(name)

    # ---- notebook
    def picture(self, page: str) -> None:
        """Keep a picture of the active window and what it says."""
        self._pictures += 1
        stem = f"{self.name}_{self._pictures:02d}_{page}"
        window = eyes.windows()[-1]
        screen = window.screen() or QGuiApplication.primaryScreen()
        _grab(window, screen).save(str(self.folder / f"{stem}.png"))
        (self.folder / f"{stem}.txt").write_text("\n".join(self.texts()), "utf-8")

    def write_down(self, key: str, value: object) -> None:
        """Keep a fact for the evidence."""
        self.seen[key] = value
        self.tell("note", key=key, value=value)

    def tell(self, event: str, **facts: object) -> None:
        """Say something to the play: one JSON line."""
        line = json.dumps({"event": event, **facts}, ensure_ascii=False)
        with (self.control / f"{self.name}.events").open("a", encoding="utf-8") as out:
            out.write(line + "\n")

    def await_word(
        self, word: str, seconds: float = 200.0
    ) -> Generator[None, None, dict[str, Any]]:
        """Give way until the play says `word`; return what it says with it."""
        path = self.control / f"{self.name}.{word}.json"
        self.tell("waiting", word=word)
        yield from self.until(path.exists, f"el guion no dijo «{word}»", seconds)
        told: dict[str, Any] = json.loads(path.read_text("utf-8"))
        return told

    @contextmanager
    def step(self, numeral: str, words: str) -> Iterable[None]:  # type: ignore[misc]
        """Time what happens inside as one step of the play."""
        begun = time.monotonic()
        yield
        self.tell("step", num=numeral, words=words, seconds=time.monotonic() - begun)

    # ---- inside
    def _edited(self, name: str) -> QAccessible.Role | None:
        """Return the role of the field of that name, where a label shares it."""
        for role in (
            QAccessible.Role.EditableText,
            QAccessible.Role.SpinBox,
            QAccessible.Role.ComboBox,
        ):
            if self.all(name, role=role):
                return role
        return None

    def _one(self, name: str, role: QAccessible.Role | None = None) -> Seen:
        found = self.all(name, role=role)
        if not found:
            raise Lost(f"no aparece «{name}»")
        acting = [each for each in found if each.role not in _ONLY_SHOWN]
        return (acting or found)[0]

    def _ready(self, name: str, role: QAccessible.Role | None) -> Script:
        yield from self.until(
            lambda: any(each.enabled for each in self.all(name, role=role)),
            f"no aparece o no está activo «{name}»",
        )

    def _into_view(self, name: str, role: QAccessible.Role | None) -> Script:
        """Turn the wheel until the thing lies inside its window and nothing covers it."""
        for _ in range(60):
            seen = self._one(name, role)
            frame = seen.window.geometry()
            centre = seen.rect.center()
            if frame.adjusted(4, 4, -4, -4).contains(centre) and _is_at(seen, centre):
                return
            middle = QPoint(frame.center().x(), frame.center().y())
            below = centre.y() > frame.center().y()
            hands.wheel(seen.window, middle, 1 if below else -1)
            yield from self.pause(0.02)
        raise Lost(f"«{name}» está fuera de la vista")


_ONLY_SHOWN = (QAccessible.Role.StaticText, QAccessible.Role.Client, QAccessible.Role.Grouping)


def _is_at(seen: Seen, at: QPoint) -> bool:
    """Tell whether what a finger would touch there is this very thing or a part of it."""
    obj = seen.interface.object()
    from PySide6.QtWidgets import QApplication, QWidget

    if not isinstance(obj, QWidget):
        return True
    top = QApplication.widgetAt(at)
    return top is obj or (top is not None and obj.isAncestorOf(top))


def _options(box: Seen) -> list[str]:
    """Return the options that a combo box holds."""
    found: list[str] = []
    for number in range(box.interface.childCount()):
        part = box.interface.child(number)
        for row in range(part.childCount() if part else 0):
            option = part.child(row)
            if option is not None:
                found.append(option.text(QAccessible.Text.Name))
    return found


def _grab(window: Any, screen: Any) -> Any:  # noqa: ANN401  a QML window grabs itself
    """Return the picture of a window."""
    from PySide6.QtQuick import QQuickWindow
    from PySide6.QtWidgets import QApplication

    if isinstance(window, QQuickWindow):
        return window.grabWindow()
    for widget in QApplication.topLevelWidgets():
        if widget.windowHandle() is window:
            return widget.grab()
    return screen.grabWindow(window.winId())


def play(
    kit: Kit, script: Callable[[Kit], Script], main: Callable[[list[str]], int], argv: list[str]
) -> int:
    """Arm the script, then run the app. Return 0, or 3 where the script got lost."""
    state: dict[str, Any] = {"script": script(kit), "code": 0, "timer": None, "busy": False}

    def tick() -> None:
        if state["busy"]:
            return
        state["busy"] = True
        try:
            next(state["script"])
        except StopIteration:
            state["timer"].stop()
            kit.tell("done", notes=kit.seen)
        except Exception as broken:  # noqa: BLE001  whatever it is, the play must hear of it
            state["timer"].stop()
            state["code"] = 3
            kit.picture("perdido")
            kit.tell("lost", why=f"{type(broken).__name__}: {broken}", trace=traceback.format_exc())
            _leave()
        finally:
            state["busy"] = False

    def arm() -> None:
        QAccessible.setActive(True)
        timer = QTimer(QGuiApplication.instance())
        timer.timeout.connect(tick)
        timer.start(_TICK_MS)
        state["timer"] = timer

    _when_app_exists(arm)
    code = main(argv)
    return state["code"] or code


def _leave() -> None:
    """End the app as a window manager would, and for good if it does not."""
    for window in QGuiApplication.topLevelWindows():
        window.close()
    QTimer.singleShot(1500, lambda: os._exit(3))


def _when_app_exists(arm: Callable[[], None]) -> None:
    """Call `arm` as soon as the app's event loop runs: Qt calls this at its own start."""
    for kind in _application_kinds():
        kind.exec = staticmethod(_armed(kind.exec, arm))


def _armed(original: Callable[[], int], arm: Callable[[], None]) -> Callable[..., int]:
    """Return the event loop's own entry, with the script armed first."""

    def entered(*_: object) -> int:
        arm()
        return original()

    return entered


def _application_kinds() -> list[Any]:
    from PySide6.QtCore import QCoreApplication
    from PySide6.QtWidgets import QApplication

    return [QCoreApplication, QGuiApplication, QApplication]


def from_command_line() -> Kit:
    """Return the kit of this process: the play gives name, plan and folders as arguments."""
    name, plan, pictures, control = sys.argv[1:5]
    return Kit(name, json.loads(Path(plan).read_text("utf-8")), Path(pictures), Path(control))
