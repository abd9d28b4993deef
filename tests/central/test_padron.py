"""The index of the padrón: keyed hashes in, answers out, put in force in one step."""

import hashlib
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.central.errors import PadronDamaged
from core.central.verification import sorted_rows
from core.central.verification.padron import (
    SortedPadron,
    forget_others,
    hash_cic,
    hash_clave,
    open_padron,
)
from core.central.verification.padron_builder import SortedBuilder, put_in_force
from core.central.verification.padron_file import ESTATUS, PadronFile
from core.central.verification.sorted_rows import HASH, SortedRows
from core.domain.apoyos.conteo import Doubt
from core.domain.verification.resultado import PadronAnswer
from core.ports.central_padron import KeyedHashes, PadronBuilder, PadronIndex, PadronRow
from tests.fakes.padron import ListBuilder

KEY = b"k" * 32
_SHORT = np.dtype([*HASH, ("line", "<u4")])


def row(*texts: str) -> PadronRow:
    return PadronRow(*(text.encode() for text in texts))


ONE = row("MSFCXX80010109M100", "111111111", "00", "0101", "LN", "")
TWO = row("MSFCXX80010109M200", "", "02", "0201", "BAJA", "Suspensión de derechos")
THREE = row("MSFCXX80010109M300", "333333333", "01", "0102", "PADRON", "")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "padron"


def _unheard() -> None:
    """Let a sort go on."""


def built(folder: Path, *rows: PadronRow) -> str:
    builder = SortedBuilder(folder, KEY, date(2026, 11, 1))
    for line, each in enumerate(rows, 2):
        builder.add(line, each)
    assert list(builder.sort(_unheard)) == []
    builder.finish()
    put_in_force(folder, builder.id)
    return builder.id


def opened(folder: Path, cut: str) -> AbstractContextManager[PadronIndex]:
    return open_padron(folder, cut, sha256(folder, cut))


def sha256(folder: Path, cut: str) -> str:
    return hashlib.sha256((folder / cut).read_bytes()).hexdigest()


def asked(
    folder: Path, cut: str, clave: bytes | str = b"", cic: bytes = b""
) -> tuple[PadronAnswer, Doubt]:
    text = clave.decode() if isinstance(clave, bytes) else clave
    hashes = KeyedHashes(hash_clave(text, KEY), hash_cic(cic.decode(), KEY))
    with opened(folder, cut) as index:
        [answer] = index.find([hashes])
        return answer


def test_a_citizen_is_found_by_clave_else_by_cic(folder: Path) -> None:
    cut = built(folder, ONE, TWO, THREE)
    by_clave, _ = asked(folder, cut, ONE.clave, b"999999999")
    by_cic, doubt = asked(folder, cut, "MSFCXX80010109M900", ONE.cic)
    assert by_clave == by_cic
    assert doubt is Doubt.NONE
    assert (by_clave.estatus, by_clave.seccion) == ("LN", "0101")
    found, _ = asked(folder, cut, TWO.clave)
    assert (found.estatus, found.cause, found.seccion) == ("BAJA", TWO.cause.decode(), "0201")
    nobody, _ = asked(folder, cut)
    assert nobody == PadronAnswer("", "", "", "")


def test_a_clave_and_a_cic_of_two_people_disagree(folder: Path) -> None:
    cut = built(folder, ONE, THREE)
    _, doubt = asked(folder, cut, ONE.clave, THREE.cic)
    assert doubt is Doubt.KEYS_DISAGREE


@pytest.fixture(params=["memory", "file"])
def builder(request: pytest.FixtureRequest, folder: Path) -> PadronBuilder:
    file = request.param == "file"
    return SortedBuilder(folder, KEY, date(2026, 11, 1)) if file else ListBuilder()


def test_a_builder_tells_the_lines_whose_clave_stands_twice(builder: PadronBuilder) -> None:
    for line, each in enumerate((ONE, THREE, ONE, TWO, ONE), 2):
        builder.add(line, each)
    assert list(builder.sort(_unheard)) == [4, 6]
    assert builder.id
    builder.finish()


