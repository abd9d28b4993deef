"""`apoyo central init` and `run` as a person runs them: two processes, one line when it fails."""

import io
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest
import requests
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy.exc import OperationalError

from core.central.database import open_database
from core.central.unit_of_work import Units
from core.clock import SystemClock
from core.ports.central import Letter, NewMail
from core.sealing.wrapped import wrap
from core.server.cli import main
from core.server.host import passphrase
from core.server.host.keys import KeyFiles
from core.server.host.tls import fingerprint
from core.wire import to_json
from tests.apoyo_data import a_proceso

PASSPHRASE = "frase ficticia de MUESTRA"
PASSWORD = "contraseña ficticia 1"
_PATIENCE = 60.0
"""Seconds: on a busy machine a process may need many, on a quiet one none of them."""


def _environment(folder: Path, **more: str) -> dict[str, str]:
    clean = {name: text for name, text in os.environ.items() if not name.startswith("APOYO_")}
    return {**clean, "HOME": str(folder), "APOYO_DATA": str(folder / "central"), **more}


@dataclass(frozen=True)
class Told:
    """How the command ended, and what it said."""

    code: int
    out: str
    error: str

    @property
    def in_one_line(self) -> bool:
        return self.code == 2 and self.error.count("\n") == 1


def _apoyo(folder: Path, *words: str, **more: str) -> Told:
    """Run the command in this process, which has no terminal."""
    out, error, umask = io.StringIO(), io.StringIO(), os.umask(0o077)
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(error):
        for name, text in _environment(folder, **more).items():
            patch.setenv(name, text)
        patch.setattr(passphrase, "start_again", lambda *_: None)  # it would replace the tests
        code = main(["central", *words])
    os.umask(umask)
    return Told(code, out.getvalue(), error.getvalue())


def _init(folder: Path, *words: str) -> Told:
    folder.joinpath("contrasena").write_text(f"{PASSWORD}\n")
    given = ("--admin-password-file", str(folder / "contrasena"))
    return _apoyo(folder, "init", *given, *words, APOYO_KEY_PASSPHRASE=PASSPHRASE)


