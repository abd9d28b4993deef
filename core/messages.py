"""What people are told in Spanish: one text a code, and counts with their noun."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

_FOLDER = Path(__file__).resolve().parent.parent / "resources" / "i18n" / "errores"
_UNKNOWN = "falla_no_prevista"


class Explainable(Protocol):
    """Anything that carries a code and facts for its sentence: every ApoyoError does."""

    code: str
    facts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a person is told. `owner` is one of tableta, red, servidor, registro, dato, persona."""

    code: str
    title: str
    owner: str
    action: str

    @property
    def sentence(self) -> str:
        """Return both sentences in one line."""
        return f"{self.title} {self.action}".strip()


def explain(error: Explainable) -> Explanation:
    """Return the text of an error. A code without text gets the text of an unforeseen fault."""
    return explain_code(error.code, error.facts)


def explain_code(code: str, facts: Mapping[str, str] | None = None) -> Explanation:
    """Return the text of `code` with `facts` in its blanks. Missing facts stay empty."""
    texts = catalogue()
    entry = texts.get(code) or texts[_UNKNOWN]
    blanks = Blanks(facts or {})
    return Explanation(
        code=code,
        title=entry["title"].format_map(blanks),
        owner=entry["owner"],
        action=entry["action"].format_map(blanks),
    )


def with_noun(number: int, one: str, many: str) -> str:
    """Return «1 guardado», «2,754 guardados»."""
    return f"{number:,} {one if number == 1 else many}"


@cache
def catalogue() -> Mapping[str, Mapping[str, str]]:
    """Return every text by its code. Raises ValueError where a code stands twice."""
    texts: dict[str, Mapping[str, str]] = {}
    for path in sorted(_FOLDER.glob("*.toml")):
        for code, entry in tomllib.loads(path.read_text("utf-8")).items():
            if code in texts:
                message = f"{code} stands twice"
                raise ValueError(message)
            texts[code] = entry
    return texts


class Blanks(dict[str, str]):
    """Facts of a sentence; one that nobody gave reads as nothing."""

    def __missing__(self, key: str) -> str:
        return ""
