"""A file of an import taken in (numeral 9): sealed as it comes, and put before the worker."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from core.domain.verification.importacion import Importacion, ImportKind
from core.server.composition.dependencies import Dependencies
from core.server.files.imported_files import ImportedFiles
from core.server.host.keys import KeyFiles


class ReceivedFile(NamedTuple):
    """What a file is: `about` is the batch that an answer is to, "" for any other kind."""

    kind: ImportKind
    day: date
    about: str = ""


def take_in(
    deps: Dependencies, actor: str, what: ReceivedFile, chunks: Iterable[bytes]
) -> Importacion:
    """Seal a file as it arrives, and return the import that the worker checks.

    Who takes it in has no key that opens it again. Raises ImportOpen while another is open, or
    what `ImportedFiles.receive` does; then nothing is left.
    """
    kind, day, about = what
    with deps.units.reading() as work:
        work.imports.check_none_open(kind)
    files = ImportedFiles(deps.settings.imports, deps.objects)
    to = KeyFiles(deps.settings.keys).election_public()
    name, size = files.receive(kind, chunks, to)
    try:
        with deps.units.writing(actor) as work:
            got = work.imports.receive(kind, day, name, size, actor, about=about)
            facts = {"tipo": kind.value, "dia": f"{day:%Y-%m-%d}", "bytes": str(size)}
            work.bitacora.append("importacion_recibida", str(got.id), facts)
    except BaseException:
        files.forget(name)
        raise
    return got
