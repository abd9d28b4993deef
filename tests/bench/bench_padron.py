"""padron.load, padron.match, padron.lookup: the worker's padrón beside PostgreSQL's.

What is measured is what the worker does with a file that was received: opened, checked twice over,
hashed, sorted, made durable and put in force.
"""

import random
import shutil
import statistics
import sys
import tempfile
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from core.central.verification.padron import hash_clave, open_padron
from core.central.verification.padron_builder import SortedBuilder, put_in_force
from core.domain.verification.importacion import ImportKind
from core.ports.central_padron import KeyedHashes, PadronIndex
from core.procedure.csv_check import BadLines
from core.procedure.n09_import_padron import ImportPadron
from core.server.files.imported_files import ImportedFiles
from tests.bench import padron_rows
from tests.bench.figure import ROUNDS, Figure, interleaved, seconds
from tests.bench.padron_postgres import PostgresPadron, postgres_padron

_KEY, _OWN = bytes(range(32)), X25519PrivateKey.generate()
_RECORDS, _LOOKUPS, _CHUNK = 100_000, 5_000, 1 << 20
_NOT_THERE = 20
"""One of so many that are asked for is not in the padrón."""


class _Ours:
    """The padrón of a worker in a folder of its own."""

    def __init__(self, folder: Path, csv: Path) -> None:
        self.folder, self._files = folder / "padron", ImportedFiles(folder / "imports")
        with csv.open("rb") as file:
            chunks = iter(lambda: file.read(_CHUNK), b"")
            self._name, _ = self._files.receive(ImportKind.PADRON, chunks, _OWN.public_key())
        self.cut = self.sha256 = ""

    def load(self) -> None:
        """Build the cut of what was received, and put it in force."""
        shutil.rmtree(self.folder, ignore_errors=True)
        builder = SortedBuilder(self.folder, _KEY, date(2026, 11, 1))
        check = ImportPadron(builder, BadLines(print), lambda _done: None)
        found, self.sha256 = check(lambda: self._files.read(ImportKind.PADRON, self._name, _OWN))
        put_in_force(self.folder, builder.id)
        self.cut = builder.id
        assert (found.rows, found.bad) == (padron_rows.ROWS, 0)


def measure() -> list[Figure]:
    """Return the three figures. Both sides load the same file before anything is asked."""
    print(f"  {padron_rows.ROWS:,} renglones; la primera vez se escriben…", file=sys.stderr)
    csv = padron_rows.path()
    with tempfile.TemporaryDirectory() as place, postgres_padron() as postgres:
        ours = _Ours(Path(place), csv)
        load = Figure(
            "padron.load",
            seconds(ours.load),
            "s",
            seconds(lambda: postgres.load(csv)),
            f"{padron_rows.ROWS:,} renglones ficticios ({csv.stat().st_size >> 20} MiB), del "
            "archivo sellado al corte vigente; PostgreSQL: COPY y un índice único, con fsync; "
            "una vez cada uno",
        )
        with open_padron(ours.folder, ours.cut, ours.sha256) as index:
            return [load, _match(index, postgres), _lookup(index, postgres)]


def _match(index: PadronIndex, postgres: PostgresPadron) -> Figure:
    numbers = _numbers(_RECORDS)
    asked = [_hashes(number) for number in numbers]
    there = sum(map(_is_there, numbers))

    def find() -> None:
        assert sum(answer.row != "" for answer, _ in index.find(asked)) == there

    find()  # warm
    spent = statistics.median(seconds(find) for _ in range(ROUNDS))
    best, plan = postgres.best_match([padron_rows.clave(number) for number in numbers])
    return Figure(
        "padron.match",
        spent,
        "s",
        best,
        f"{_RECORDS:,} registros (uno de {_NOT_THERE} no está) entre {padron_rows.ROWS:,}, por "
        f"clave, cada respuesta en el proceso que pregunta; PostgreSQL, lo mismo, "
        f"el mejor plan en caliente: {plan}",
    )


def _lookup(index: PadronIndex, postgres: PostgresPadron) -> Figure:
    numbers = _numbers(_LOOKUPS)
    asked, claves = [_hashes(each) for each in numbers], [padron_rows.clave(n) for n in numbers]
    find = postgres.finder()

    def find_ours() -> None:
        for each in asked:
            [_] = index.find((each,))

    def find_theirs() -> None:
        for clave in claves:
            find(clave)

    find_ours()  # both warm, and theirs prepared
    find_theirs()
    ours, theirs = interleaved(find_ours, find_theirs)
    return Figure(
        "padron.lookup",
        _LOOKUPS / ours,
        "1/s",
        _LOOKUPS / theirs,
        f"{_LOOKUPS:,} de uno en uno entre {padron_rows.ROWS:,}, por clave; PostgreSQL: "
        "select preparado, por socket",
    )


def _numbers(count: int) -> list[int]:
    """Return whom to ask for; numbers beyond the last row are of nobody."""
    beyond = padron_rows.ROWS + padron_rows.ROWS // (_NOT_THERE - 1)
    return random.Random(7).sample(range(beyond), count)


def _is_there(number: int) -> bool:
    return number < padron_rows.ROWS


def _hashes(number: int) -> KeyedHashes:
    return KeyedHashes(hash_clave(padron_rows.clave(number), _KEY))
