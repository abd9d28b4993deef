"""The rehearsal: a copy taken while the server works, restored elsewhere, and verified there."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from core.central.database import open_database
from core.durable import PARTIAL
from core.server import backup
from core.server.cli import main
from core.server.jobs.acuses import AcuseJobs
from tests.apoyo_data import citizen, padron_csv
from tests.apoyo_world import World
from tests.server.conftest import only_sqlite
from tests.server.test_verification import ONE, ROWS, job, load

LAST = ["Las llaves no van aquí: guárdelas aparte.", "Todo cuadra"]


@pytest.fixture
def served(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """Return a server with two records, one of them judged, and an acuse."""
    monkeypatch.setenv("APOYO_DATABASE_URL", world.central.deps.settings.database)
    tablet = world.tablet()
    tablet.send(tablet.record(apoyo=citizen(ONE, "111111111")))
    load(world, padron_csv(ROWS))
    job(world)()
    tablet.send(tablet.record())
    AcuseJobs(world.central.deps)()
    return world


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def records(database: Path) -> int:
    engine = open_database(f"sqlite:///{database}")
    with engine.connect() as connection:
        found = connection.scalar(text("SELECT COUNT(*) FROM apoyo"))
    engine.dispose()
    assert isinstance(found, int)
    return found


@only_sqlite
def test_a_copy_is_completed_restored_elsewhere_and_verified(
    served: World,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    copy, elsewhere = tmp_path / "respaldo", tmp_path / "otro"
    order = ["central", "backup", str(copy), "--data", str(served.central.data)]
    assert main(order) == 0
    assert lines(capsys) == ["Sobres copiados esta vez: 2", *LAST]
    tablet = served.tablet()
    tablet.send(tablet.record())
    assert main(order) == 0
    assert lines(capsys) == ["Sobres copiados esta vez: 1", *LAST]
    tablet.send(tablet.record())  # after the copy: it is not in it
    monkeypatch.delenv("APOYO_DATABASE_URL")
    assert main(["central", "restore", str(copy), "--data", str(elsewhere)]) == 0
    shutil.copytree(served.central.data / "keys", elsewhere / "keys")
    capsys.readouterr()
    assert main(["central", "verify", "--read", "1000", "--data", str(elsewhere)]) == 0
    assert lines(capsys) == ["Todo cuadra"]
    assert records(elsewhere / "apoyo.db") == 3
    cuts = [each.name for each in (served.central.data / "padron").iterdir()]
    assert [each.name for each in (elsewhere / "padron").iterdir()] == cuts
    assert not list(copy.rglob(f"*{PARTIAL}"))
    assert not [each for each in copy.rglob("*") if "key" in each.name]


@only_sqlite
def test_a_copy_is_of_its_maker_alone_and_what_is_restored_of_the_group_too(
    served: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy, elsewhere = tmp_path / "respaldo", tmp_path / "otro"
    assert main(["central", "backup", str(copy), "--data", str(served.central.data)]) == 0
    monkeypatch.delenv("APOYO_DATABASE_URL")
    assert main(["central", "restore", str(copy), "--data", str(elsewhere)]) == 0
    for folder, bits in ((copy, 0o700), (elsewhere, 0o770)):
        modes = {each.relative_to(folder): each.stat().st_mode & 0o777 for each in _all(folder)}
        wrong = {str(name): oct(mode) for name, mode in modes.items() if mode & ~bits}
        assert not wrong
    assert (elsewhere / "apoyo.db").stat().st_mode & 0o060 == 0o060


def _all(folder: Path) -> list[Path]:
    return [folder, *folder.rglob("*")]


@only_sqlite
def test_nothing_is_restored_beside_the_journal_of_another_database(
    served: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy, elsewhere = tmp_path / "respaldo", tmp_path / "otro"
    assert main(["central", "backup", str(copy), "--data", str(served.central.data)]) == 0
    elsewhere.mkdir()
    (elsewhere / "apoyo.db-wal").write_bytes(b"de otra")
    assert main(["central", "restore", str(copy), "--data", str(elsewhere)]) == 2
    assert "ya hay una base de datos" in capsys.readouterr().err
    assert [each.name for each in elsewhere.iterdir()] == ["apoyo.db-wal"]


@only_sqlite
def test_a_copy_that_lacks_an_envelope_says_so(
    served: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    [first, *_] = sorted(
        each for each in (served.central.data / "blobs").iterdir() if each.is_file()
    )
    first.unlink()
    order = ["central", "backup", str(tmp_path / "copia"), "--data", str(served.central.data)]
    assert main(order) == 1
    assert lines(capsys)[-1].endswith("falta su sobre")


@only_sqlite
def test_nothing_is_copied_into_itself_nor_restored_over_what_is_there(
    served: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = served.central.data
    assert main(["central", "backup", str(data / "x"), "--data", str(data)]) == 2
    assert main(["central", "restore", str(tmp_path / "nada"), "--data", str(tmp_path / "y")]) == 2
    assert "no hay un respaldo" in capsys.readouterr().err
    copy, elsewhere = tmp_path / "respaldo", tmp_path / "otro"
    assert main(["central", "backup", str(copy), "--data", str(data)]) == 0
    order = ["central", "restore", str(copy), "--data", str(elsewhere)]
    assert (main(order), main(order)) == (0, 2)
    assert "ya hay una base de datos" in capsys.readouterr().err
    assert not (tmp_path / "y").exists()


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
@pytest.mark.postgres
def test_beside_postgresql_the_envelopes_are_copied_and_the_rest_is_said(
    served: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "respaldo"
    assert main(["central", "backup", str(copy), "--data", str(served.central.data)]) == 0
    first, dump, keys = lines(capsys)
    assert (first, keys) == ("Sobres copiados esta vez: 2", LAST[0])
    assert "pg_dump" in dump
    assert not (copy / backup.DATABASE).exists()
    assert len([each for each in (copy / "blobs").iterdir() if each.is_file()]) == 2
