"""Whatever comes from outside has an end: no leaf of any value takes what cannot be kept."""

import json
import math
import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from typing import Any

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from core.domain.apoyos.apoyo import Apoyo, RecordId
from core.domain.apoyos.envio import (
    NEWEST_WORD,
    OLDEST_WORD,
    Announcement,
    EnvioOpened,
    Receipt,
    WaitingRecord,
    believable,
)
from core.domain.device.clock_trust import EARLIEST, LATEST, MOST_COUNTER, countable
from core.domain.device.paquete import Activated
from core.domain.proceso.proceso import PublishedProceso
from core.domain.values.signed import Signed
from core.errors import EnvelopeRejected
from core.sealing import cbor
from core.sealing.payload import BLOCK_BYTES, decode, encode
from core.wire import NamedTwice, Page, adapter, bounded, check_names, read_json
from tests.apoyo_data import a_periodo, a_proceso, an_alta
from tests.fakes.apoyos import SAVED_AT, a_header, an_apoyo
from tests.fakes.registration import a_constancia, a_registro

Json = Any
"""A piece of JSON, or of CBOR."""

_SAID = Announcement("000001", (WaitingRecord("a" * 32, 1, "b" * 64, 10),), SAVED_AT)  # type: ignore[arg-type]
_VALUES = (_SAID, a_constancia(), a_registro(), an_alta(), a_periodo(SAVED_AT), a_proceso())
_TEXTS = ("a\x00", "\x07", "\x9b31m", "x" * 30_000)
_NUMBERS = (2**31, -(2**31), 2**63, 10**40, 1e308, -1e308, math.nan, math.inf)
_INSTANTS = ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-01-01T00:00:00")
_DOCUMENTS = ("body", "text")
_DATES = ("0001-01-01", "9999-12-31")


def _leaves(value: Json, path: tuple[Json, ...] = ()) -> Iterator[tuple[tuple[Json, ...], Json]]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _leaves(each, (*path, key))
    elif isinstance(value, list):
        for place, each in enumerate(value):
            yield from _leaves(each, (*path, place))
    elif value is not None and not isinstance(value, bool):
        yield path, value


def _poisons(leaf: Json) -> tuple[Json, ...]:
    if not isinstance(leaf, str):
        return _NUMBERS
    return (*_TEXTS, *(_INSTANTS if "T" in leaf and ":" in leaf else ()))


def _with(value: Json, path: tuple[Json, ...], leaf: Json) -> Json:
    copy = deepcopy(value)
    at = copy
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = leaf
    return copy


@pytest.mark.parametrize("value", _VALUES, ids=lambda each: type(each).__name__)
def test_no_leaf_of_a_body_takes_what_cannot_be_kept(value: object) -> None:
    kind = type(value)
    whole = json.loads(adapter(kind).dump_json(value))
    assert bounded(kind).validate_json(json.dumps(whole), strict=True) == value
    leaves = list(_leaves(whole))
    assert leaves
    for path, leaf in leaves:
        for poison in _poisons(leaf):
            with pytest.raises(ValidationError):
                bounded(kind).validate_json(json.dumps(_with(whole, path, poison)), strict=True)


_SIGNED = Signed("recibo", "e30", "llave", "firma")
_TOLD = (
    Receipt(RecordId("a" * 32), "b" * 64, "000001-00001-0", SAVED_AT, 1),
    EnvioOpened("e", 1, {RecordId("a" * 32): 10}, (_SIGNED,)),
    Activated("d", "token", _SIGNED),
    PublishedProceso(1, SAVED_AT, a_proceso(), (), "llave"),
    Page((_SIGNED,), 1, "2"),
)


@pytest.mark.parametrize("value", _TOLD, ids=lambda each: type(each).__name__)
def test_no_leaf_of_what_a_server_says_or_a_disk_keeps_is_without_end(value: object) -> None:
    kind: Any = Page[Signed] if isinstance(value, Page) else type(value)
    raw = adapter(kind).dump_json(value)
    whole = json.loads(raw)
    assert read_json(kind, raw) == value
    for path, leaf in _leaves(whole):
        for poison in (*_poisons(leaf), "\ud800"):
            if poison == "x" * 30_000 and path[-1] in _DOCUMENTS:
                continue
            with pytest.raises(ValidationError):
                read_json(kind, json.dumps(_with(whole, path, poison)))


