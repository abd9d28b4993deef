"""Folders of a run: a HOME for each program, copies at named moments, a list of what is there."""

import os
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

from tests.walkthrough.run import PARTS, Run

_KEPT_RUNS = 3
_PASSED = ("PATH", "LANG", "LC_ALL", "TZ", "SYSTEMROOT", "LD_LIBRARY_PATH")


def new_run(base: Path, name: str) -> Run:
    """Return a fresh run in `base`/`name`; all but the last few before it are removed."""
    base.mkdir(parents=True, exist_ok=True)
    for old in sorted(base.iterdir())[: -_KEPT_RUNS + 1 or None]:
        shutil.rmtree(old, ignore_errors=True)
    run = Run(base / name)
    shutil.rmtree(run.root, ignore_errors=True)
    for part in PARTS:
        for folder in (run.home(part), run.data(part), run.temp(part)):
            folder.mkdir(parents=True, mode=0o700)
    for name_of in ("copias", "pantallas", "documentos", "correos", "api", "camara", "control"):
        (run.root / name_of).mkdir()
    return run


def environment(run: Run, part: str, **settings: str) -> dict[str, str]:
    """Return the environment of a program: its own HOME, data, cache and temp, nothing of ours."""
    home = run.home(part)
    base = {key: os.environ[key] for key in _PASSED if key in os.environ}
    return base | {
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / ".local" / "share"),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "XDG_RUNTIME_DIR": str(_private(home / ".run")),
        "TMPDIR": str(run.temp(part)),
        "APOYO_DATA": str(run.data(part)),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUNBUFFERED": "1",
        "PYTHONFAULTHANDLER": "1",
        **settings,
    }


def searched(run: Run, part: str) -> tuple[Path, ...]:
    """Return every folder where a program could leave something."""
    return run.home(part), run.data(part), run.temp(part)


def snapshot(run: Run, name: str, *parts: str) -> None:
    """Copy every folder of `parts` to copias/`name`. Files that vanish meanwhile are left out."""
    for part in parts:
        for kind, source in zip(("home", "data", "temp"), searched(run, part), strict=True):
            _copy(source, run.root / "copias" / name / part / kind)


def copied_database(source: Path, target: Path) -> None:
    """Copy a SQLite database that others are writing, whole and consistent."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with (
        closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as old,
        closing(sqlite3.connect(target)) as new,
    ):
        old.backup(new)


def copied_files(source: Path, target: Path) -> None:
    """Copy the data of a running server, but for its database, which is one moment."""
    _copy(source, target)
    for stale in target.glob("apoyo.db*"):
        stale.unlink()


def files(folders: Iterator[Path] | tuple[Path, ...]) -> Iterator[Path]:
    """Return every regular file under the folders."""
    for folder in folders:
        for base, _, names in os.walk(folder):
            for name in names:
                path = Path(base) / name
                if path.is_file() and not path.is_symlink():
                    yield path


def sizes(folder: Path) -> Mapping[str, int]:
    """Return name and size of every file under a folder."""
    return {str(path.relative_to(folder)): path.stat().st_size for path in files((folder,))}


def _copy(source: Path, target: Path) -> None:
    for base, folders, _ in os.walk(source):
        for name in folders:
            (target / Path(base).relative_to(source) / name).mkdir(parents=True, exist_ok=True)
    for path in files((source,)):
        place = target / path.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copy2(path, place)
        except FileNotFoundError:
            place.unlink(missing_ok=True)


def _private(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