def _run(folder: Path, *words: str, **more: str) -> Told:
    return _apoyo(folder, "run", *words, **{"APOYO_KEY_PASSPHRASE": PASSPHRASE, **more})


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a server prepared by the command."""
    folder = tmp_path_factory.mktemp("servidor")
    done = _init(folder, "--second-copy", str(folder / "memoria"))
    assert done.code == 0, done.error
    assert fingerprint(KeyFiles(folder / "central" / "keys").authority.read_bytes()) in done.out
    return folder


def test_the_second_copy_opens_with_the_passphrase(prepared: Path) -> None:
    (copy,) = (prepared / "memoria").iterdir()
    keys = KeyFiles(prepared / "central" / "keys")
    assert copy.read_bytes() == (keys.folder / "election.key").read_bytes()
    public = keys.election_key(PASSPHRASE).public_key().public_bytes_raw()
    assert public == keys.election_public().public_bytes_raw()


def test_only_its_owner_reads_what_was_prepared(prepared: Path) -> None:
    for folder in (prepared / "central", prepared / "memoria"):
        for each in (folder, *folder.rglob("*")):
            assert (each, each.stat().st_mode & 0o077) == (each, 0)


def test_a_second_init_changes_nothing(prepared: Path) -> None:
    before = (prepared / "central" / "keys" / "election.key").read_bytes()
    again = _init(prepared, "--second-copy", str(prepared / "memoria"))
    assert again.in_one_line
    assert "ya tiene las llaves" in again.error
    assert (prepared / "central" / "keys" / "election.key").read_bytes() == before


@pytest.mark.parametrize(
    ("copy", "told"),
    [("central/memoria", "junto a la primera"), ("contrasena/no", "no se pudo leer de vuelta")],
)
def test_without_a_second_copy_elsewhere_nothing_is_prepared(
    tmp_path: Path, copy: str, told: str
) -> None:
    refused = _init(tmp_path, "--second-copy", str(tmp_path / copy))
    assert (refused.in_one_line, told in refused.error) == (True, True)
    assert not KeyFiles(tmp_path / "central" / "keys").exist


def test_a_proceso_that_breaks_a_rule_is_told_before_the_keys_stand(tmp_path: Path) -> None:
    words = ("--second-copy", str(tmp_path / "memoria"), "--proceso", str(tmp_path / "proceso"))
    (tmp_path / "proceso").write_bytes(to_json(a_proceso(time_zone="MUESTRA/Nada")))
    assert _init(tmp_path, *words).in_one_line
    assert not KeyFiles(tmp_path / "central" / "keys").exist
    (tmp_path / "proceso").write_bytes(to_json(a_proceso()))
    assert _init(tmp_path, *words).code == 0


def test_without_a_terminal_the_first_run_says_the_one_line(tmp_path: Path) -> None:
    told = _apoyo(tmp_path, "run")
    assert told.in_one_line
    assert "apoyo central init --second-copy" in told.error


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    ("setting", "text", "told"),
    [
        ("APOYO_LISTEN", "hola", "«hola»"),
        ("APOYO_DATABASE_URL", "nada", "La base de datos no responde"),
        ("APOYO_DATABASE_URL", "sqlite:////dev/null/apoyo.db", "La base de datos no responde"),
        ("APOYO_SMTP_URL", "nada", "APOYO_SMTP_URL"),
    ],
)
def test_a_wrong_setting_is_one_line_before_anything_starts(
    prepared: Path, setting: str, text: str, told: str
) -> None:
    refused = _run(prepared, **{setting: text})
    assert (refused.in_one_line, told in refused.error) == (True, True)


def test_a_lost_key_and_what_is_no_database_are_one_line_each(
    prepared: Path, tmp_path: Path
) -> None:
    shutil.copytree(prepared / "central", tmp_path / "central")
    (tmp_path / "central" / "apoyo.db").write_bytes(b"nada de esto es una base" * 200)
    told = _run(tmp_path)
    assert (told.in_one_line, "La base de datos no responde" in told.error) == (True, True)
    (tmp_path / "central" / "keys" / "signing.key").unlink()
    told = _run(tmp_path)
    assert (told.in_one_line, "signing.key" in told.error) == (True, True)


def test_a_port_in_use_and_a_wrong_passphrase_are_one_line_each(prepared: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        listen = f"127.0.0.1:{taken.getsockname()[1]}"
        told = _run(prepared, "--listen", listen)
    assert (told.in_one_line, listen in told.error) == (True, True)
    told = _run(prepared, "--listen", "127.0.0.1:0", APOYO_KEY_PASSPHRASE="otra frase cualquiera")
    assert (told.in_one_line, "frase no abre" in told.error) == (True, True)


@contextmanager
def _started(
    folder: Path, *before: str, given: dict[str, str] | None = None
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Give the command, run by `before`, and its address, once it said that all is ready.

    The port lies below those that the system gives away; one that is taken all the same is told
    by the command, and another is tried.
    """
    phrase = given or {passphrase.VARIABLE: PASSPHRASE}
    secrets = {"APOYO_SMTP_URL": "smtp://u:clave@127.0.0.1", **phrase}
    for _ in range(5):
        listen = f"127.0.0.1:{random.randrange(20_000, 32_000)}"
        command = subprocess.Popen(
            [
                *before,
                sys.executable,
                "-m",
                "core.server",
                "central",
                "run",
                "--listen",
                listen,
            ],
            env=_environment(folder, **secrets),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert command.stdout is not None
        try:
            if "listo" in command.stdout.readline():
                yield command, f"https://{listen}"
                return
        finally:
            command.kill()
            command.wait()
            command.stdout.close()
    pytest.fail("no port was free")


@pytest.fixture(scope="module")
def standing(
    prepared: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Return a command, on data of its own, that tests look at and leave as it is.

    At last it is told to end, and nothing of it stays.
    """
    folder = tmp_path_factory.mktemp("parado")
    shutil.copytree(prepared / "central", folder / "central")
    with _started(folder) as started:
        yield started
        _ends(started[0], signal.SIGTERM)


def _children(command: subprocess.Popen[str]) -> dict[str, psutil.Process]:
    found = psutil.Process(command.pid).children()
    return {each.cmdline()[3]: each for each in found}


def test_web_and_worker_are_two_processes_and_the_web_knows_no_secret(
    standing: tuple[subprocess.Popen[str], str], prepared: Path
) -> None:
    command, url = standing
    children = _children(command)
    assert set(children) == {"web", "worker"}
    authority = str(prepared / "central" / "keys" / "authority.pem")
    with requests.get(f"{url}/v1/proceso", verify=authority, timeout=_PATIENCE) as answered:
        assert answered.json()["code"] == "sin_proceso"
    known = "\n".join(children["web"].environ().values())
    assert PASSPHRASE not in known
    assert "clave" not in known
    # Who may read another's memory all the same (root) finds no passphrase in its environment.
    with suppress(psutil.AccessDenied):
        assert PASSPHRASE not in "\n".join(children["worker"].environ().values())
    for child in children.values():
        assert child.rlimit(psutil.RLIMIT_CORE) == (0, 0)


def _proc(pid: int, name: str) -> bytes:
    """Return a file of /proc; nothing where this user may not read it: then nobody of ours may."""
    with suppress(PermissionError):
        return Path(f"/proc/{pid}/{name}").read_bytes()
    return b""


def _memory(pid: int) -> bytes:
    """Return what a process may write to in its memory, as root reads it."""
    found = bytearray()
    with suppress(PermissionError), Path(f"/proc/{pid}/mem").open("rb", 0) as memory:
        for line in _proc(pid, "maps").decode().splitlines():
            span, rights = line.split()[:2]
            start, end = (int(each, 16) for each in span.split("-"))
            if rights.startswith("rw"):
                with suppress(OSError):
                    found += os.pread(memory.fileno(), end - start, start)
    return bytes(found)


def _descriptors(pid: int) -> list[str]:
    with suppress(PermissionError):
        return [str(each.readlink()) for each in Path(f"/proc/{pid}/fd").iterdir()]
    return []


def test_the_passphrase_of_a_variable_stands_in_no_environment_and_in_no_memory_but_the_worker_s(
    standing: tuple[subprocess.Popen[str], str],
) -> None:
    _assert_unseen(standing[0])


def _assert_unseen(command: subprocess.Popen[str]) -> None:
    phrase, children = PASSPHRASE.encode(), _children(command)
    pids = {"parent": command.pid, "web": children["web"].pid, "worker": children["worker"].pid}
    for pid in pids.values():
        for name in ("environ", "cmdline"):
            assert phrase not in _proc(pid, name)
    for name in ("parent", "web"):
        assert phrase not in _memory(pids[name])
    if os.geteuid() == 0:  # what was looked at was there: the parent keeps one descriptor
        assert any("memfd:apoyo" in each for each in _descriptors(pids["parent"]))
        assert b"APOYO_DATA" in _memory(pids["web"])
    assert not any("memfd:apoyo" in each for each in _descriptors(pids["web"]))
    assert not any("memfd:apoyo" in each for each in _descriptors(pids["worker"]))


@pytest.mark.sampled(1)
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_passphrase_of_a_file_is_unseen_few_descriptors_do_and_no_process_outlives_the_command(
    prepared: Path, how: signal.Signals
) -> None:
    """Three things of one start, which takes seconds.

    Where the passphrase came from; with few descriptors silence stops nobody; how it ends.
    """
    folder, few = prepared / "credenciales", ("bash", "-c", 'ulimit -n 160 && exec "$0" "$@"')
    folder.mkdir(exist_ok=True)
    (folder / "apoyo-key-passphrase").write_text(PASSPHRASE + "\n")
    given = {"CREDENTIALS_DIRECTORY": str(folder)}
    with _started(prepared, *few, given=given) as (command, url), ExitStack() as stack:
        _assert_unseen(command)
        where = urlsplit(url)
        for _ in range(200):
            at = (where.hostname, where.port or 0)
            stack.enter_context(socket.create_connection(at, timeout=_PATIENCE))
        authority = str(prepared / "central" / "keys" / "authority.pem")
        with requests.get(f"{url}/v1/autoridad", verify=authority, timeout=_PATIENCE) as answered:
            assert answered.status_code == 200
        assert _children(command)["web"].num_fds() < 160
        _ends(command, how)


def _ends(command: subprocess.Popen[str], how: signal.Signals) -> None:
    children = list(_children(command).values())
    command.send_signal(how)
    expected = -signal.SIGKILL if how is signal.SIGKILL else 0
    assert command.wait(_PATIENCE) == expected
    assert psutil.wait_procs(children, timeout=_PATIENCE)[1] == []


def _ends_by_itself(command: subprocess.Popen[str], *, without: str) -> None:
    """Kill one of the two processes: the command ends, as what failed, and nothing of it stays."""
    children = _children(command)
    children[without].kill()
    assert command.wait(_PATIENCE) == 2
    assert psutil.wait_procs(list(children.values()), timeout=_PATIENCE)[1] == []


def _anew(command: subprocess.Popen[str]) -> int:
    """Return the worker that the command says it started anew."""
    assert command.stdout is not None
    said = next(line for line in command.stdout if "se inició otro" in line)
    return int(said.rpartition(" ")[2])


def test_a_worker_that_dies_is_started_anew_and_mail_goes_out_until_its_key_is_another_s(
    prepared: Path,
) -> None:
    data, quiet = prepared / "central", {"APOYO_SMTP_URL": "", passphrase.VARIABLE: PASSPHRASE}
    with _started(prepared, given=quiet) as (command, url):
        before = _children(command)
        before["worker"].kill()
        worker = _anew(command)
        assert worker not in {each.pid for each in before.values()}
        units = Units(open_database(f"sqlite:///{data / 'apoyo.db'}"), SystemClock())
        with units.writing("prueba") as work:
            work.outbox.put(NewMail("x", "a@b.invalid", "uno", Letter("uno", "texto", "")))
        units.engine.dispose()
        _arrives(data / "maildir", "Subject: uno", psutil.Process(worker))
        assert _children(command)["web"] == before["web"]
        authority = str(data / "keys" / "authority.pem")
        with requests.get(f"{url}/v1/autoridad", verify=authority, timeout=_PATIENCE) as answered:
            assert answered.status_code == 200
        log = (data / "log" / "central.log").read_text()
        assert log.count(f'started anew: {worker}"') == 1
        assert PASSPHRASE not in log
        with _another_key(data / "keys" / "election.key"):
            _ends_by_itself(command, without="worker")


@contextmanager
def _another_key(key: Path) -> Iterator[None]:
    """Let the file hold a key that the passphrase does not open, until the block ends."""
    own = key.read_bytes()
    other = wrap(X25519PrivateKey.generate().private_bytes_raw(), "otra frase ficticia")
    key.write_bytes(other)
    try:
        yield
    finally:
        key.write_bytes(own)


def test_a_database_that_another_holds_for_long_ends_neither_and_a_worker_alone_is_no_server(
    prepared: Path,
) -> None:
    data = prepared / "central"
    given = {
        "APOYO_SMTP_URL": "",
        "APOYO_BUSY_SECONDS": "0.1",
        passphrase.VARIABLE: PASSPHRASE,
    }
    units = Units(open_database(f"sqlite:///{data / 'apoyo.db'}", 0.1), SystemClock())
    with _started(prepared, given=given) as (command, url):
        before = _children(command)
        log = data / "log" / "worker.log"
        with ExitStack() as locked:
            _asleep(before["worker"], units)
            with units.writing("prueba") as work:
                work.outbox.put(NewMail("x", "a@b.invalid", "tres", Letter("tres", "texto", "")))
            locked.enter_context(units.writing("prueba")).session.connection()
            before["worker"].resume()
            _says(log, "rests 0:00:04: OperationalError", before["worker"])
            authority = str(data / "keys" / "authority.pem")
            said = {"user": "admin", "password": "no es"}
            refused = requests.post(
                f"{url}/v1/sesiones", json=said, verify=authority, timeout=_PATIENCE
            )
            assert (refused.status_code, refused.json()["code"]) == (503, "base_sin_respuesta")
        _arrives(data / "maildir", "Subject: tres", before["worker"])
        assert _children(command) == before
        _ends_by_itself(command, without="web")
    units.engine.dispose()


def _asleep(worker: psutil.Process, units: Units) -> None:
    """Stop the worker (SIGSTOP) where it holds no lock."""
    while True:
        worker.suspend()
        with suppress(OperationalError), units.writing("prueba") as work:
            work.session.connection()
            return
        worker.resume()


def _says(log: Path, line: str, worker: psutil.Process) -> None:
    """Return once the worker's log holds that line. Fails where the worker ends instead."""
    _until(lambda: line in log.read_text(), worker)


def _arrives(maildir: Path, line: str, worker: psutil.Process) -> None:
    """Return once a mail with that line lies there. Fails where the worker ends instead."""
    _until(lambda: any(line in each.read_text() for each in maildir.glob("new/*")), worker)


def _until(holds: Callable[[], bool], worker: psutil.Process) -> None:
    end = time.monotonic() + _PATIENCE
    while not holds():
        assert worker.is_running()
        assert time.monotonic() < end
        with suppress(psutil.TimeoutExpired):
            worker.wait(0.1)
