"""The strip that a person compares shows all of the first sign."""

import numpy as np

from core.credential.fields.readings import widened


def test_a_strip_reaches_beyond_its_row_along_it_and_no_higher() -> None:
    turn = np.deg2rad(10)
    level = np.array([[100.0, 50.0], [180.0, 50.0], [180.0, 70.0], [100.0, 70.0]])
    axes = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    wide = widened(level @ axes) @ axes.T
    assert np.allclose(wide, level + np.array([[-8, 0], [8, 0], [8, 0], [-8, 0]]))
