"""The index of the padrón: keyed hashes in, answers out, put in force in one step."""

from datetime import date
from pathlib import Path

import pytest

from core.central.verification.padron import (
    LmdbBuilder,
    forget_others,
    hash_cic,
    hash_clave,
    one_import,
    open_padron,
)
from core.domain.apoyo_errors import ImportRunning
from core.domain.conteo import Doubt
from core.domain.resultado import PadronAnswer
from core.ports.central_padron import KeyedHashes, PadronBuilder, PadronRow
from tests.fakes.padron import ListBuilder

KEY = b"k" * 32
ONE = PadronRow("MSFCXX80010109M100", "111111111", "00", "0101", "LN", "")
TWO = PadronRow("MSFCXX80010109M200", "", "02", "0201", "BAJA", "Suspensión de derechos")
THREE = PadronRow("MSFCXX80010109M300", "333333333", "01", "0102", "PADRON", "")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "padron"


def built(folder: Path, *rows: PadronRow) -> str:
    builder = LmdbBuilder(folder, KEY, date(2026, 11, 1))
    assert all(builder.add(row) for row in rows)
    builder.finish()
    return builder.id


def asked(folder: Path, cut: str, clave: str = "", cic: str = "") -> tuple[PadronAnswer, Doubt]:
    hashes = KeyedHashes(hash_clave(clave, KEY), hash_cic(cic, KEY))
    with open_padron(folder, cut) as index:
        return index.find(hashes)


def test_a_citizen_is_found_by_clave_else_by_cic(folder: Path) -> None:
    cut = built(folder, ONE, TWO, THREE)
    by_clave, _ = asked(folder, cut, ONE.clave, "999999999")
    by_cic, doubt = asked(folder, cut, "MSFCXX80010109M900", ONE.cic)
    assert by_clave == by_cic
    assert doubt is Doubt.NONE
    assert (by_clave.estatus, by_clave.seccion) == ("LN", "0101")
    found, _ = asked(folder, cut, TWO.clave)
    assert (found.estatus, found.cause, found.seccion) == ("BAJA", TWO.cause, "0201")
    nobody, _ = asked(folder, cut, "", "")
    assert nobody == PadronAnswer("", "", "", "")


def test_a_clave_and_a_cic_of_two_people_disagree(folder: Path) -> None:
    cut = built(folder, ONE, THREE)
    _, doubt = asked(folder, cut, ONE.clave, THREE.cic)
    assert doubt is Doubt.KEYS_DISAGREE


@pytest.fixture(params=["memory", "lmdb"])
def builder(request: pytest.FixtureRequest, folder: Path) -> PadronBuilder:
    lmdb = request.param == "lmdb"
    return LmdbBuilder(folder, KEY, date(2026, 11, 1)) if lmdb else ListBuilder()


def test_a_builder_tells_a_clave_that_stands_twice(builder: PadronBuilder) -> None:
    assert [builder.add(ONE), builder.add(THREE), builder.add(ONE)] == [True, True, False]
    assert builder.id
    builder.finish()
    builder.abandon()


def test_abandoning_a_builder_after_it_finished_undoes_nothing(folder: Path) -> None:
    builder = LmdbBuilder(folder, KEY, date(2026, 11, 1))
    builder.add(ONE)
    builder.finish()
    builder.abandon()
    assert asked(folder, builder.id, ONE.clave)[0].estatus == "LN"


def test_what_is_abandoned_leaves_no_trace(folder: Path) -> None:
    builder = LmdbBuilder(folder, KEY, date(2026, 11, 1))
    builder.add(ONE)
    builder.abandon()
    assert not list(folder.iterdir())


def test_the_files_hold_no_clave_and_no_cic(folder: Path) -> None:
    cut = built(folder, ONE, THREE)
    held = b"".join(each.read_bytes() for each in (folder / cut).iterdir())
    assert b"0101" in held
    assert not any(each.encode() in held for each in (ONE.clave, ONE.cic, THREE.cic))
    assert hash_clave(ONE.clave, KEY) != hash_clave(ONE.clave, b"x" * 32)
    assert hash_clave("1" * 9, KEY) != hash_cic("1" * 9, KEY)


def test_only_the_cut_in_force_stays(folder: Path) -> None:
    built(folder, ONE)
    LmdbBuilder(folder, KEY, date(2026, 11, 2)).add(ONE)
    last = built(folder, THREE)
    forget_others(folder, last)
    assert [each.name for each in folder.iterdir()] == [last]
    assert asked(folder, last, ONE.clave)[0].estatus == ""


def test_an_index_being_read_survives_the_next_import(folder: Path) -> None:
    cut = built(folder, ONE)
    with open_padron(folder, cut) as index:
        forget_others(folder, built(folder, THREE))
        answer, _ = index.find(KeyedHashes(hash_clave(ONE.clave, KEY)))
    assert answer.estatus == "LN"


def test_two_imports_at_once_do_not_throw_each_other_away(tmp_path: Path) -> None:
    with one_import(tmp_path), pytest.raises(ImportRunning), one_import(tmp_path):
        pytest.fail("two have the turn")
    with one_import(tmp_path):
        pass
