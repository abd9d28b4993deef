"""Child processes that end with their parent and report readiness."""

import ctypes
import logging
import os
import signal
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

from core.server.host.log_lines import JsonLines
from core.settings.server import ServerSettings

READY = "listo"
WRONG_PASSPHRASE = 3
"""Exit code of the worker: the passphrase does not open the election key."""

_PR_SET_PDEATHSIG = 1
_LOG_BYTES = 5_000_000
_LOGS_KEPT = 5


def end_with_parent(parent: int) -> None:
    """Have the kernel send SIGTERM to this process when `parent` ends (Linux).

    Raises SystemExit(0) where the parent has already ended.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        raise SystemExit(0)


def say_ready() -> None:
    """Tell the parent that this process is ready."""
    sys.stdout.write(f"{READY}\n")
    sys.stdout.flush()


def log_to(settings: ServerSettings, name: str) -> None:
    """Log this process in lines of JSON, where the settings say: in a folder, rotating files."""
    handler = _files(settings.logs, name) if settings.log == "folder" else _stream(settings.log)
    handler.setFormatter(JsonLines(name))
    logging.basicConfig(level=logging.INFO, handlers=[handler])


def _files(folder: Path, name: str) -> logging.Handler:
    folder.mkdir(mode=0o770, parents=True, exist_ok=True)
    return RotatingFileHandler(
        folder / f"{name}.log", maxBytes=_LOG_BYTES, backupCount=_LOGS_KEPT, encoding="utf-8"
    )


def _stream(name: str) -> logging.Handler:
    return logging.StreamHandler(sys.stdout if name == "stdout" else sys.stderr)
