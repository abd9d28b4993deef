"""Reads every control and text of a window of Qt Quick."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtQuick import QQuickItem, QQuickWindow

from tests.screens.catalogue import TEXT, Control, Shown, with_overlaps

_ROLE = QAccessible.Role
_ROLES = {
    _ROLE.Button: "button",
    _ROLE.RadioButton: "radio",
    _ROLE.CheckBox: "check",
    _ROLE.EditableText: "field",
    _ROLE.Canvas: "pad",
}
_HAIR = 1.5
_LARGE = 24
_FAINT = 0.2
"""What is painted fainter is a watermark: nobody is to read through it."""


@dataclass(frozen=True, slots=True)
class _Found:
    item: QQuickItem
    control: Control
    whole: QRectF
    scroller: QQuickItem | None


def look_at(window: QQuickWindow, screen: str, state: str, theme: str, scale: float) -> Shown:
    """Return what the window shows now; `scale` is that of its letters."""
    picture = window.grabWindow()
    found = [*_controls(window), *_texts(window)]
    return Shown(
        app="kiosk",
        screen=screen,
        state=state,
        size=(window.width(), window.height()),
        theme=theme,
        scale=scale,
        controls=tuple(_told_apart(found)),
        image=picture,
        device_pixels=picture.devicePixelRatio(),
    )


def held(window: QQuickWindow) -> bool:
    """Tell whether some act in sight still waits to have been seen."""
    return any(
        each.property("unpainted") is not None and not each.property("open")
        for each in _visible(window.contentItem())
    )


def _told_apart(found: list[_Found]) -> list[Control]:
    """Return the controls with what each covers: as a whole where both scroll together."""
    nested, together, apart = set(), set(), set()
    for at, one in enumerate(found):
        for beyond, other in enumerate(found[at + 1 :], at + 1):
            pad = "pad" in {one.control.role, other.control.role}  # words lie under the ink
            if pad or one.item.isAncestorOf(other.item) or other.item.isAncestorOf(one.item):
                nested.add((at, beyond))
            elif one.scroller is other.scroller:
                together.add((at, beyond))
            else:
                apart.add((at, beyond))
    wholes = [replace(each.control, rect=_ints(each.whole)) for each in found]
    seen = [each.control for each in found]
    inside = with_overlaps(wholes, nested | apart)
    across = with_overlaps(seen, nested | together)
    return [
        replace(one, overlaps=one.overlaps + other.overlaps, rect=each.control.rect)
        for one, other, each in zip(inside, across, found, strict=True)
    ]


def _controls(window: QQuickWindow) -> Iterator[_Found]:
    root = QAccessible.queryAccessibleInterface(window)
    for node in _nodes(root) if root else ():
        item, role = node.object(), _ROLES.get(node.role())
        if not isinstance(item, QQuickItem) or role is None or not _is_painted(item):
            continue
        if role == "button" and _is_within_a_field(node):
            continue  # a place for the cursor: the field is what is touched
        text = item.property("text")
        said = text if isinstance(text, str) and role != "field" else ""
        control = Control(
            name=node.text(QAccessible.Text.Name),
            role=role,
            rect=(0, 0, 0, 0),
            target=(0, 0),
            text=said,
            enabled=item.isEnabled(),
            cut=False,
            large=True,  # its words are judged by themselves
        )
        yield _placed(window, item, control)


def _texts(window: QQuickWindow) -> Iterator[_Found]:
    for item in _visible(window.contentItem()):
        text = item.property("text")
        if not item.inherits("QQuickText") or not text or not _is_painted(item):
            continue
        wide = item.property("contentWidth") > item.width() + _HAIR
        high = item.property("contentHeight") > item.height() + _HAIR
        control = Control(
            name=text,
            role=TEXT,
            rect=(0, 0, 0, 0),
            target=(0, 0),
            text=text,
            enabled=item.isEnabled(),
            cut=bool(item.property("truncated")) or wide or high,
            large=item.property("font").pixelSize() >= _LARGE,
        )
        yield _placed(window, item, control)


def _placed(window: QQuickWindow, item: QQuickItem, control: Control) -> _Found:
    whole = item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))
    room = QRectF(0, 0, window.width(), window.height())
    seen, scroller, above = whole.intersected(room), None, item.parentItem()
    while above is not None:
        if above.clip():
            seen = seen.intersected(above.mapRectToScene(above.boundingRect()))
        if scroller is None and above.inherits("QQuickFlickable") and above.property("interactive"):
            scroller = above
        above = above.parentItem()
    sideways = whole.left() < -_HAIR or whole.right() > room.right() + _HAIR
    lost = scroller is None and seen.height() < whole.height() - _HAIR
    target = (round(whole.width()), round(whole.height()))
    placed = replace(control, rect=_ints(seen), target=target, cut=control.cut or sideways or lost)
    return _Found(item, placed, whole, scroller)


def _ints(rect: QRectF) -> tuple[int, int, int, int]:
    if rect.isEmpty():
        return (0, 0, 0, 0)
    return round(rect.x()), round(rect.y()), round(rect.width()), round(rect.height())


def _nodes(node: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    for place in range(node.childCount()):
        child = node.child(place)
        if child is not None and not child.state().invisible:
            yield child
            yield from _nodes(child)


def _is_within_a_field(node: QAccessibleInterface) -> bool:
    above = node.parent()
    return above is not None and above.role() is _ROLE.EditableText


def _visible(item: QQuickItem) -> Iterator[QQuickItem]:
    for child in item.childItems():
        if child.isVisible():
            yield child
            yield from _visible(child)


def _is_painted(item: QQuickItem) -> bool:
    above: QQuickItem | None = item
    while above is not None:
        if above.opacity() < _FAINT:
            return False
        above = above.parentItem()
    return item.width() > 0 and item.height() > 0
