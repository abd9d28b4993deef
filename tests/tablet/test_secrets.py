"""The contract of secrets on files, and on a real Secret Service where one can be started."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.tablet import secrets
from core.tablet.secrets import FileSecrets, best_store, kind_of, store_of
from tests.tablet.conftest import missing
from tests.tablet.secrets_contract import check

ROOT = Path(__file__).parents[2]


def test_files_keep_the_contract(tmp_path: Path) -> None:
    check(FileSecrets(tmp_path), FileSecrets(tmp_path))


def test_only_its_owner_reads_a_file(tmp_path: Path) -> None:
    FileSecrets(tmp_path).save("a", b"uno")
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600


def test_without_a_service_secrets_go_to_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'nadie'}")
    assert not secrets.service_is_open()
    store = best_store(tmp_path)
    assert kind_of(store) == "archivo"
    assert store_of("archivo", tmp_path) == store


@pytest.mark.skipif(bool(missing()), reason=f"falta {missing()}")
def test_a_real_secret_service_keeps_the_contract(tmp_path: Path) -> None:
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("DBUS_")},
        "HOME": str(tmp_path),
        "XDG_RUNTIME_DIR": str(runtime),
        "XDG_DATA_HOME": str(tmp_path / "share"),
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-m", "tests.tablet.secrets_contract"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert "contrato cumplido" in done.stdout, done.stderr
