"""The script of one app: it arms itself, then calls the app's own main(argv).

A script is a generator: each `yield` gives way to the app. It finds controls by accessible name,
sends pointer and key events only, reads only what the screen says, and writes that down.
"""

import itertools
import json
import time
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QWindow

from tests.walkthrough.drive import eyes, hands
from tests.walkthrough.drive.eyes import Seen
from tests.walkthrough.waiting import PATIENCE

Script = Generator[None, None, None]
Doing = Generator[None, None, Any]
_PATIENCE_SECONDS = 60.0
_REST_SECONDS = 0.05
_AGAIN_SECONDS, _PRESSES = 3.0, 6
_SCROLL_SECONDS = 30.0
_CHOICES = 3
_WHOLE_PLAY_SECONDS = 600.0
_TOLD_CHARS = 600


class Lost(Exception):
    """The screen does not show what the script waits for."""


Action = Callable[["Kit", dict[str, Any]], Doing]
"""One thing that the play may ask of an app: facts in, what was seen out."""


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
        found = [each for each in eyes.look() if name == each.name or name == each.words]  # noqa: PLR1714  words are read only where the name is another
        return [each for each in reversed(found) if role is None or each.role == role]

    def there(self, name: str) -> bool:
        """Tell whether something is called so."""
        return bool(self.all(name))

    def says(self, words: str) -> bool:
        """Tell whether the screen says `words` somewhere, perhaps inside a longer text."""
        return any(words in text for text in eyes.texts())

    def holding(self, words: str) -> str:
        """Return the name of the first control whose name holds `words`, empty for none."""
        names = (each.name for each in eyes.look() if words in each.name)
        return next(names, "")

    def options(self, name: str) -> list[str]:
        """Return what a combo box offers, nothing while it is not there."""
        found = self.all(name, role=QAccessible.Role.ComboBox)
        return eyes.options(found[0]) if found else []

    def described(self, name: str) -> str:
        """Return what is said of a control besides its name. Raises Lost."""
        return self._one(name).description

    def window_of(self, name: str) -> QWindow:
        """Return the window that something stands in. Raises Lost."""
        return self._one(name).window

    def rect_of(self, name: str) -> QRect:
        """Return where something stands, in screen pixels. Raises Lost."""
        return self._one(name).rect

    def texts(self) -> list[str]:
        """Return every text on the screen."""
        return eyes.texts()

    # ---- waiting
    def until(
        self, ready: Callable[[], object], what: str, seconds: float = _PATIENCE_SECONDS
    ) -> Script:
        """Give way until `ready()`. Raises Lost after `seconds`, many times over."""
        deadline = time.monotonic() + seconds * PATIENCE
        while not ready():
            if time.monotonic() > deadline:
                raise Lost(f"{what}; la pantalla dice: {' · '.join(self.texts())[:_TOLD_CHARS]}")
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

    def steady(self, name: str) -> Script:
        """Give way until what is called so stays where it is. Raises Lost."""
        yield from self._at_rest(name, None)

    def perhaps(self, ready: Callable[[], object], seconds: float = 20.0) -> Script:
        """Give way until `ready()`, or for so long: the evidence then finds it missing."""
        deadline = time.monotonic() + seconds * PATIENCE
        while not ready() and time.monotonic() < deadline:
            yield

    def pause(self, seconds: float) -> Script:
        """Give way for a while, as a person who reads would."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            yield

    # ---- hands
    def press(self, name: str, *, role: QAccessible.Role | None = None) -> Script:
        """Press what is called so, once it is there, enabled and at rest; again where it moved."""
        made, deadline = hands.Press(landed=False), time.monotonic() + _PATIENCE_SECONDS * PATIENCE
        while not made.landed:
            if time.monotonic() > deadline:
                raise Lost(f"«{name}» no deja de moverse")
            yield from self._ready(name, role)
            yield from self._at_rest(name, role)
            if (yield from self._into_view(name, role)):
                yield from self._at_rest(name, role)
            aim = self._one(name, role)
            place = aim.rect
            made = hands.press(aim.window, place.center(), partial(self._still, name, role, place))
            yield from self.until(partial(_delivered, made), f"no se pulsa «{name}»")
        yield from self.pause(0.03)

    def press_for(self, name: str, wanted: str) -> Script:
        """Press until `wanted` appears: again after a while, each time longer, as people do."""
        for turn in range(_PRESSES):
            yield from self.press(name)
            begun = time.monotonic()
            while (waited := time.monotonic() - begun) < _PATIENCE_SECONDS * PATIENCE:
                if self.there(wanted):
                    return
                if waited > _AGAIN_SECONDS * 2**turn and self.there(name):
                    break
                yield
        raise Lost(f"«{name}» no abre «{wanted}»")

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
        options = eyes.options(box)
        if option not in options:
            raise Lost(f"«{name}» no ofrece «{option}» sino {options[:12]}")
        steps = [Qt.Key.Key_Down] * options.index(option)
        for _ in range(_CHOICES):
            yield from self.press(name, role=QAccessible.Role.ComboBox)
            yield from self.pause(0.15)
            yield from self.keys(Qt.Key.Key_Home, *steps, Qt.Key.Key_Return)
            deadline = time.monotonic() + _AGAIN_SECONDS
            while time.monotonic() < deadline:
                if self._one(name, QAccessible.Role.ComboBox).words == option:
                    return
                yield

    def check(self, name: str, *, on: bool = True) -> Script:
        """Bring a check box or radio button to `on`."""
        yield from self.shown(name)
        if self._one(name).checked is not on:
            yield from self.press(name)

    # ---- notebook
    def picture(self, page: str) -> str:
        """Keep a picture of the active window and what it says; return the picture's name."""
        self._pictures += 1
        stem = f"{self.name}_{self._pictures:02d}_{page}"
        window = eyes.windows()[-1]
        eyes.picture_of(window).save(str(self.folder / f"{stem}.png"))
        (self.folder / f"{stem}.txt").write_text("\n".join(self.texts()), "utf-8")
        return f"{stem}.png"

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
    def step(self, numeral: str, words: str) -> Iterator[None]:
        """Time what happens inside as one step of the play."""
        begun = time.monotonic()
        yield
        self.tell("step", num=numeral, words=words, seconds=time.monotonic() - begun)

    def serve(self, actions: Mapping[str, Action]) -> Script:
        """Do what the play asks, one thing after another, until it says «end»."""
        for number in itertools.count(1):
            told = yield from self.await_word(f"ask{number}", _WHOLE_PLAY_SECONDS)
            if told["do"] == "end":
                return
            result = yield from actions[told["do"]](self, told["facts"])
            self.write_down(f"answer{number}", result)

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

    def _still(self, name: str, role: QAccessible.Role | None, place: QRect) -> bool:
        """Tell whether what is called so may still be pressed where it was seen."""
        return any(
            each.enabled and each.rect == place and not eyes.rolling(each)
            for each in self.all(name, role=role)
        )

    def _at_rest(self, name: str, role: QAccessible.Role | None) -> Script:
        """Give way until the thing stays where it is: pages scroll on after the wheel stops."""
        place, since = self._one(name, role).rect, time.monotonic()
        while time.monotonic() - since < _REST_SECONDS:
            yield
            now = self._one(name, role).rect
            if now != place:
                place, since = now, time.monotonic()

    def _into_view(self, name: str, role: QAccessible.Role | None) -> Generator[None, None, bool]:
        """Turn the wheel until the thing lies in sight; return whether it had to be turned."""
        turned = False
        deadline = time.monotonic() + _SCROLL_SECONDS
        while time.monotonic() < deadline:
            seen = self._one(name, role)
            frame = seen.window.geometry()
            centre = seen.rect.center()
            if frame.adjusted(4, 4, -4, -4).contains(centre) and eyes.topmost(seen, centre):
                return turned
            turned = True
            place = eyes.scroll_place(seen)
            hands.wheel(seen.window, place, 1 if centre.y() > place.y() else -1)
            yield from self.pause(0.03)
        raise Lost(f"«{name}» está fuera de la vista")


def _delivered(made: hands.Press) -> bool:
    return made.landed is not None


_ONLY_SHOWN = (QAccessible.Role.StaticText, QAccessible.Role.Client, QAccessible.Role.Grouping)
