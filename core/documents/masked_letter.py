"""A letter as the desk may read it again: what gives access to something is veiled."""

import re
from functools import cache
from pathlib import Path

from core.documents.letters import KINDS

SECRETS = frozenset({"contrasena", "codigo", "liga", "falta"})
"""The facts of a letter that whoever reads them could use, or that are its owner's alone."""
VEIL = "••••••••"

_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "templates" / "mail"
_BLANK = re.compile(r"{{\s*(\w+)\s*}}")


def masked(kind: str, text: str) -> str:
    """Return the text of a letter with each secret veiled; of an unknown kind, nothing of it.

    A secret stands at the end of a line of its own, after words or alone: so the templates are
    held to write it.
    """
    if kind not in KINDS:
        return VEIL if text else ""
    words, alone = _before(kind)
    return "\n".join(_line(line, words, alone=alone) for line in text.split("\n"))


def _line(line: str, words: tuple[str, ...], *, alone: bool) -> str:
    for before in words:
        if line.startswith(before):
            return f"{before}{VEIL}"
    return VEIL if alone and "://" in line else line


@cache
def _before(kind: str) -> tuple[tuple[str, ...], bool]:
    """Return the words before each secret of a kind, and whether one stands alone on its line."""
    template = (_FOLDER / f"{kind}.txt.j2").read_text("utf-8")
    words = [
        line[: found.start()]
        for line in template.splitlines()
        if (found := _BLANK.search(line)) and found[1] in SECRETS
    ]
    return tuple(each for each in words if each), "" in words
