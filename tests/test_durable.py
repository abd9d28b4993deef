"""A file is whole or not there, whatever the disk refuses and at whichever call."""

import errno
import os
import stat
from pathlib import Path

import pytest

from core import durable

CALLS = ("open", "write", "fsync", "replace", "fsync")


def counted(monkeypatch: pytest.MonkeyPatch, fails_at: int = -1, number: int = 0) -> list[str]:
    """Note each call that changes the disk; the one at `fails_at` is refused."""
    made: list[str] = []

    def of(name: str) -> None:
        real = getattr(os, name)

        def call(*args: object) -> object:
            made.append(name)
            if len(made) - 1 == fails_at:
                raise OSError(number, "disco ficticio")
            return real(*args)

        monkeypatch.setattr(os, name, call)

    for name in {*CALLS, "open"}:
        of(name)
    return made


def test_it_is_written_through_then_named_then_its_folder_is_written_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        made = counted(patched)
        durable.write_whole(tmp_path / "uno", b"entero")
    assert made == ["open", "write", "fsync", "replace", "open", "fsync"]
    assert (tmp_path / "uno").read_bytes() == b"entero"
    assert stat.S_IMODE((tmp_path / "uno").stat().st_mode) == 0o600


@pytest.mark.parametrize("fails_at", range(4))
def test_what_the_disk_refuses_leaves_what_stood_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    (tmp_path / "uno").write_bytes(b"antes")
    with monkeypatch.context() as patched:
        counted(patched, fails_at, errno.ENOSPC)
        with pytest.raises(OSError, match="ficticio"):
            durable.write_whole(tmp_path / "uno", b"despues")
    assert [path.name for path in tmp_path.iterdir()] == ["uno"]
    assert (tmp_path / "uno").read_bytes() == b"antes"


@pytest.mark.parametrize("leftover", ["link", "open to all"])
def test_a_leftover_gives_neither_its_permissions_nor_its_target(
    tmp_path: Path, leftover: str
) -> None:
    other, partial = tmp_path / "otro", tmp_path / f"uno{durable.PARTIAL}"
    other.write_bytes(b"ajeno")
    if leftover == "link":
        partial.symlink_to(other)
    else:
        partial.write_bytes(b"mitad")
        partial.chmod(0o666)
    durable.write_whole(tmp_path / "uno", b"secreto")
    assert other.read_bytes() == b"ajeno"
    assert stat.S_IMODE((tmp_path / "uno").lstat().st_mode) == 0o600
    assert not partial.exists()


@pytest.mark.parametrize("number", [errno.EINVAL, errno.EIO])
def test_only_a_file_system_without_the_call_is_excused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    counted(monkeypatch, 1, number)
    if number == errno.EINVAL:
        durable.sync_folder(tmp_path)
        return
    with pytest.raises(OSError, match="ficticio"):
        durable.sync_folder(tmp_path)
