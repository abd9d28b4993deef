"""The planted bugs: one file a bundle, because several are played in one play, line by line.

Those of the bundles `unidad_…` are seen by a test of `make test`; the others turn a line of the
play to ✘. `python -m tests.walkthrough.planted.plants [BUNDLE ...]` plants them and prints what
was seen; `--table` writes PLANTED.md.
"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.walkthrough.planted import figure
from tests.walkthrough.stage import REPOSITORY

_HERE = Path(__file__).parent
_OUT = REPOSITORY / "out" / "planted"
_LINE = re.compile(r"^num\. (\d+) +([✔✘])  (.*(?:\n {11,}.*)*)", re.MULTILINE)
_TESTED = "unidad"
_TABLE = _HERE / "PLANTED.md"
_NO_SCREEN = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
_TESTS_FAILED = 1
"""What pytest ends with; 0 where the bug went unseen, anything else where nothing was shown."""


@dataclass(frozen=True, slots=True)
class Plant:
    """One bug of a line of the play: in `file`, `old` becomes `new`.

    The line says `says`, or one of the files of `test` (apart by blanks) fails.
    """

    name: str
    file: str
    old: str
    new: str
    line: str
    says: str = ""
    test: str = ""

    @property
    def seen_by(self) -> str:
        """Return who must see it."""
        return self.test or f"num. {self.line} ✘"

    def fits(self, tree: Path) -> bool:
        """Tell whether the place to plant it is there, once."""
        return (tree / self.file).read_text("utf-8").count(self.old) == 1

    def plant(self, tree: Path) -> None:
        """Plant it. Raises ValueError where its place is not there once."""
        if not self.fits(tree):
            message = f"{self.name}: no place for it in {self.file}"
            raise ValueError(message)
        path = tree / self.file
        path.write_text(path.read_text("utf-8").replace(self.old, self.new), "utf-8")


def is_tested(bundle: str) -> bool:
    """Tell whether tests see the bugs of a bundle, and not the play."""
    return bundle.startswith(_TESTED)


def bundles() -> dict[str, list[Plant]]:
    """Return the plants of each bundle, by its name."""
    return {path.stem: list(_of(path)) for path in sorted(_HERE.glob("*.toml"))}


def _of(path: Path) -> Iterator[Plant]:
    for each in tomllib.loads(path.read_text("utf-8"))["plant"]:
        yield Plant(**each)


def copy_of_the_tree(target: Path) -> Path:
    """Return a fresh copy of what the repository holds, with the environment of this one."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=REPOSITORY, capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    for name in listed:
        source, place = REPOSITORY / name, target / name
        if source.is_file():
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, place)
    return target


def missed_in_play(name: str, plants: Sequence[Plant]) -> list[str]:
    """Play with every plant of a bundle; return what went unseen, and why."""
    tree = copy_of_the_tree(_OUT / name)
    for each in plants:
        each.plant(tree)
    played = subprocess.run(
        [sys.executable, "-m", "tests.walkthrough.play"],
        cwd=tree, capture_output=True, text=True, check=False,
    )  # fmt: skip
    (tree / "play.log").write_text(played.stdout + played.stderr, "utf-8")
    lines = {number: (mark, _joined(words)) for number, mark, words in _LINE.findall(played.stdout)}
    missed = [_unseen(each, lines) for each in plants]
    if "El ensayo se detuvo" in played.stdout:
        missed.append("the play did not reach its end")
    return [each for each in missed if each]


def _joined(words: str) -> str:
    return " ".join(words.split())


def _unseen(plant: Plant, lines: dict[str, tuple[str, str]]) -> str:
    mark, words = lines.get(plant.line, ("", "no such line"))
    if mark == "✘" and re.search(plant.says, words):
        return ""
    return f"{plant.name}: num. {plant.line} {mark} {words[:300]}"


def missed_by_tests(name: str, plants: Sequence[Plant]) -> list[str]:
    """Run, plant by plant, the tests that must see it; return what went unseen."""
    tree = copy_of_the_tree(_OUT / name)
    return [each for plant in plants if (each := _passed(plant, tree))]


def _passed(plant: Plant, tree: Path) -> str:
    """Return the name of a plant that its tests do not see. The tree is left as it was."""
    path = tree / plant.file
    whole = path.read_bytes()
    plant.plant(tree)
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"]
    try:
        done = subprocess.run(
            [*command, *plant.test.split()],
            cwd=tree, env=os.environ | _NO_SCREEN, capture_output=True, text=True, check=False,
        )  # fmt: skip
    finally:
        path.write_bytes(whole)
    if done.returncode == _TESTS_FAILED:
        return ""
    return f"{plant.name}: {plant.test} ended with {done.returncode}"


def missed(name: str) -> list[str]:
    """Return what went unseen of a bundle, and write its part of out/planted.json."""
    plants = bundles()[name]
    unseen = (missed_by_tests if is_tested(name) else missed_in_play)(name, plants)
    figure.note(name, [each.name for each in plants], unseen)
    return unseen


def table() -> str:
    """Return PLANTED.md: each bug and who sees it, in the order of the lines."""
    rows = sorted(
        (int(each.line), each.name, each.seen_by.replace(" tests/", ", tests/"))
        for plants in bundles().values()
        for each in plants
    )
    lines = [f"| {line} | {name} | {seen} |" for line, name, seen in rows]
    return "\n".join([*_HEAD, *lines, ""])


_HEAD = (
    "# Bugs planted in copies of the product, and who must see each",
    "",
    "`num. N ✘`: that line of `make run`; else one of the tests of `make test`. Written by",
    "`python -m tests.walkthrough.planted.plants --table`; `make soak` plants each of them.",
    "",
    "| num. | bug | seen by |",
    "|---|---|---|",
)


def main(names: Sequence[str]) -> int:
    """Plant the bundles named, all without names; return 0 only if everything was seen."""
    if "--table" in names:
        _TABLE.write_text(table(), "utf-8")
        return 0
    unseen: list[str] = []
    for name, plants in bundles().items():
        if names and name not in names:
            continue
        found = missed(name)
        sys.stdout.write(f"{name}: {len(plants) - len(found)} de {len(plants)}\n")
        unseen += found
    sys.stdout.writelines(f"  {each}\n" for each in unseen)
    return 1 if unseen else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
