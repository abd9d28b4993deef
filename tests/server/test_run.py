"""`apoyo central init` and `run` as a person runs them: two processes, one line when it fails."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
import requests

from core.server.keys import KeyFiles
from core.server.tls import fingerprint

PASSPHRASE = "frase ficticia de MUESTRA"
PASSWORD = "contraseña ficticia 1"


def _environment(folder: Path, **more: str) -> dict[str, str]:
    clean = {name: text for name, text in os.environ.items() if not name.startswith("APOYO_")}
    return {**clean, "HOME": str(folder), "APOYO_DATA": str(folder / "central"), **more}


def _apoyo(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "core.server.cli", "central", *words],
        env=_environment(folder, **more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def _init(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    (folder / "contrasena").write_text(f"{PASSWORD}\n")
    given = ("--admin-password-file", str(folder / "contrasena"))
    return _apoyo(folder, "init", *given, *words, APOYO_KEY_PASSPHRASE=PASSPHRASE)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a server prepared by the command."""
    folder = tmp_path_factory.mktemp("servidor")
    done = _init(folder, "--second-copy", str(folder / "memoria"))
    assert done.returncode == 0, done.stderr
    assert fingerprint(KeyFiles(folder / "central" / "keys").authority.read_bytes()) in done.stdout
    return folder


def test_the_second_copy_opens_with_the_passphrase(prepared: Path) -> None:
    (copy,) = (prepared / "memoria").iterdir()
    keys = KeyFiles(prepared / "central" / "keys")
    assert copy.read_bytes() == (keys.folder / "election.key").read_bytes()
    public = keys.election_key(PASSPHRASE).public_key().public_bytes_raw()
    assert public == keys.election_public().public_bytes_raw()


def test_a_second_init_changes_nothing(prepared: Path) -> None:
    before = (prepared / "central" / "keys" / "election.key").read_bytes()
    again = _init(prepared, "--second-copy", str(prepared / "memoria"))
    assert again.returncode == 2
    assert "ya tiene las llaves" in again.stderr
    assert (prepared / "central" / "keys" / "election.key").read_bytes() == before


@pytest.mark.parametrize(
    ("copy", "told"),
    [("central/memoria", "junto a la primera"), ("contrasena/no", "no se pudo leer de vuelta")],
)
def test_without_a_second_copy_elsewhere_nothing_is_prepared(
    tmp_path: Path, copy: str, told: str
) -> None:
    refused = _init(tmp_path, "--second-copy", str(tmp_path / copy))
    assert (refused.returncode, told in refused.stderr) == (2, True)
    assert not KeyFiles(tmp_path / "central" / "keys").exist


def test_without_a_terminal_the_first_run_says_the_one_line(tmp_path: Path) -> None:
    told = _apoyo(tmp_path, "run")
    assert told.returncode == 2
    assert "apoyo central init --second-copy" in told.stderr
    assert len(told.stderr.strip().splitlines()) == 1


def test_a_port_in_use_and_a_wrong_passphrase_are_one_line_each(prepared: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        listen = f"127.0.0.1:{taken.getsockname()[1]}"
        told = _apoyo(prepared, "run", "--listen", listen, APOYO_KEY_PASSPHRASE=PASSPHRASE)
    assert (told.returncode, told.stderr.count("\n")) == (2, 1)
    assert listen in told.stderr
    told = _apoyo(prepared, "run", "--listen", listen, APOYO_KEY_PASSPHRASE="otra frase cualquiera")
    assert (told.returncode, told.stderr.count("\n")) == (2, 1)
    assert "frase no abre" in told.stderr


@pytest.fixture
def running(prepared: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Return the command, and its address, once it said that all is ready."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        listen = f"127.0.0.1:{free.getsockname()[1]}"
    secrets = {"APOYO_KEY_PASSPHRASE": PASSPHRASE, "APOYO_SMTP_URL": "smtp://u:clave@127.0.0.1"}
    command = subprocess.Popen(
        [sys.executable, "-m", "core.server.cli", "central", "run", "--listen", listen],
        env=_environment(prepared, **secrets),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert command.stdout is not None
    try:
        assert "listo" in command.stdout.readline()
        yield command, f"https://{listen}"
    finally:
        command.kill()
        command.wait()
        command.stdout.close()


def _children(command: subprocess.Popen[str]) -> dict[str, psutil.Process]:
    found = psutil.Process(command.pid).children()
    return {each.cmdline()[2].rpartition(".")[2]: each for each in found}


def test_web_and_worker_are_two_processes_and_the_web_knows_no_secret(
    running: tuple[subprocess.Popen[str], str], prepared: Path
) -> None:
    command, url = running
    children = _children(command)
    assert set(children) == {"web", "worker"}
    authority = str(prepared / "central" / "keys" / "authority.pem")
    with requests.get(f"{url}/v1/proceso", verify=authority, timeout=10) as answered:
        assert answered.json()["code"] == "sin_proceso"
    known = "\n".join(children["web"].environ().values())
    assert PASSPHRASE not in known
    assert "clave" not in known
    assert PASSPHRASE not in "\n".join(children["worker"].environ().values())


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_process_outlives_the_command(
    running: tuple[subprocess.Popen[str], str], how: signal.Signals
) -> None:
    command, _url = running
    children = list(_children(command).values())
    command.send_signal(how)
    expected = -signal.SIGKILL if how is signal.SIGKILL else 0
    assert command.wait(20) == expected
    assert psutil.wait_procs(children, timeout=10)[1] == []


def test_one_process_alone_is_no_server(running: tuple[subprocess.Popen[str], str]) -> None:
    command, _url = running
    children = _children(command)
    children["worker"].kill()
    assert command.wait(20) == 2
    assert psutil.wait_procs(list(children.values()), timeout=10)[1] == []
