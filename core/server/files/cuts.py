"""Where a cut of the padrón lies: on the worker that built it; in the S3 store for the others."""

import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256 as new_sha256
from pathlib import Path
from typing import Final

from core.central.errors import PadronDamaged
from core.central.object_store import Objects
from core.central.verification.padron import is_built
from core.central.verification.padron_builder import built_file, put_in_force
from core.durable import give_name, opened, removed_on_failure, write_all
from core.errors import NotThere
from core.server.composition.dependencies import Dependencies

_SHARED: Final = "padron"
_COMING: Final = ".viene"
_PIECE_BYTES: Final = 4 << 20


@dataclass(frozen=True, slots=True)
class Cuts:
    """The cuts in `folder`; without `objects` there are no others."""

    folder: Path
    objects: Objects | None

    @classmethod
    def of(cls, deps: Dependencies) -> "Cuts":
        """Return those of this worker."""
        return cls(deps.settings.padron, deps.objects)

    def share(self, cut: str) -> None:
        """Let other workers have a cut that is here, built or in force.

        Raises MachineTrouble or OSError.
        """
        if self.objects is None:
            return
        built = built_file(self.folder, cut)
        path = built if built.exists() else self.folder / cut
        with path.open("rb") as file:
            pieces = iter(lambda: file.read(_PIECE_BYTES), b"")
            self.objects.write(_name(cut), pieces)

    def fetch(self, cut: str, sha256: str) -> None:
        """Have a cut here, in force, that any worker built. `sha256` (hex) is that of its file.

        One that lies here and is another is replaced.

        Raises PadronDamaged where it is another, MachineTrouble or OSError.
        """
        final = self.folder / cut
        if self.objects is None:
            return
        put_in_force(self.folder, cut)
        if is_built(self.folder, cut, sha256):
            return
        self.folder.mkdir(mode=0o770, parents=True, exist_ok=True)
        coming = self.folder / f"{cut}.{secrets.token_hex(4)}{_COMING}"
        digest = new_sha256()
        with removed_on_failure(coming):
            with suppress(NotThere), opened(coming, os.O_EXCL) as handle:
                for piece in self.objects.pieces(_name(cut)):
                    digest.update(piece)
                    write_all(handle, piece)
                os.fsync(handle)
            if digest.hexdigest() != sha256:
                raise PadronDamaged
            give_name(coming, final)
        for other in self.folder.iterdir():
            if other.is_file() and other != final and other.suffix != _COMING:
                other.unlink(missing_ok=True)

    def forget(self, cut: str) -> None:
        """Take back a cut that was shared and is not wanted. An unknown one changes nothing."""
        if self.objects is not None and cut:
            self.objects.delete([_name(cut)])

    def forget_others(self, cut: str) -> None:
        """Take back every shared cut but this one."""
        if self.objects is not None:
            found = (each.name for each in self.objects.under(_SHARED))
            self.objects.delete([name for name in found if name != _name(cut)])


def _name(cut: str) -> str:
    return f"{_SHARED}/{cut}"
