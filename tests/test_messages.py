"""Every code has one text, and every text has a code that something raises."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import admin_desktop
import capture_kiosk
import core
from core.act_sentences import acts
from core.errors import ApoyoError, CentralRefused
from core.messages import catalogue, explain, explain_code, with_noun

ROOT = Path(__file__).resolve().parent.parent
_OWNERS = {"tableta", "red", "servidor", "registro", "dato", "persona", "equipo"}
_NOT_LOADED = re.compile(r"__main__|migrations|core\.training")
"""Entry points, and what needs torch; the training of the networks raises no error of ours."""


def _load_everything() -> None:
    for package in (core, admin_desktop, capture_kiosk):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not _NOT_LOADED.search(module.name):
                importlib.import_module(module.name)


def _leaves(kind: type[ApoyoError]) -> Iterator[type[ApoyoError]]:
    for child in kind.__subclasses__():
        yield child
        yield from _leaves(child)


def _raised_codes() -> set[str]:
    _load_everything()
    return {kind.code for kind in _leaves(ApoyoError) if kind is not CentralRefused} - {"error"}


def test_every_error_has_a_text() -> None:
    missing = _raised_codes() - set(catalogue())
    assert not missing


def test_every_text_belongs_to_something_in_the_code() -> None:
    sources = [
        path.read_text("utf-8")
        for folder in ("core", "admin_desktop", "capture_kiosk")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".qml"}
    ]
    unused = [code for code in catalogue() if not any(f'"{code}"' in text for text in sources)]
    assert not unused


@pytest.mark.parametrize("code", sorted(catalogue()))
def test_a_text_says_what_whose_and_what_to_do(code: str) -> None:
    entry = catalogue()[code]
    assert entry["owner"] in _OWNERS
    assert entry["title"].strip()
    assert entry["action"].strip()
    shown = explain_code(code, {}).sentence
    assert "{" not in shown
    assert len(shown) <= 240
    assert not re.search(r"(?i)error desconocido|inválid|\bOK\b", shown)


def test_an_error_without_text_is_told_as_unforeseen() -> None:
    assert explain(CentralRefused("no_hay_tal_codigo", 500)).title.startswith("Algo falló")


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 folios"), (1, "1 folio"), (2754, "2,754 folios")]
)
def test_a_count_agrees_with_its_noun(number: int, said: str) -> None:
    assert with_noun(number, "folio", "folios") == said


def _calls() -> Iterator[tuple[str, ast.Call, ast.AST]]:
    """Yield each call of a bitácora's `append`, and the function around it."""
    for path in sorted((ROOT / "core").rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        for around in ast.walk(tree):
            if not isinstance(around, ast.FunctionDef):
                continue
            for node in ast.walk(around):
                if isinstance(node, ast.Call) and _is_append(node.func):
                    yield str(path), node, around


def _is_append(called: ast.expr) -> bool:
    if not isinstance(called, ast.Attribute) or called.attr != "append":
        return False
    owner = called.value
    name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
    return name == "bitacora"


def _acts_of(call: ast.Call, around: ast.AST) -> set[str]:
    """Return the acts that a call may keep: written in it, or in what its name was given."""
    first = call.args[0]
    if isinstance(first, ast.Name):
        given = [
            node.value
            for node in ast.walk(around)
            if isinstance(node, ast.Assign)
            and any(isinstance(to, ast.Name) and to.id == first.id for to in node.targets)
        ]
    else:
        given = [first]
    return {
        node.value
        for each in given
        for node in ast.walk(each)
        if isinstance(node, ast.Constant) and re.fullmatch(r"[a-z]+(_[a-z]+)*", str(node.value))
    }


def test_every_act_has_a_sentence_and_every_sentence_an_act() -> None:
    kept: set[str] = set()
    for where, call, around in _calls():
        found = _acts_of(call, around)
        assert found, f"{where}:{call.lineno}: which act this is cannot be read"
        kept |= found
    assert len(kept) > 40
    assert kept == set(acts())
