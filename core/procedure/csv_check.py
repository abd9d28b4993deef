"""One file checked whole, before anything is applied: how it is written, and each bad line."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from core.domain.verification.import_errors import TooManyBadLines
from core.domain.verification.importacion import MOST_BAD_LINES, BadLine
from core.errors import RuleBroken
from core.procedure.csv_lines import (
    CsvForm,
    EncodingGuess,
    form_of,
    header_of,
    lines_of,
    whole_lines,
    with_ends,
)

Read = Callable[[], Iterable[bytes]]
"""Opens the file anew and yields its bytes."""

Blocks = Iterable[tuple[int, bytes]]
"""Whole lines, a block at a time: the number of its first line, and its bytes."""

_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """What the check of a file found. `sha256` is that of the file, hex."""

    form: CsvForm
    sha256: str
    rows: int
    bad: int


@dataclass(slots=True)
class BadLines:
    """Counts bad lines and hands them to `keep` in groups. Raises TooManyBadLines."""

    keep: Callable[[Sequence[BadLine]], None]
    most: int = MOST_BAD_LINES
    count: int = 0
    _held: list[BadLine] = field(default_factory=list)

    def __call__(self, line: int, column: str, code: str) -> None:
        self.count += 1
        if self.count > self.most:
            self.flush()
            raise TooManyBadLines({"lines": f"{self.most:,}"})
        self._held.append(BadLine(line, column, code))
        if len(self._held) >= _AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Hand over what is held."""
        if self._held:
            self.keep(tuple(self._held))
            self._held = []


@dataclass(frozen=True, slots=True)
class CsvCheck:
    """Reads a file twice: for its form and hash, then line by line.

    `told` hears how many bytes were read; what it raises ends the check.
    """

    read: Read
    columns: Sequence[str]
    told: Callable[[int], None]
    bad: BadLines
    not_ours: type[RuleBroken]
    empty: type[RuleBroken]
    longer: Sequence[str] = ()
    """Other columns that the header may name instead."""

    def __call__(self, take: Callable[[CsvForm, Blocks], int]) -> CheckedFile:
        """Return what was found. `take` gets the lines below the header, and returns the good.

        Raises `not_ours` for another header, `empty` where no line is there, TooManyBadLines.
        """
        guess, digest = EncodingGuess(), hashlib.sha256()

        def hashed() -> Iterator[bytes]:
            for chunk in self.read():
                digest.update(chunk)
                yield chunk

        for chunk in with_ends(hashed()):
            guess.see(chunk)
        end, header = header_of(lines_of(whole_lines(self.read())))
        form = form_of(header, self.columns, guess.encoding)
        if form is None and self.longer:
            form = form_of(header, self.longer, guess.encoding)
        if form is None:
            raise self.not_ours
        rows = take(form, self._below(end))
        self.bad.flush()
        if not rows and not self.bad.count:
            raise self.empty
        return CheckedFile(form, digest.hexdigest(), rows, self.bad.count)

    def _below(self, header: int) -> Blocks:
        """Yield what is below the line of that number."""
        for number, block in whole_lines(self._counted()):
            above = max(0, header + 1 - number)
            below = block.split(b"\n", above)[above:]
            if below and below[0]:
                yield number + above, below[0]

    def _counted(self) -> Iterator[bytes]:
        done = 0
        for chunk in self.read():
            yield chunk
            done += len(chunk)
            self.told(done)
