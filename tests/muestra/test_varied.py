"""Layouts drawn by chance: each split keeps to its own faces and words, all fits on the card."""

from io import BytesIO
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from core.credential.imaging.picture import decode
from core.credential.quality.face import judge_face_frame
from core.domain.credencial.lectura import FaceCode
from core.muestra import camera
from core.muestra.canvas import Canvas
from core.muestra.invented import invented_domicilio, word
from core.muestra.layout import draw_layout
from core.muestra.likeness import likeness
from core.muestra.make import Sample, make_varied
from core.muestra.paper import paper
from core.muestra.people import MODELS, Person, make_person
from core.muestra.phone import bent_by_lens
from core.muestra.splits import MONO, SANS, SPLITS, Split, words_for
from core.muestra.surfaces import PRINTED, Scene, surface
from core.muestra.varied_front import draw_varied_front
from core.muestra.words import ALSO_ESTADO_OF, ESTADO_OF

_ORIENTATION = 0x0112
_LABELS = ("clave_elector", "anio_registro", "fecha_nacimiento", "estado", "vigencia", "seccion")


def test_no_face_and_no_unusual_wording_of_one_split_occurs_in_the_other() -> None:
    assert not set(SANS["fit"]) & set(SANS["left-out"])
    assert not set(MONO["fit"]) & set(MONO["left-out"])
    for key in _LABELS:
        (_, fit), (_, left_out) = (words_for(split, key) for split in SPLITS)
        assert fit
        assert left_out
        assert not set(fit) & set(left_out)


def test_faces_are_many_and_all_of_them_are_there() -> None:
    assert len(set(SANS["fit"])) >= 20
    families = {face.name.split("-")[0].split("_")[0] for face in SANS["fit"]}
    assert len(families) >= 6
    assert all(face.is_file() for split in SPLITS for face in (*SANS[split], *MONO[split]))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from(SPLITS), st.sampled_from(MODELS))
def test_a_layout_prints_every_field_of_its_model_once(seed: int, split: Split, model: str) -> None:
    layout = draw_layout(Random(seed), split, model)
    printed = [*layout.beside, *(key for row in layout.rows for key in row)]
    assert len(printed) == len(set(printed))
    wanted = {"clave_elector", "curp", "anio_registro", "seccion", "vigencia", "sexo"}
    wanted |= {"edad", "folio"} if model in "CD" else {"fecha_nacimiento"}
    assert wanted <= set(printed)


@pytest.mark.sampled(1)
@pytest.mark.parametrize("split", SPLITS)
def test_what_is_drawn_stays_on_the_card(split: Split, monkeypatch: pytest.MonkeyPatch) -> None:
    ends: list[float] = []
    write = Canvas.text

    def noted(
        self: Canvas, at: tuple[float, float], words: str, height: float, colour: object
    ) -> float:
        ends.append(write(self, at, words, height, colour))  # type: ignore[arg-type]
        if "MUESTRA SIN VALOR" in words:
            ends.pop()
        return ends[-1] if ends else 0.0

    monkeypatch.setattr(Canvas, "text", noted)
    for number in range(12):
        chance = Random(number)
        person: Person = make_person(chance, MODELS[number % 6])
        draw_varied_front(person, draw_layout(chance, split, person.model), chance)
    assert max(ends) <= 1.0


def test_the_same_seed_gives_the_same_pictures_and_only_those_to_fit_on_lie_on_printed_pages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kinds: list[str] = []

    def noted(chance: Random, size: tuple[int, int], kind: str) -> Scene:
        kinds.append(kind)
        return surface(chance, size, kind)

    monkeypatch.setattr(camera, "surface", noted)
    one, other = make_varied(4, "easy", "fit", "D"), make_varied(4, "easy", "fit", "D")
    assert kinds == [PRINTED] * 4
    kinds.clear()
    left_out = make_varied(4, "easy", "left-out", "D")
    assert kinds
    assert PRINTED not in kinds
    assert (one.front.jpeg, one.back.jpeg) == (other.front.jpeg, other.back.jpeg)
    assert one.truth == other.truth
    assert left_out.front.jpeg != one.front.jpeg


@pytest.mark.sampled(1)
@pytest.mark.parametrize("seed", [1, 2, 3, 4, 6])
def test_the_corners_are_those_of_the_picture(seed: int) -> None:
    _assert_corners_inside(make_varied(seed, "easy", "fit"))


@pytest.mark.sampled(1)
@pytest.mark.parametrize("seed", [7, 10])
def test_the_corners_are_those_of_the_picture_as_exif_turns_it(seed: int) -> None:
    sample = make_varied(seed, "easy", "fit")
    assert Image.open(BytesIO(sample.front.jpeg)).getexif()[_ORIENTATION] > 1
    _assert_corners_inside(sample)


def _assert_corners_inside(sample: Sample) -> None:
    height, width = decode(sample.front.jpeg).shape[:2]
    corners = np.array(sample.front.corners)
    assert (corners.min(axis=0) >= 0).all()
    assert (corners.max(axis=0) <= (width, height)).all()


def test_paper_is_pale_enough_to_be_written_on() -> None:
    assert np.asarray(paper(Random(1), bright=205)).mean() > 120


def test_no_invented_word_of_one_split_can_be_one_of_the_other() -> None:
    fit, left_out = ({word(Random(seed), split) for seed in range(300)} for split in SPLITS)
    assert len(fit) > 100
    assert len(left_out) > 100
    assert not fit & left_out


@pytest.mark.parametrize("split", SPLITS)
def test_an_invented_domicilio_has_three_rows_that_end_as_prints_do(split: Split) -> None:
    for seed in range(40):
        street, colonia, town = invented_domicilio(Random(seed), split)
        assert any(one.isdigit() for one in street)
        assert colonia[-5:].isdigit()
        assert town.rpartition(", ")[2] in ESTADO_OF | ALSO_ESTADO_OF


def test_most_likenesses_are_faces_to_a_detector() -> None:
    seen = 0
    for seed in range(12):
        drawn = np.asarray(likeness(Random(seed), (360, 460)))[:, :, ::-1].copy()
        seen += judge_face_frame(drawn).code is not FaceCode.NO_FACE
    assert seen >= 8


def test_a_lens_bends_picture_and_corners_alike() -> None:
    picture = np.zeros((300, 400, 3), np.uint8)
    picture[60:64, 80:84] = 255
    for strength in (-0.02, 0.02):
        bent, corners = bent_by_lens(picture, [[81.5, 61.5]], strength)
        there = np.argwhere(bent[:, :, 0] > 127).mean(axis=0)[::-1]
        assert np.abs(there - corners[0]).max() < 0.6
        assert np.abs(there - (81.5, 61.5)).max() > 0.6
