"""Each program's extra in pyproject.toml brings whatever the program imports."""

import ast
import importlib.metadata
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
_OWN = ("core", "admin_desktop", "capture_kiosk")
_PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
_OTHER_ENGINE = {"core.credential.ocr.paddle_engine"}
"""What only the extra `paddle` brings."""


def _file_of(module: str) -> Path | None:
    path = ROOT / module.replace(".", "/")
    found = (path.with_suffix(".py"), path / "__init__.py")
    return next((each for each in found if each.is_file()), None)


def _imported(path: Path) -> Iterator[str]:
    """Yield the modules that a file names in imports, those for types alone left out."""
    tree = ast.parse(path.read_text("utf-8"))
    for_types = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in for_types:
            continue
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{each.name}" for each in node.names)


def _third_party(entry: str) -> dict[str, str]:
    """Return the top names that a program imports from others, each with a module of ours."""
    found: dict[str, str] = {}
    seen: set[str] = set()
    waiting = [entry]
    while waiting:
        module = waiting.pop()
        path = _file_of(module)
        if module in seen or path is None or module in _OTHER_ENGINE:
            continue
        seen.add(module)
        for name in _imported(path):
            top = name.partition(".")[0]
            if top in _OWN:
                waiting.append(name)
            elif top not in sys.stdlib_module_names:
                found.setdefault(top, module)
    return found


def _plain(requirement: str) -> str:
    return re.split(r"[\s;<>=!~\[(]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def _brought(named: list[str]) -> set[str]:
    """Return the distributions that come with those named."""
    found: set[str] = set()
    waiting = [_plain(each) for each in named]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        try:
            needed = importlib.metadata.requires(name) or []
        except importlib.metadata.PackageNotFoundError:
            continue
        waiting += [_plain(each) for each in needed if "extra ==" not in each]
    return found


@pytest.mark.parametrize(
    ("entry", "extra"),
    [
        ("admin_desktop.__main__", "desk"),
        ("capture_kiosk.__main__", "kiosk"),
        ("core.server.__main__", "server"),
    ],
)
def test_a_program_imports_only_what_its_extra_brings(entry: str, extra: str) -> None:
    brought = _brought([*_PROJECT["dependencies"], *_PROJECT["optional-dependencies"][extra]])
    makers = importlib.metadata.packages_distributions()
    missing = {
        name: where
        for name, where in _third_party(entry).items()
        if not {_plain(each) for each in makers.get(name, [name])} & brought
    }
    assert not missing
