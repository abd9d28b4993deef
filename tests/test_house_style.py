"""The shape of the tree, judged by machine: lengths, marks, names of acts, licences."""

import ast
import importlib.metadata
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
_PACKAGES = ("admin_desktop", "capture_kiosk", "core")
_MAX_FILE = 300
_MAX_FUNCTION = 45
_MAX_QML = 200


def _sources(suffix: str) -> Iterator[Path]:
    for package in _PACKAGES:
        for path in sorted((ROOT / package).rglob(f"*{suffix}")):
            if "migrations" not in path.parts:
                yield path


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_no_file_is_too_long() -> None:
    long = {_name(p): n for p in _sources(".py") if (n := _lines(p)) > _MAX_FILE}
    long |= {_name(p): n for p in _sources(".qml") if (n := _lines(p)) > _MAX_QML}
    assert not long


def _lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def test_no_function_is_too_long() -> None:
    long = {
        f"{_name(path)}:{node.name}": node.end_lineno - node.lineno + 1
        for path in _sources(".py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > _MAX_FUNCTION
    }
    assert not long


def test_a_class_name_says_one_thing_in_the_whole_tree() -> None:
    where: dict[str, list[str]] = {}
    for path in _sources(".py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                where.setdefault(node.name, []).append(_name(path))
    assert not {name: files for name, files in where.items() if len(files) > 1}


def test_no_mark_of_unfinished_work() -> None:
    marks = re.compile(r"TODO|FIXME|XXX\b|NotImplementedError|# type: ignore(?!\[)|# noqa(?!: )")
    found = [
        f"{_name(path)}:{number}"
        for suffix in (".py", ".qml")
        for path in _sources(suffix)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if marks.search(line)
    ]
    assert not found


def test_no_qml_holds_untyped_state() -> None:
    found = [_name(path) for path in _sources(".qml") if "property var " in path.read_text("utf-8")]
    assert not found


def test_core_is_an_empty_package_so_that_the_verifier_imports_nothing() -> None:
    assert not (ROOT / "core" / "__init__.py").read_text("utf-8")


@pytest.mark.parametrize(
    "path", sorted((ROOT / "core" / "procedure").glob("n[0-9]*.py")), ids=lambda path: path.stem
)
def test_an_act_is_one_class_that_is_called(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    called = [
        node.name
        for node in tree.body
        if isinstance(node, ast.ClassDef)
        and any(isinstance(m, ast.FunctionDef) and m.name == "__call__" for m in node.body)
    ]
    assert len(called) == 1
    words = (ast.get_docstring(tree) or "").splitlines()[0].lower()
    assert any(place in words for place in ("server", "worker", "tablet"))


def _acts() -> Iterator[tuple[str, Path]]:
    """Yield every act: a class of core/procedure that is called, wherever it lies there."""
    for path in sorted((ROOT / "core" / "procedure").rglob("*.py")):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and any(
                isinstance(each, ast.FunctionDef) and each.name == "__call__" for each in node.body
            ):
                yield node.name, path


def test_every_act_is_tried_by_a_test_of_the_procedure() -> None:
    tests = [*(ROOT / "tests" / "procedure").rglob("*.py"), ROOT / "tests" / "fakes" / "office.py"]
    named = set(re.findall(r"\w+", " ".join(path.read_text("utf-8") for path in tests)))
    acts = list(_acts())
    assert len(acts) > 30
    assert not {act: _name(path) for act, path in acts if act not in named}


def test_every_port_has_one_contract_for_the_real_part_and_the_fake() -> None:
    ports = {
        node.name
        for path in (ROOT / "core" / "ports").glob("*.py")
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.ClassDef)
        and any(isinstance(base, ast.Name) and base.id == "Protocol" for base in node.bases)
    }
    folders = ("contracts", "central", "tablet")
    kept = {
        alias.name
        for folder in folders
        for path in (ROOT / "tests" / folder).glob("test_*.py")
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("core.ports.")
        for alias in node.names
    }
    assert len(ports) > 40
    assert not ports - kept


def test_nothing_that_is_only_gpl_is_installed() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    names = re.findall(r"^([A-Za-z0-9_.-]+)==", lock, re.MULTILINE)
    assert not [name for name in names if _only_gpl(name)]


def _only_gpl(name: str) -> bool:
    try:
        meta = importlib.metadata.metadata(name)
    except importlib.metadata.PackageNotFoundError:
        return False
    licences = [meta.get("License-Expression") or ""]
    licences += [c for c in meta.get_all("Classifier") or [] if c.startswith("License")]
    text = " ".join(licences)
    return bool(re.search(r"(?<!L)GPL(?!v2 or later \(LGPL)", text)) and "LGPL" not in text


def test_the_table_of_the_architecture_names_files_that_exist() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    acts = set(re.findall(r"`(?:core/procedure/)?(n\d\d_\w+?)(?:\.py)?`", text))
    missing = {act for act in acts if not (ROOT / "core" / "procedure" / f"{act}.py").exists()}
    assert not missing
    shown = {path.stem for path in (ROOT / "core" / "procedure").glob("n[0-9]*.py")}
    assert not shown - acts


def _citations() -> Iterator[tuple[str, str, int]]:
    """Yield who cites, which file of resources/norma, and which of its sections."""
    cited = re.compile(r"norma/(\w+\.md)((?:,? (?:and )?\d+)*)")
    for path in (*_sources(".py"), *_sources(".qml"), *sorted((ROOT / "tests").rglob("*.py"))):
        text = " ".join(path.read_text("utf-8").split())
        for name, sections in cited.findall(text):
            numbers = [int(number) for number in re.findall(r"\d+", sections)] or [0]
            yield from ((_name(path), name, number) for number in numbers)


def test_every_citation_leads_to_a_section_that_stands_in_the_repository() -> None:
    norma = ROOT / "resources" / "norma"
    heads = {
        path.name: {0}
        | {int(n) for n in re.findall(r"^## (\d+)\. ", path.read_text("utf-8"), re.MULTILINE)}
        for path in norma.glob("*.md")
    }
    cited = list(_citations())
    assert len({name for _, name, _ in cited}) >= 3  # the pattern still finds what is cited
    assert not [each for each in cited if each[2] not in heads.get(each[1], ())]


def test_nothing_cites_a_document_that_the_repository_does_not_hold() -> None:
    elsewhere = re.compile(r"\b(DESIGN|READINGS|DOMAIN|PLATFORM|ROADMAP)\b[ .,]")
    found = [
        f"{_name(path)}:{number}"
        for suffix in (".py", ".qml")
        for path in (*_sources(suffix), *sorted((ROOT / "tests").rglob(f"*{suffix}")))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if path.name != "test_house_style.py" and elsewhere.search(line)
    ]
    assert not found
