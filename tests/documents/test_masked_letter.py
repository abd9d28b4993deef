"""No secret of any letter stays readable, and all the rest does."""

import re
from pathlib import Path

import pytest

from core.documents.letters import KINDS, letter
from core.documents.masked_letter import SECRETS, VEIL, masked

FACTS = {
    "contrasena": "tkwp-2mzr-9xqd-hfav",
    "codigo": "7K2M-9QRT-XWVZ-4HJN-P8CD",
    "falta": "La copia de su identificación de MUESTRA, por los dos lados",
    "liga": "https://muestra.invalid:8443/invitacion/Zx81Jq0PmW4t",
}


def written(kind: str, practica: str) -> str:
    facts = {fact: FACTS.get(fact, f"dato de {fact}") for fact in KINDS[kind]}
    return letter(kind, facts | {"practica": practica}).text


@pytest.mark.parametrize("practica", ["", "sí"])
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_secret_is_read(kind: str, practica: str) -> None:
    text = written(kind, practica)
    told = masked(kind, text)
    secret = KINDS[kind] & SECRETS
    for fact in secret:
        assert FACTS[fact] in text
        for part in (FACTS[fact], *re.split(r"[-/]", FACTS[fact])[3:]):
            assert part not in told, (kind, fact)
    assert told.count(VEIL) == len(secret)
    kept = [line for line in text.split("\n") if not any(FACTS[each] in line for each in secret)]
    assert [line for line in told.split("\n") if VEIL not in line] == kept


def test_a_secret_ends_its_line_in_every_template() -> None:
    folder = Path(__file__).resolve().parents[2] / "resources" / "templates" / "mail"
    for path in folder.glob("*.txt.j2"):
        for line in path.read_text("utf-8").splitlines():
            for found in re.finditer(r"{{\s*(\w+)\s*}}", line):
                if found[1] in SECRETS:
                    assert line.endswith(found[0]), (path.name, line)
                    assert line.count("{{") == 1, (path.name, line)


def test_a_letter_of_an_unknown_kind_is_not_read_at_all() -> None:
    assert masked("otra", "una contraseña: abc") == VEIL
    assert masked("otra", "") == ""
