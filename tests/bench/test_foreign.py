"""The table of what another hand drew is made of truths as they lie in files."""

import json
from datetime import date

from core.credential.engines import open_reader
from core.muestra.make import make_varied
from tests.bench.foreign import Card, Table


def test_a_card_and_its_truth_of_a_file_give_every_figure() -> None:
    sample = make_varied(990_501, "easy", "fit")
    truth = json.loads(json.dumps(sample.truth))
    read = open_reader().read(sample.front.jpeg, sample.back.jpeg, date(2026, 11, 1))
    levels = ("easy", "medium", "hard")
    cards = [Card(level, truth | {"difficulty": level}, read, {}) for level in levels]
    figures = Table("reading.muestra", "de muestra", cards).figures()
    values = {each.name.removeprefix("reading.muestra."): each.value for each in figures}
    assert values["keys_exact.easy"] == 100.0
    assert values["corner_iou"] > 0.9
    assert values["upright"] == 100.0
