"""Ink fits a pad of any shape, and what is measured is what is saved."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capture_kiosk.painted.ink import Fit, Ink
from capture_kiosk.painted.signature_picture import picture_of, png_of
from core.domain.apoyos.apoyo import InkPoint, Signature
from core.domain.errors import InkMissing

SIZE = st.tuples(st.integers(200, 1900), st.integers(200, 1900))
PLACES = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=30)
UPRIGHT, LYING = (552.0, 600.0), (900.0, 320.0)


def drawn(ink: Ink, pad: tuple[float, float], shares: list[tuple[float, float]]) -> Ink:
    """Draw one stroke at places of a pad, given as shares of it."""
    ink = ink.begun(pad)
    for number, (x, y) in enumerate(shares):
        units = Fit.of(ink.canvas, pad).to_units(x * pad[0], y * pad[1])
        ink = ink.drawn(InkPoint(*units, number, 0.5))
    return ink


def a_line(count: int = 20) -> list[tuple[float, float]]:
    return [(0.1 + 0.04 * n, 0.4 + 0.1 * (n % 2)) for n in range(count)]


def test_on_one_pad_the_units_are_its_pixels() -> None:
    ink = drawn(Ink(), UPRIGHT, [(0.5, 0.5)])
    strokes, width, height = ink.saved()
    assert (width, height) == (552, 600)
    assert (strokes[0][0].x, strokes[0][0].y) == (276.0, 300.0)


@given(SIZE, SIZE, PLACES, PLACES)
def test_whatever_is_drawn_before_and_after_a_turn_lies_inside_what_is_saved(
    first: tuple[int, int],
    second: tuple[int, int],
    before: list[tuple[float, float]],
    after: list[tuple[float, float]],
) -> None:
    ink = drawn(drawn(Ink(), first, before), second, after)
    strokes, width, height = ink.saved()
    assert [len(stroke) for stroke in strokes] == [len(before), len(after)]
    for point in (point for stroke in strokes for point in stroke):
        assert 0 <= point.x <= width
        assert 0 <= point.y <= height


@given(SIZE, SIZE, st.tuples(st.floats(0, 1), st.floats(0, 1)))
def test_what_was_drawn_is_whole_on_a_pad_of_another_shape(
    first: tuple[int, int], second: tuple[int, int], share: tuple[float, float]
) -> None:
    ink = drawn(Ink(), first, [share])
    fit, point = Fit.of(ink.canvas, second), ink.strokes[0][0]
    assert -0.1 <= fit.left + point.x * fit.scale <= second[0] + 0.1
    assert -0.1 <= fit.top + point.y * fit.scale <= second[1] + 0.1


def test_a_signature_drawn_upright_is_in_the_picture_that_is_saved_lying() -> None:
    ink = drawn(drawn(Ink(), UPRIGHT, [(0.3, 0.95), (0.8, 0.97)]), LYING, [(0.02, 0.5)])
    strokes, width, height = ink.saved()
    picture = picture_of(strokes, width, height)
    for point in (point for stroke in strokes for point in stroke):
        assert picture.pixelColor(min(int(point.x), width - 1), int(point.y)).value() < 128


def test_three_dots_are_no_signature_however_the_pad_is_turned() -> None:
    ink = Ink()
    for pad in (UPRIGHT, LYING, UPRIGHT):
        ink = drawn(ink, pad, [(0.5, 0.5)])
    strokes, width, height = ink.saved()
    with pytest.raises(InkMissing):
        Signature(strokes, width, height, png_of(strokes, width, height))


def test_undo_redo_and_erase_bring_back_what_they_took() -> None:
    one = drawn(Ink(), UPRIGHT, a_line())
    two = drawn(one, UPRIGHT, a_line(5))
    assert two.undo().strokes == one.strokes
    assert two.undo().redo().strokes == two.strokes
    assert two.clear().strokes == ()
    assert two.clear().redo().redo().strokes == two.strokes
    assert drawn(two.undo(), UPRIGHT, a_line(3)).undone == ()
    assert Ink().undo() == Ink().redo() == Ink()
