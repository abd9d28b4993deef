"""`apoyo central run`: web and worker as two processes that never outlive the command.

A worker that ends is started again, with the passphrase that the sealed descriptor holds; the web
goes on meanwhile.
"""

import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from types import FrameType

from core.back_off import back_off
from core.central.database import open_database
from core.central.mail.delivery import check_post
from core.central.migrations import upgrade
from core.domain.values.server_address import server_address
from core.server.errors import PassphraseWrong, ProcessEnded
from core.server.host.child_process import READY, WRONG_PASSPHRASE, log_to
from core.server.host.keys import KeyFiles
from core.server.host.machine import listening_socket, machine_trouble
from core.server.host.passphrase import NOT_FOR_CHILDREN
from core.server.host.stores import check_store
from core.settings.server import ServerSettings

_MAIL = "APOYO_SMTP_URL"
_PATIENCE_SECONDS = 10.0
_FIRST_REST, _LONGEST_REST = timedelta(seconds=1), timedelta(minutes=1)
"""Before a worker is started anew. One that lived longer than the longest begins at the first."""

_log = logging.getLogger(__name__)


class _Stopped(BaseException):
    """Raised on SIGINT and SIGTERM; a BaseException, so that no handler swallows it."""


@dataclass(frozen=True, slots=True)
class Running:
    """Process ids of web and worker, and the public address."""

    web: int
    worker: int
    url: str
    anew: bool = False


def run(settings: ServerSettings, secret: int, tell: Callable[[Running], None]) -> None:
    """Return after SIGINT or SIGTERM, with both processes ended.

    Raises MachineTrouble; then nothing runs. `secret` is the descriptor of the passphrase, read by
    the worker only. `tell` is called once both processes are ready, and after each restart of the
    worker.
    """
    if settings.public_url:
        server_address(settings.public_url)
    with machine_trouble(settings.data):
        KeyFiles.of(settings).check()
        check_store(settings)
        check_post(settings.smtp_url)
        settings.logs.mkdir(mode=0o700, exist_ok=True)
        engine = open_database(settings.database, settings.busy_seconds)
        upgrade(engine)
        engine.dispose()
    listening = listening_socket(settings.listen)
    children: dict[str, subprocess.Popen[str]] = {}
    before = [signal.signal(number, _stop) for number in (signal.SIGINT, signal.SIGTERM)]
    try:
        with listening:
            children["web"] = _web(settings, listening)
            children["worker"] = _worker(settings, secret)
        for name, child in children.items():
            _wait_until_ready(settings, name, child)
        tell(Running(children["web"].pid, children["worker"].pid, settings.url))
        _watch(settings, children, secret, tell)
    except _Stopped:
        return
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)
        _end(children)
        for number, handler in zip((signal.SIGINT, signal.SIGTERM), before, strict=True):
            signal.signal(number, handler)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise _Stopped


def _web(settings: ServerSettings, listening: socket.socket) -> subprocess.Popen[str]:
    """Start the web process with the socket, and without any secret."""
    return _start(
        ["web", str(listening.fileno())],
        environment_of(settings, without=(*NOT_FOR_CHILDREN, _MAIL)),
        handle=listening.fileno(),
    )


def _worker(settings: ServerSettings, secret: int) -> subprocess.Popen[str]:
    """Start the worker and hand it the descriptor of the passphrase."""
    return _start(
        ["worker", str(secret)],
        environment_of(settings, without=NOT_FOR_CHILDREN),
        handle=secret,
    )


def _start(
    process: list[str], environment: dict[str, str], *, handle: int
) -> subprocess.Popen[str]:
    """Start a process of ours in a session of its own: Ctrl-C reaches the command alone.

    Of all that is open here it inherits `handle`. Its standard output talks to us, so its log goes
    to the other stream.
    """
    if environment.get("APOYO_LOG") == "stdout":
        environment["APOYO_LOG"] = "stderr"
    return subprocess.Popen(  # noqa: S603  our own interpreter and module
        [sys.executable, "-m", "core.server", *process, str(os.getpid())],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        pass_fds=(handle,),
        start_new_session=True,
    )