@pytest.mark.parametrize("value", [*_VALUES, *_TOLD], ids=lambda each: type(each).__name__)
def test_no_name_stands_twice_in_any_object(value: object) -> None:
    kind: Any = Page[Signed] if isinstance(value, Page) else type(value)
    raw = adapter(kind).dump_json(value).decode()
    names = set(re.findall(r'(?<=[{,])("[^"]*"):', raw))
    assert names
    for name in names:
        for other in (name, f'"\\u{ord(name[1]):04x}{name[2:]}'):
            said = re.sub(
                rf"(?<=[{{,]){re.escape(name)}:", lambda _, o=other, n=name: f"{o}:0,{n}:", raw
            )  # type: ignore[misc]
            with pytest.raises(NamedTwice):
                check_names(said)


@pytest.mark.parametrize("text", _DATES)
def test_a_birth_in_no_century_of_ours_is_none(text: str) -> None:
    whole = json.loads(adapter(type(an_alta())).dump_json(an_alta()))
    whole["fecha_nacimiento"] = text
    with pytest.raises(ValidationError):
        bounded(type(an_alta())).validate_json(json.dumps(whole), strict=True)


def _sealed(plain: object) -> bytes:
    content = cbor2.dumps(plain)
    framed = len(content).to_bytes(4, "big") + content
    return framed + bytes(-len(framed) % BLOCK_BYTES)


def _plain(apoyo: Apoyo) -> Json:
    size = int.from_bytes(encode(apoyo)[:4], "big")
    return cbor.loads(encode(apoyo)[4 : 4 + size])


def test_no_leaf_of_an_opened_record_takes_what_cannot_be_judged() -> None:
    whole = _plain(an_apoyo())
    whole["signature"]["strokes"] = [whole["signature"]["strokes"][0][:15]]
    assert decode(_sealed(whole)).type_seen == "E/F"
    for path, leaf in _leaves(whole):
        if isinstance(leaf, bytes):
            continue
        for poison in _poisons(leaf):
            with pytest.raises(EnvelopeRejected):
                decode(_sealed(_with(whole, path, poison)))


@given(
    poison=st.one_of(
        st.floats(),
        st.integers(),
        st.text(max_size=20),
        st.binary(max_size=20),
        st.none(),
        st.lists(st.integers(), max_size=3),
        st.datetimes(),
        st.decimals(),
    ),
    place=st.sampled_from(["x", "y", "ms", "pressure"]),
)
def test_any_ink_is_either_a_signature_or_a_refusal(poison: object, place: str) -> None:
    whole = _plain(an_apoyo())
    whole["signature"]["strokes"][0][3][place] = poison
    try:
        found = decode(_sealed_any(whole))
    except EnvelopeRejected:
        return
    point = found.signature.strokes[0][3]
    assert all(math.isfinite(each) for each in (point.x, point.y, point.ms, point.pressure))


def _sealed_any(plain: object) -> bytes:
    content = cbor2.dumps(plain, timezone=UTC)
    framed = len(content).to_bytes(4, "big") + content
    return framed + bytes(-len(framed) % BLOCK_BYTES)


@pytest.mark.parametrize("inner", [0, "1", [9, 1], [10, 10], b"\x01", [], {}])
def test_no_tag_of_cbor_is_decoded(inner: object) -> None:
    for tag in (*range(400), 1004, 1040, 43000, 55799, 2**16, 2**32):
        raw = cbor2.dumps({"a": cbor2.CBORTag(tag, inner)})
        with pytest.raises(ValueError) as refused:  # noqa: PT011  the codec's only error has no text
            cbor.loads(raw)
        assert type(refused.value) is ValueError


@given(
    st.datetimes(timezones=st.just(UTC)),
    st.datetimes(timezones=st.just(UTC)),
    st.integers(-(2**80), 2**80),
)
def test_the_times_of_any_signed_header_can_be_kept(
    started_at: datetime, saved_at: datetime, counter: int
) -> None:
    kept = countable(a_header(started_at=started_at, saved_at=saved_at, device_counter=counter))
    for told, seen in ((started_at, kept.started_at), (saved_at, kept.saved_at)):
        assert EARLIEST <= seen <= LATEST
        assert seen == told or not EARLIEST <= told <= LATEST
    assert 0 <= kept.device_counter <= MOST_COUNTER


@given(st.datetimes(timezones=st.just(UTC)))
def test_the_hour_of_an_announcement_is_near_the_servers(said_at: datetime) -> None:
    kept = believable(said_at, SAVED_AT)
    assert SAVED_AT - OLDEST_WORD <= kept <= SAVED_AT + NEWEST_WORD
    near = SAVED_AT - timedelta(hours=3)
    assert believable(near, SAVED_AT) == near
