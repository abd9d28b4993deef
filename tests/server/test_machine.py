"""What the operating system refuses, as the error that tells an operator what to do."""

import errno
import socket
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.exc import ArgumentError, IntegrityError, OperationalError

from core.errors import MachineTrouble
from core.server.errors import (
    DatabaseGone,
    DiskFull,
    FolderForbidden,
    ListenWrong,
    PortForbidden,
    PortTaken,
)
from core.server.host.machine import listening_socket, machine_trouble


def _of_the_database(words: str) -> OperationalError:
    return OperationalError("INSERT", {}, sqlite3.OperationalError(words))


@pytest.mark.parametrize(
    ("cause", "kind"),
    [
        (OSError(errno.ENOSPC, "full"), DiskFull),
        (OSError(errno.EDQUOT, "quota"), DiskFull),
        (_of_the_database("database or disk is full"), DiskFull),
        (OSError(errno.EACCES, "denied", "/srv/keys"), FolderForbidden),
        (OSError(errno.EPERM, "denied"), FolderForbidden),
        (OSError(errno.EROFS, "read-only"), FolderForbidden),
        (_of_the_database("unable to open database file"), DatabaseGone),
        (ArgumentError("no such dialect"), DatabaseGone),
        (OSError(errno.EIO, "broken", "/srv/apoyo.db"), MachineTrouble),
    ],
)
def test_a_refusal_is_said_by_its_own_error(
    cause: Exception, kind: type[MachineTrouble], tmp_path: Path
) -> None:
    with pytest.raises(MachineTrouble) as told, machine_trouble(tmp_path):
        raise cause
    assert type(told.value) is kind
    if getattr(cause, "filename", None):
        assert str(cause.filename) in " ".join(told.value.facts.values())  # type: ignore[attr-defined]


def test_a_broken_rule_of_a_table_stays_the_bug_that_it_is(tmp_path: Path) -> None:
    with pytest.raises(IntegrityError), machine_trouble(tmp_path):
        raise IntegrityError("INSERT", {}, sqlite3.IntegrityError("UNIQUE constraint failed"))


@pytest.mark.parametrize(
    "listen",
    ["", "127.0.0.1", ":8443", "127.0.0.1:", "127.0.0.1:99999", "[::1", "h:p", "192.0.2.1:0"],
)
def test_what_is_no_address_of_this_machine_is_told(listen: str) -> None:
    with pytest.raises(ListenWrong):
        listening_socket(listen)


def test_the_port_of_another_program_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(PortTaken) as told:
            listening_socket(f"127.0.0.1:{port}")
    assert told.value.facts == {"listen": f"127.0.0.1:{port}"}


def _refused(*_given: object, **_named: object) -> socket.socket:
    raise PermissionError(errno.EACCES, "denied")


def test_a_port_of_the_system_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    refuse: Callable[..., socket.socket] = _refused
    monkeypatch.setattr(socket, "create_server", refuse)  # these tests may run as root
    with pytest.raises(PortForbidden):
        listening_socket("127.0.0.1:443")


def test_both_families_listen() -> None:
    for listen in ("127.0.0.1:0", "[::1]:0"):
        with listening_socket(listen) as listening:
            assert listening.getsockname()[1]
