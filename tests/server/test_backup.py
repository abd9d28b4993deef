"""The rehearsal: a copy taken while the server works, restored elsewhere, and verified there."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from core.central.database import open_database
from core.domain.access.roles import Role
from core.durable import PARTIAL
from core.server.cli import main
from core.server.host import postgres_tools
from core.server.host.stores import KEY_ID, SECRET
from core.server.jobs.acuses import AcuseJobs
from core.server.upkeep import backup
from tests import s3
from tests.apoyo_data import citizen, padron_csv
from tests.apoyo_world import World
from tests.escaneos import a_pdf, bring
from tests.server.conftest import only_sqlite
from tests.server.test_verification import ONE, ROWS, job, load

LAST = ["Las llaves no van aquí: guárdelas aparte.", "Todo cuadra"]
REHEARSE = [
    "La base de PostgreSQL se comprueba al restaurarla: ensaye la restauración.",
    LAST[0],
]


@pytest.fixture
def served(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """Return a server with two records, one of them judged, an acuse and a scanned document."""
    monkeypatch.setenv("APOYO_DATABASE_URL", world.central.deps.settings.database)
    tablet = world.tablet()
    tablet.send(tablet.record(apoyo=citizen(ONE, "111111111")))
    load(world, padron_csv(ROWS))
    job(world)()
    tablet.send(tablet.record())
    AcuseJobs(world.central.deps)()
    brought = bring(world.central.someone(Role.REGISTRAR), a_pdf())
    assert brought.status_code == 201, brought.text
    return world


@pytest.fixture(params=["folder", pytest.param("s3", marks=pytest.mark.s3)])
def store(request: pytest.FixtureRequest) -> dict[str, str]:
    """Return the settings of where a copy's envelopes are put, as the environment has them."""
    if request.param == "folder":
        return {}
    running: s3.Store = request.getfixturevalue("s3_store")
    return {
        "APOYO_BLOB_URL": running.bucket(),
        "APOYO_BLOB_ENDPOINT": running.endpoint,
        KEY_ID: s3.KEY_ID,
        SECRET: s3.SECRET,
    }


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def records(database: Path) -> int:
    engine = open_database(f"sqlite:///{database}")
    with engine.connect() as connection:
        found = connection.scalar(text("SELECT COUNT(*) FROM apoyo"))
    engine.dispose()
    assert isinstance(found, int)
    return found


def complete_a_copy(
    served: World, copy: Path, capsys: pytest.CaptureFixture[str], last: list[str]
) -> None:
    """Make a copy of two records and a scan, complete it with a third; a fourth comes after it."""
    order = ["central", "backup", str(copy), "--data", str(served.central.data)]
    assert main(order) == 0
    assert lines(capsys) == ["Sobres copiados esta vez: 3", *last]
    tablet = served.tablet()
    tablet.send(tablet.record())
    assert main(order) == 0
    assert lines(capsys) == ["Sobres copiados esta vez: 1", *last]
    tablet.send(tablet.record())


def everything_fits(served: World, restored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Put the keys into what was restored; the verifier finds nothing wrong with it."""
    shutil.copytree(served.central.data / "keys", restored / "keys")
    capsys.readouterr()
    assert main(["central", "verify", "--read", "1000", "--data", str(restored)]) == 0
    assert lines(capsys) == ["Todo cuadra"]


@only_sqlite
def test_a_copy_is_completed_restored_elsewhere_and_verified(
    served: World,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    copy, elsewhere = tmp_path / "respaldo", tmp_path / "otro"
    complete_a_copy(served, copy, capsys, LAST)
    monkeypatch.delenv("APOYO_DATABASE_URL")
    assert main(["central", "restore", str(copy), "--data", str(elsewhere)]) == 0
    everything_fits(served, elsewhere, capsys)
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
def test_what_a_copy_that_was_cut_or_a_former_version_left_behind_is_no_obstacle(
    served: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy, elsewhere = tmp_path / "respaldo", tmp_path / "otro"
    assert main(["central", "backup", str(copy), "--data", str(served.central.data)]) == 0
    whole = {folder: _names(copy / folder) for folder in ("blobs", "padron")}
    for folder, names in whole.items():
        (copy / folder / f"{names[0]}{PARTIAL}").write_bytes(b"cortado")
    (copy / "padron" / "corte-de-antes").mkdir()
    monkeypatch.delenv("APOYO_DATABASE_URL")
    assert main(["central", "restore", str(copy), "--data", str(elsewhere)]) == 0
    assert _names(elsewhere / "padron") == whole["padron"]
    assert set(_names(elsewhere / "blobs")) - {"partes"} == set(whole["blobs"])


def _names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


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
def test_a_copy_of_postgresql_is_restored_into_an_empty_one_and_verified(
    served: World,
    store: dict[str, str],
    empty_postgres: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    copy, elsewhere = tmp_path / "respaldo", tmp_path / "otro"
    complete_a_copy(served, copy, capsys, REHEARSE)
    monkeypatch.setenv("APOYO_DATABASE_URL", empty_postgres)
    for name, said in store.items():
        monkeypatch.setenv(name, said)
    restoring = ["central", "restore", str(copy), "--data", str(elsewhere)]
    assert main(restoring) == 0
    everything_fits(served, elsewhere, capsys)
    assert bool(list((elsewhere / "blobs").iterdir())) is not bool(store)
    assert main(restoring) == 2
    assert "ya hay una base de datos" in capsys.readouterr().err
    if store:  # a copy of what lies in S3 is the same copy
        again = tmp_path / "otra_copia"
        assert main(["central", "backup", str(again), "--data", str(elsewhere)]) == 0
        assert _contents(again) == _contents(copy)


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
@pytest.mark.postgres
def test_what_cannot_be_dumped_or_restored_says_why_and_changes_nothing(
    served: World,
    empty_postgres: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    copy, elsewhere = tmp_path / "respaldo", tmp_path / "otro"
    assert main(["central", "backup", str(copy), "--data", str(served.central.data)]) == 0
    restoring = ["central", "restore", str(copy), "--data", str(elsewhere)]
    monkeypatch.setenv("APOYO_DATABASE_URL", empty_postgres)
    (copy / backup.DUMP).write_bytes(b"esto no es una copia")
    assert main(restoring) == 2
    assert "pg_restore no pudo copiar" in capsys.readouterr().err
    monkeypatch.setattr(postgres_tools, "_OF_DEBIAN", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(restoring) == 2
    assert "Falta el programa pg_restore" in capsys.readouterr().err
    (copy / backup.DUMP).unlink()
    assert main(restoring) == 2
    assert f"no está {backup.DUMP}" in capsys.readouterr().err


def _contents(copy: Path) -> dict[str, bytes]:
    """Return the envelopes and the padrón of a copy."""
    paths = [path for folder in ("blobs", "padron") for path in (copy / folder).iterdir()]
    return {str(path.relative_to(copy)): path.read_bytes() for path in paths}
