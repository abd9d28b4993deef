"""A folder of pictures: what is a card, what is none, and how a refusal is held against it."""

import json
from pathlib import Path

import pytest

from tests.walkthrough.acts.a06_captures import another_type
from tests.walkthrough.cards import geografia_csv, load, padron_csv, parts
from tests.walkthrough.evidence.sides import Refusal, judge_refusals
from tests.walkthrough.verdict import Checks

BLANKS = ["", "{}", "null", '{"fields": {}}', '{"fields": {"nombre": "", "mrz": [], "cic": " "}}']


def put(folder: Path, name: str, truth: str, *sides: str) -> None:
    (folder / f"{name}.json").write_text(truth, "utf-8")
    for side in sides:
        (folder / f"{name}_{side}.jpg").write_bytes(b"\xff\xd8")


@pytest.mark.parametrize("truth", BLANKS)
def test_a_front_whose_truth_is_blank_is_no_card_and_is_offered_as_both_sides(
    tmp_path: Path, truth: str
) -> None:
    put(tmp_path, "mesa", truth, "front")
    (found,) = load(tmp_path)
    assert not found.is_card
    assert found.front == found.back == tmp_path / "mesa_front.jpg"
    padron_csv([found], {}, tmp_path / "padron.csv")
    geografia_csv([found], [], tmp_path / "geografia.csv", {})
    assert len((tmp_path / "padron.csv").read_text("utf-8").splitlines()) == 1


@pytest.mark.parametrize("truth", BLANKS)
def test_a_blank_truth_with_both_pictures_keeps_each(tmp_path: Path, truth: str) -> None:
    put(tmp_path, "mesa", truth, "front", "back")
    (found,) = load(tmp_path)
    assert not found.is_card
    assert found.back == tmp_path / "mesa_back.jpg"


def test_a_card_needs_both_sides(tmp_path: Path) -> None:
    truth = json.dumps({"model": "G", "fields": {"nombre": "MUESTRA"}})
    put(tmp_path, "entera", truth, "front", "back")
    put(tmp_path, "sin_reverso", truth, "front")
    put(tmp_path, "sin_frente", truth, "back")
    assert [(each.name, each.is_card) for each in load(tmp_path)] == [("entera", True)]


def test_one_picture_without_a_code_fails_the_line() -> None:
    refused, kept = Refusal("mesa", "Código sin_credencial"), Refusal("silla", "")
    held, failed = Checks(), Checks()
    judge_refusals(held, [refused, refused])
    judge_refusals(failed, [refused, kept])
    assert held.verdict().holds
    assert not failed.verdict().holds
    assert "silla" in failed.verdict().said


@pytest.mark.parametrize("model", ["C", "D", "E", "H", ""])
@pytest.mark.parametrize("cic", ["", "123456789"])
def test_a_card_without_cic_is_never_called_one_that_must_have_it(
    tmp_path: Path, model: str, cic: str
) -> None:
    truth = {"model": model, "fields": {"nombre": "MUESTRA", "cic": cic}}
    put(tmp_path, "una", json.dumps(truth), "front", "back")
    (found,) = load(tmp_path)
    assert another_type(found) != found.kind
    assert cic or another_type(found) in ("C/D", "otra")


def test_every_part_is_played_as_far_as_the_cards_reach() -> None:
    few, many = parts(list("abcd")), parts(list("abcdefgh"))
    assert few == {"both": "a", "twice": "b", "second": "c", "other": "c", "left_out": "d"}
    assert len(set(many.values())) == 8
    assert many["left_out"] == "h"
