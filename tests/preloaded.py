"""A library of ours in C that a process loads before its own, to see another disk or clock."""

import subprocess
from pathlib import Path


def preloaded(source: Path, folder: Path) -> dict[str, str]:
    """Return the environment of a process that loads `source`, which is built in `folder`.

    Raises FileNotFoundError where this machine has no C compiler.
    """
    library = folder / source.with_suffix(".so").name
    if not library.exists():
        command = ["cc", "-O2", "-shared", "-fPIC", "-o", str(library), str(source), "-ldl"]
        subprocess.run(command, check=True)
    return {"LD_PRELOAD": str(library)}