def test_a_repeated_clave_keeps_its_first_line_and_leads_to_no_other_cic(folder: Path) -> None:
    builder = SortedBuilder(folder, KEY, date(2026, 11, 1))
    builder.add(2, ONE)
    builder.add(3, ONE._replace(cic=b"999999999", estatus=b"BAJA"))
    assert list(builder.sort(_unheard)) == [3]
    builder.finish()
    put_in_force(folder, builder.id)
    assert asked(folder, builder.id, ONE.clave)[0].estatus == "LN"
    assert asked(folder, builder.id, b"", b"999999999")[0].estatus == ""


def test_a_cut_is_put_in_force_once_however_often(folder: Path) -> None:
    cut = built(folder, ONE)
    put_in_force(folder, cut)
    assert asked(folder, cut, ONE.clave)[0].estatus == "LN"


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=80))
def test_the_index_answers_as_a_dictionary_does(pairs: list[tuple[int, int]]) -> None:
    claves: dict[str, str] = {}
    cics: dict[str, str] = {}
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr(sorted_rows, "_SPILL_BYTES", 200)
        builder, twice = SortedBuilder(Path(name), KEY, date(2026, 11, 1)), []
        for line, (one, other) in enumerate(pairs, 2):
            clave, cic = f"MSFCXX800101{one % 9:02d}M{one:03d}", f"{other:09d}"
            builder.add(line, row(clave, cic, "00", f"{line:04d}", "LN", f"causa {line % 3}"))
            if clave in claves:
                twice.append(line)
                continue
            claves[clave], cics[cic] = f"{line:04d}", clave
        assert list(builder.sort(_unheard)) == twice
        builder.finish()
        put_in_force(Path(name), builder.id)
        with opened(Path(name), builder.id) as index:
            asked = [
                *(KeyedHashes(clave=hash_clave(each, KEY)) for each in claves),
                *(KeyedHashes(cic=hash_cic(each, KEY)) for each in cics),
            ]
            together = [*index.find(asked)]
            alone = [answer for each in asked for answer in index.find([each])]
        assert together == alone
        found = [answer.seccion for answer, _ in together]
        assert found == [*claves.values(), *(claves[each] for each in cics.values())]


_MANY = 33
"""So often asked, even one alone is more than is looked up one by one."""

_PERSON = st.integers(0, 12)


@given(
    st.dictionaries(_PERSON, _PERSON | st.none(), max_size=12),
    st.lists(st.tuples(_PERSON | st.none(), _PERSON | st.none()), max_size=12),
)
def test_many_are_answered_as_a_dictionary_does_by_clave_and_cic(
    cic_of: dict[int, int | None], wanted: list[tuple[int | None, int | None]]
) -> None:
    hashes = [
        KeyedHashes(hash_clave(_clave(one), KEY), hash_cic(_cic(other), KEY))
        for one, other in wanted
    ]
    with TemporaryDirectory() as name:
        cut = built(
            Path(name),
            *(
                row(_clave(one), _cic(other), "00", f"{one:04d}", ESTATUS[one % 3], f"c{one % 2}")
                for one, other in cic_of.items()
            ),
        )
        with opened(Path(name), cut) as index:
            together = [*index.find(hashes * _MANY)]
            alone = [answer for each in hashes for answer in index.find([each])]
    assert alone == [_by_dictionary(cic_of, *each) for each in wanted]
    assert together == alone * _MANY
    assert all(type(each) is PadronAnswer for each, _ in together)


def _by_dictionary(
    cic_of: dict[int, int | None], one: int | None, other: int | None
) -> tuple[PadronAnswer, Doubt]:
    """Return whom the clave says, else whom the CIC does: the last that has it."""
    clave_of = {cic: clave for clave, cic in cic_of.items() if cic is not None}
    by_cic = clave_of.get(other) if other is not None else None
    found = one if one in cic_of else by_cic
    if found is None:
        return PadronAnswer("", "", "", ""), Doubt.NONE
    said = (hash_clave(_clave(found), KEY), ESTATUS[found % 3], f"c{found % 2}", f"{found:04d}")
    disagree = by_cic is not None and by_cic != found
    return PadronAnswer(*said), Doubt.KEYS_DISAGREE if disagree else Doubt.NONE