def environment_of(settings: ServerSettings, *, without: tuple[str, ...] = ()) -> dict[str, str]:
    """Return a copy of the environment with these settings in force, minus `without`."""
    chosen = {
        "APOYO_DATA": str(settings.data),
        "APOYO_LISTEN": settings.listen,
        "APOYO_PUBLIC_URL": settings.public_url,
        "APOYO_DATABASE_URL": settings.database_url,
        "APOYO_BLOB_URL": settings.blob_url,
        "APOYO_BLOB_ENDPOINT": settings.blob_endpoint,
        "APOYO_BLOB_REGION": settings.blob_region,
        "APOYO_BLOB_SECONDS": str(settings.blob_seconds),
        "APOYO_BUSY_SECONDS": str(settings.busy_seconds),
        "APOYO_LOG": settings.log,
        _MAIL: settings.smtp_url,
    }
    return {name: text for name, text in (os.environ | chosen).items() if name not in without}


def _wait_until_ready(settings: ServerSettings, name: str, child: subprocess.Popen[str]) -> None:
    """Return once the child says so. Raises PassphraseWrong or ProcessEnded."""
    said = child.stdout.readline() if child.stdout else ""
    if said.strip() == READY:
        return
    if child.wait() == WRONG_PASSPHRASE:
        raise PassphraseWrong
    raise ProcessEnded({"process": name, "folder": str(settings.logs)})


def _watch(
    settings: ServerSettings,
    children: dict[str, subprocess.Popen[str]],
    secret: int,
    tell: Callable[[Running], None],
) -> None:
    """Start the worker anew each time it ends. Raises ProcessEnded once the web did.

    Raises PassphraseWrong where the key on disk is not that of the passphrase any more.
    """
    log_to(settings, "central")
    failures, since = 0, time.monotonic()
    while _next_to_end(children) == "worker":
        lived = timedelta(seconds=time.monotonic() - since)
        failures = 1 if lived > _LONGEST_REST else failures + 1
        rest = back_off(failures, _FIRST_REST, _LONGEST_REST)
        _log.warning("another worker starts in %s", rest)
        if _ends_within(children["web"], rest):
            break
        children["worker"], since = _worker(settings, secret), time.monotonic()
        _log.warning("worker started anew: %s", children["worker"].pid)
        tell(Running(children["web"].pid, children["worker"].pid, settings.url, anew=True))
    raise ProcessEnded({"process": "web", "folder": str(settings.logs)})


def _next_to_end(children: dict[str, subprocess.Popen[str]]) -> str:
    """Wait until a child ends by itself, take it off and return its name.

    Raises PassphraseWrong where the worker says so.
    """
    ended, status = os.waitpid(-1, 0)
    name = next((each for each, child in children.items() if child.pid == ended), "")
    gone = children.pop(name, None)
    if gone is not None and gone.stdout is not None:
        gone.stdout.close()
    code = os.waitstatus_to_exitcode(status)
    _log.warning("%s ended: %s", name, f"signal {-code}" if code < 0 else f"code {code}")
    if name == "worker" and code == WRONG_PASSPHRASE:
        raise PassphraseWrong
    return name


def _ends_within(child: subprocess.Popen[str], rest: timedelta) -> bool:
    """Wait for `rest`, and tell whether `child` ended meanwhile."""
    try:
        child.wait(rest.total_seconds())
    except subprocess.TimeoutExpired:
        return False
    return True


def _end(children: dict[str, subprocess.Popen[str]]) -> None:
    """Terminate both, kill what remains, and return once both have ended."""
    for child in children.values():
        child.terminate()
    for child in children.values():
        try:
            child.wait(_PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        if child.stdout is not None:
            child.stdout.close()
