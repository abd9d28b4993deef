"""Records handed in on a stick: the network's act and receipts, each counted once, none trusted."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from core.domain.apoyos.apoyo import RecordMode
from core.server.cli import main
from core.server.errors import NothingHandedIn
from core.server.receiving.handed_in import HandInOutcome, receive_folder
from tests.apoyo_world import Sealed, World
from tests.server.conftest import only_sqlite


def stick(folder: Path, *records: Sealed) -> Path:
    """Write records as a tablet does."""
    (folder / "sobres").mkdir(parents=True, exist_ok=True)
    for each in records:
        header = each.header
        name = f"{header.device_counter:08d}-{header.record_id}-{each.sha256}.sobre"
        (folder / "sobres" / name).write_bytes(each.envelope)
    return folder


def received(world: World, folder: Path) -> Sequence[HandInOutcome]:
    return list(receive_folder(world.central.deps, folder))


def receipt(folder: Path, record: Sealed) -> bytes:
    return (folder / "recibos" / f"{record.header.record_id}.json").read_bytes()


def blobs(world: World, record: Sealed) -> list[bytes]:
    """Return what the server keeps of a record, each file of it."""
    kept = (world.central.data / "blobs").glob(f"{record.header.record_id}-*")
    return [each.read_bytes() for each in kept]


def times_logged(world: World) -> int:
    with world.central.deps.units.reading() as work:
        return sum(each.act == "apoyo_recibido" for each in work.bitacora.entries())


def test_each_record_gets_its_folio_and_its_receipt_on_the_stick(
    world: World, tmp_path: Path
) -> None:
    tablet = world.tablet()
    records = [tablet.record(), tablet.record()]
    folder = stick(tmp_path, *records)
    told = received(world, folder)
    assert [each.fresh for each in told] == [True, True]
    for record, each in zip(records, told, strict=True):
        asked = tablet.client.get(f"/v1/apoyos/{record.header.record_id}/recibo")
        assert receipt(folder, record) == asked.content
        assert tablet.receipt(asked).folio == each.folio
        assert blobs(world, record) == [record.envelope]


@only_sqlite
def test_what_came_twice_counts_once_whichever_way_was_first(world: World, tmp_path: Path) -> None:
    tablet = world.tablet()
    by_network, by_stick = tablet.record(), tablet.record()
    [first] = tablet.send(by_network)
    folder = stick(tmp_path, by_network, by_stick)
    told = received(world, folder)
    assert [(each.fresh, bool(each.folio)) for each in told] == [(False, True), (True, True)]
    assert told[0].folio == first.folio
    again = tablet.put(by_stick)
    assert (again.status_code, again.content) == (200, receipt(folder, by_stick))
    assert not any(each.fresh for each in received(world, folder))
    assert times_logged(world) == 2


@only_sqlite
def test_a_part_that_came_by_network_is_not_taken_for_what_the_stick_brings(
    world: World, tmp_path: Path
) -> None:
    tablet = world.tablet()
    record = tablet.record()
    tablet.announce(record)
    tablet.put(record, until=100)
    assert received(world, stick(tmp_path, record))[0].fresh
    assert blobs(world, record) == [record.envelope]


@only_sqlite
def test_a_bad_file_is_refused_alone_and_leaves_nothing(world: World, tmp_path: Path) -> None:
    tablet = world.tablet()
    good, spoilt = tablet.record(), tablet.record()
    training = tablet.record(mode=RecordMode.TRAINING)
    spoilt = Sealed(spoilt.header, spoilt.envelope[:-100] + bytes(100))
    folder = stick(tmp_path, good, spoilt, training)
    (folder / "sobres" / "notas.txt").write_text("no es un sobre")
    told = {each.name[9:41]: each for each in received(world, folder)}
    assert len(told) == 3
    assert told[good.header.record_id].fresh
    assert told[spoilt.header.record_id].error is not None
    assert told[training.header.record_id].error is not None
    assert [path.stem for path in (folder / "recibos").iterdir()] == [good.header.record_id]
    kept = {path.name[:32] for path in (world.central.data / "blobs").glob("*-*")}
    assert kept == {good.header.record_id}


@only_sqlite
def test_what_is_no_file_on_a_stick_is_refused_alone(world: World, tmp_path: Path) -> None:
    tablet = world.tablet()
    folder = stick(tmp_path / "memoria", *(tablet.record() for _ in range(3)))
    linked, folded, _ = sorted((folder / "sobres").iterdir())
    linked.rename(tmp_path / "fuera")
    linked.symlink_to(tmp_path / "fuera")
    folded.unlink()
    folded.mkdir()
    assert [each.fresh for each in received(world, folder)] == [False, False, True]


@only_sqlite
@pytest.mark.parametrize("name", ["sobres", "recibos"])
def test_a_link_of_a_stick_leads_nowhere(world: World, tmp_path: Path, name: str) -> None:
    folder = stick(tmp_path / "memoria", world.tablet().record())
    elsewhere = tmp_path / "otra"
    elsewhere.mkdir()
    if name == "sobres":
        elsewhere = (folder / name).rename(tmp_path / "sobres")
    (folder / name).symlink_to(elsewhere)
    before = list(elsewhere.iterdir())
    with pytest.raises(NothingHandedIn):
        received(world, folder)
    assert list(elsewhere.iterdir()) == before


@only_sqlite
def test_of_two_records_of_one_name_the_second_is_refused_and_not_kept(
    world: World, tmp_path: Path
) -> None:
    tablet = world.tablet()
    first = tablet.record()
    second = tablet.record(record_id=first.header.record_id)
    folder = stick(tmp_path, first, second)
    told = received(world, folder)
    assert sorted(type(each.error).__name__ for each in told) == ["NoneType", "OtherBytes"]
    assert len(blobs(world, first)) == 1


@only_sqlite
def test_a_record_of_another_server_is_refused(world: World, tmp_path: Path) -> None:
    record = world.tablet().record(proceso="otro-proceso")
    [told] = received(world, stick(tmp_path, record))
    assert told.error is not None


@only_sqlite
def test_the_command_tells_each_and_says_by_its_status_that_one_was_refused(
    world: World,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("APOYO_DATABASE_URL", world.central.deps.settings.database)
    tablet = world.tablet()
    folder = stick(tmp_path / "apoyo-entrega", tablet.record())
    line = ["central", "receive", str(folder), "--data", str(world.central.data)]
    assert main(line) == 0
    assert "recibido" in capsys.readouterr().out
    assert main(line) == 0
    assert "ya se había recibido" in capsys.readouterr().out
    bad = tablet.record()
    stick(folder, Sealed(bad.header, bytes(200)))
    assert main(line) == 1


@only_sqlite
def test_a_folder_without_records_is_told(
    world: World,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("APOYO_DATABASE_URL", world.central.deps.settings.database)
    line = ["central", "receive", str(tmp_path), "--data", str(world.central.data)]
    assert main(line) == 2
    assert "apoyo-entrega" in capsys.readouterr().err