def _clave(number: int | None) -> str:
    return "" if number is None else f"MSFCXX80010109M{number:03d}"


def _cic(number: int | None) -> str:
    return "" if number is None else f"{number:09d}"


def test_what_is_abandoned_leaves_no_trace(folder: Path) -> None:
    builder = SortedBuilder(folder, KEY, date(2026, 11, 1))
    builder.add(2, ONE)
    builder.abandon()
    assert not list(folder.iterdir())


def test_the_files_hold_no_clave_and_no_cic(folder: Path) -> None:
    cut = built(folder, ONE, THREE)
    held = (folder / cut).read_bytes()
    assert not any(each in held for each in (ONE.clave, ONE.cic, THREE.cic))
    clave = ONE.clave.decode()
    assert hash_clave(clave, KEY) != hash_clave(clave, b"x" * 32)
    assert hash_clave("1" * 9, KEY) != hash_cic("1" * 9, KEY)


def test_only_the_cut_in_force_stays(folder: Path) -> None:
    built(folder, ONE)
    SortedBuilder(folder, KEY, date(2026, 11, 2)).add(2, ONE)
    last = built(folder, THREE)
    forget_others(folder, last)
    assert [each.name for each in folder.iterdir()] == [last]
    assert asked(folder, last, ONE.clave)[0].estatus == ""


def test_an_index_being_read_survives_the_next_import(folder: Path) -> None:
    cut = built(folder, ONE)
    with opened(folder, cut) as index:
        forget_others(folder, built(folder, THREE))
        [(answer, _)] = index.find([KeyedHashes(hash_clave(ONE.clave.decode(), KEY))])
    assert answer.estatus == "LN"


def test_a_file_that_is_another_or_missing_is_not_used(folder: Path) -> None:
    cut = built(folder, ONE, THREE)
    right = sha256(folder, cut)
    content = bytearray((folder / cut).read_bytes())
    content[70] ^= 1
    (folder / cut).write_bytes(content)
    with pytest.raises(PadronDamaged), open_padron(folder, cut, right):
        pass
    with pytest.raises(PadronDamaged), open_padron(folder, "otro", right):
        pass


@pytest.mark.parametrize("size", [0, 1, 63, 64, 100])
def test_a_file_that_is_not_whole_is_told(folder: Path, size: int) -> None:
    cut = built(folder, ONE, THREE)
    (folder / cut).write_bytes((folder / cut).read_bytes()[:size])
    with pytest.raises(PadronDamaged), opened(folder, cut):
        pass


def test_two_hashes_that_share_a_half_are_told_apart() -> None:
    halves = [(7, low) for low in (9, 1, 5)] + [(8, 2), (3, 3)]
    rows = np.array([(*half, line) for line, half in enumerate(halves)], dtype=_SHORT)
    with TemporaryDirectory() as name:
        kept = SortedRows(Path(name) / "filas", _SHORT)
        kept.add(rows)
        [group] = kept.groups()
    assert group["line"].tolist() == [4, 1, 2, 0, 3]
    columns = {each: group[each].astype("<u8") for each in ("high", "low")}
    columns |= {each: np.arange(5, dtype="<u2") for each in ("estatus", "cause", "seccion")}
    columns["estatus"][:] = 0
    empty = {each: np.zeros(0, dtype="<u8") for each in ("high", "low", "clave_high", "clave_low")}
    index = SortedPadron(PadronFile(columns, empty, ["a", "b", "c", "d", "e"]))
    asked = [KeyedHashes(f"{high:016x}{low:016x}") for high, low in [*halves, (7, 2), (8, 9)]]
    wanted = ["d", "b", "c", "e", "a", "", ""]
    assert [answer.cause for each in asked for answer, _ in index.find([each])] == wanted
    assert [answer.cause for answer, _ in index.find(asked * 9)] == wanted * 9
