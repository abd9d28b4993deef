"""How the passphrase of the election key reaches the worker: in no environment and no parent.

The command reads it (a variable, a systemd credential, a prompt), writes it into a sealed memfd,
and re-executes itself with a clean environment and that descriptor. Python cannot wipe a text, but
replacing the process image frees its memory. The parent never reads the descriptor; it passes it to
each worker that it starts, and to nothing else.
"""

import fcntl
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

from core.server.errors import PassphraseMissing

VARIABLE = "APOYO_KEY_PASSPHRASE"
_HANDLE = "APOYO_KEY_PASSPHRASE_FD"
_FOLDER = "CREDENTIALS_DIRECTORY"
_CREDENTIAL = "apoyo-key-passphrase"
NOT_FOR_CHILDREN = (VARIABLE, _HANDLE, _FOLDER)
_MOST_BYTES = 64 * 1024
_SEALS = fcntl.F_SEAL_SEAL | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_WRITE


def given() -> str:
    """Return the passphrase from the environment (then removed) or from a systemd credential.

    Raises PassphraseMissing.
    """
    said = os.environ.pop(VARIABLE, "")
    if said:
        return said
    folder = os.environ.get(_FOLDER)
    if folder and (Path(folder) / _CREDENTIAL).is_file():
        return (Path(folder) / _CREDENTIAL).read_text("utf-8").rstrip("\n")
    raise PassphraseMissing


def hide(passphrase: str) -> int:
    """Return the descriptor of a sealed memfd that holds the passphrase."""
    handle = os.memfd_create("apoyo", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    os.write(handle, passphrase.encode("utf-8"))
    fcntl.fcntl(handle, fcntl.F_ADD_SEALS, _SEALS)
    return handle


def start_again(handle: int, words: tuple[str, ...], environment: Mapping[str, str]) -> NoReturn:
    """Replace this process by the same program with `words` as arguments (execve).

    Never returns.
    """
    clean = {name: text for name, text in environment.items() if name not in NOT_FOR_CHILDREN}
    clean[_HANDLE] = str(handle)
    os.set_inheritable(handle, True)  # noqa: FBT003  positional only
    sys.stdout.flush()
    sys.stderr.flush()
    command = [sys.executable, "-m", "core.server", *words]
    os.execve(sys.executable, command, clean)  # noqa: S606  our own interpreter and module


def handed() -> int | None:
    """Return the descriptor inherited from the previous image, or None; no child inherits it."""
    said = os.environ.pop(_HANDLE, "")
    if not (said.isascii() and said.isdigit()):
        return None
    handle = int(said)
    try:
        ours = fcntl.fcntl(handle, fcntl.F_GET_SEALS) == _SEALS
    except OSError:
        return None
    if ours:
        os.set_inheritable(handle, False)  # noqa: FBT003  positional only
    return handle if ours else None


def read(handle: int) -> str:
    """Return the passphrase, in the worker, and close the descriptor."""
    try:
        return os.pread(handle, _MOST_BYTES, 0).decode("utf-8")
    finally:
        os.close(handle)
