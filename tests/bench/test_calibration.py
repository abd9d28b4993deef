"""The curve of the reader's confidence is counted as it says."""

from tests.bench.calibration import Band, curve


def test_each_value_is_counted_in_its_band_and_no_other() -> None:
    values = [(0.2, False), (0.5, True), (0.79, False), (0.99, True), (1.0, True)]
    assert curve(values) == [
        Band(0.0, 0.5, 1, 20.0, 0.0),
        Band(0.5, 0.8, 2, 64.5, 50.0),
        Band(0.99, 1.0, 2, 99.5, 100.0),
    ]
