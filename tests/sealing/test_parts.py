"""A text in parts: any order, repeats, other texts between; damage and bombs are refused."""

import random
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.sealing import b64
from core.sealing.errors import PartsDamaged
from core.sealing.parts import MOST_PARTS, PartsTaken, in_parts

CONTENT = random.Random(1).randbytes(5_000)


def taken(texts: list[str]) -> bytes | None:
    parts, whole = PartsTaken(), None
    for text in texts:
        whole = parts.take(text) or whole
    return whole


@given(st.randoms(), st.binary(min_size=1, max_size=3_000))
def test_in_any_order_and_more_than_once(chance: random.Random, content: bytes) -> None:
    texts = [*in_parts(content), *in_parts(content)[:2]]
    chance.shuffle(texts)
    assert taken(["apoyo:otra cosa", *texts]) == content


def test_it_tells_how_far_it_is_and_another_whole_begins_anew() -> None:
    parts, texts = PartsTaken(), in_parts(CONTENT)
    assert len(texts) > 5
    for text in texts[:3]:
        assert parts.take(text) is None
    assert (parts.seen, parts.count) == (3, len(texts))
    other = in_parts(CONTENT + b"2")
    parts.take(other[0])
    assert (parts.seen, parts.count) == (1, len(other))
    assert taken([*texts[:3], *other]) == CONTENT + b"2"


@pytest.mark.parametrize("text", ["", "apoyo-parte:1:00:1/1:AA", "apoyo-parte:2:" + "0" * 16])
def test_what_is_no_part_changes_nothing(text: str) -> None:
    parts = PartsTaken()
    parts.take(in_parts(CONTENT)[0])
    assert parts.take(text) is None
    assert parts.seen == 1


def test_a_part_beyond_its_count_is_none() -> None:
    text = in_parts(CONTENT)[0].replace(":1/", ":99/", 1)
    assert PartsTaken().take(text) is None


def test_damage_is_refused_and_it_may_begin_anew() -> None:
    texts = list(in_parts(CONTENT))
    parts = PartsTaken()
    spoilt = [texts[0][:-4] + "AAAA", *texts[1:]]
    for text in spoilt[:-1]:
        parts.take(text)
    with pytest.raises(PartsDamaged):
        parts.take(spoilt[-1])
    assert parts.seen == 0
    assert [parts.take(text) for text in texts][-1] == CONTENT


def test_a_bomb_is_not_opened() -> None:
    text = b64.encode(zlib.compress(bytes(64 << 20), 9))
    pieces = [text[at : at + 480] for at in range(0, len(text), 480)]
    assert len(pieces) < MOST_PARTS
    parts = PartsTaken()
    *texts, last = (
        f"apoyo-parte:1:{'0' * 16}:{number}/{len(pieces)}:{piece}"
        for number, piece in enumerate(pieces, 1)
    )
    assert not any(parts.take(text) for text in texts)
    with pytest.raises(PartsDamaged):
        parts.take(last)


def test_too_much_is_told_before_it_is_shown() -> None:
    with pytest.raises(ValueError, match=r"\d+"):
        in_parts(random.Random(2).randbytes(400_000))
