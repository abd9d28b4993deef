"""No number of the reader decides anything without a name or a word that says what it is.

How a number was decided, and between which values nothing changes, is found by its name in
core/training/spread.tsv (`python -m core.training.spread`).
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.training.spread import ROOT, modules, numbers, written

_TRIVIAL = frozenset({0.0, 0.5, 1.0, 2.0})
_GUARD = 1e-3
"""Nothing, a half, a whole and twice say what they are; less than this keeps a number from zero."""


def _source(module: str) -> tuple[ast.Module, list[str]]:
    text = (ROOT / f"{module}.py").read_text("utf-8")
    return ast.parse(text), text.splitlines()


def _is_word(node: ast.stmt | None) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def unnamed(module: str) -> Iterator[str]:
    """Yield each fraction in a statement of a function on whose lines no comment stands."""
    tree, lines = _source(module)
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        for statement in ast.walk(function):
            if not isinstance(statement, ast.stmt) or hasattr(statement, "body"):
                continue
            told = lines[statement.lineno - 1 : statement.end_lineno]
            if not any("  # " in line for line in told):
                yield from (f"{module}:{statement.lineno} {one}" for one in _fractions(statement))


def _fractions(statement: ast.stmt) -> Iterator[float]:
    """Yield the numbers that decide something: no trivial ones, none that only keeps from zero."""
    for node in ast.walk(statement):
        number = node.value if isinstance(node, ast.Constant) else None
        if isinstance(number, float) and number not in _TRIVIAL and number > _GUARD:
            yield number


def unexplained(module: str) -> Iterator[str]:
    """Yield each named number without a word: below it, below those it stands with, or beside."""
    tree, lines = _source(module)
    named = {one.name for one in numbers(module)}
    body: list[ast.stmt | None] = [*tree.body, None]
    told = False
    for at in range(len(tree.body) - 1, -1, -1):
        node, after = tree.body[at], body[at + 1]
        if not isinstance(node, ast.Assign | ast.AnnAssign):
            continue
        adjacent = after is not None and after.lineno == (node.end_lineno or 0) + 1
        told = _is_word(after) or (adjacent and told) or "  # " in lines[node.lineno - 1]
        target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
        if isinstance(target, ast.Name) and target.id in named and not told:
            yield f"{module}: {target.id}"


@pytest.mark.parametrize("module", modules())
def test_every_number_has_a_name_and_a_word(module: str) -> None:
    assert not [*unnamed(module), *unexplained(module)]


def test_no_spread_is_told_of_a_number_that_is_gone() -> None:
    there = {(module, one.name): repr(one.value) for module in modules() for one in numbers(module)}
    assert not {key for key in written() if key not in there}


def test_the_folder_is_the_readers() -> None:
    assert Path(__file__).resolve().parents[2] / "core" / "credential" == ROOT
