"""Which notices were read here: kept with a power cut in mind, told once, each to its auxiliar."""

import errno
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.domain.access.aviso import AvisoReadOnTablet
from core.errors import MachineTrouble
from core.ports.tablet import NoticesRead
from core.tablet.notices import FileNotices

READ = AvisoReadOnTablet("1", "a" * 64, datetime(2026, 11, 29, 16, tzinfo=UTC))
LATER = replace(READ, version="2", sha256="b" * 64)
ROSA, TOMAS = "000045", "000046"


def test_what_was_read_is_there_after_a_restart_and_told_once(tmp_path: Path) -> None:
    path = tmp_path / "avisos"
    notices: NoticesRead = FileNotices(path)
    assert not notices.has(ROSA, READ.sha256)
    for read in (READ, LATER, replace(READ, version="3")):
        notices.note(ROSA, read)
    again = FileNotices(path)
    assert again.untold(ROSA) == (READ, LATER)
    assert again.has(ROSA, READ.sha256)
    assert not again.has(TOMAS, READ.sha256)
    assert again.untold(TOMAS) == ()
    again.told(ROSA, READ)
    assert again.untold(ROSA) == FileNotices(path).untold(ROSA) == (LATER,)
    assert FileNotices(path).has(ROSA, READ.sha256)


@pytest.mark.parametrize("content", [b"", b"{", b'{"items": [1]}', b"\xff"])
def test_a_file_that_does_not_read_asks_again(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "avisos"
    path.write_bytes(content)
    notices = FileNotices(path)
    assert not notices.has(ROSA, READ.sha256)
    notices.note(ROSA, READ)
    assert FileNotices(path).untold(ROSA) == (READ,)


def test_a_full_disk_is_said_and_this_session_knows_it_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "disco ficticio")

    notices = FileNotices(tmp_path / "avisos")
    with monkeypatch.context() as patched:
        patched.setattr(os, "write", full)
        with pytest.raises(MachineTrouble):
            notices.note(ROSA, READ)
    assert notices.has(ROSA, READ.sha256)
    assert notices.untold(ROSA) == (READ,)
    assert not FileNotices(tmp_path / "avisos").has(ROSA, READ.sha256)
