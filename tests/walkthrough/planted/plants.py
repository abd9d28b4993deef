"""The planted bugs: one file a bundle, because several are played in one play, line by line.

`python -m tests.walkthrough.planted.plants [BUNDLE ...]` plants them and prints what was seen.
"""

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.walkthrough.stage import REPOSITORY

_HERE = Path(__file__).parent
_OUT = REPOSITORY / "out" / "planted"
_LINE = re.compile(r"^num\. (\d+) +([✔✘])  (.*(?:\n {11,}.*)*)", re.MULTILINE)
_TESTS = "unidad"


@dataclass(frozen=True, slots=True)
class Plant:
    """One bug: in `file`, `old` becomes `new`. `line` of the play says `says`, or `test` fails."""

    name: str
    file: str
    old: str
    new: str
    line: str = ""
    says: str = ""
    test: str = ""

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


def missed_by_test(plant: Plant, number: int) -> str:
    """Run the test that must see a plant; return its name where it does not."""
    tree = copy_of_the_tree(_OUT / f"{_TESTS}_{number}")
    plant.plant(tree)
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", plant.test]
    done = subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)
    shutil.rmtree(tree)
    return "" if done.returncode == 1 else f"{plant.name}: {plant.test} passed"


def main(names: Sequence[str]) -> int:
    """Plant the bundles named, all without names; return 0 only if everything was seen."""
    missed: list[str] = []
    for name, plants in bundles().items():
        if names and name not in names:
            continue
        if name == _TESTS:
            found = [missed_by_test(each, number) for number, each in enumerate(plants)]
        else:
            found = missed_in_play(name, plants)
        unseen = [each for each in found if each]
        sys.stdout.write(f"{name}: {len(plants) - len(unseen)} de {len(plants)}\n")
        missed += unseen
    sys.stdout.writelines(f"  {each}\n" for each in missed)
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
