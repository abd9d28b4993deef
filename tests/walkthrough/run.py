"""Everything that one run leaves behind: where it lies, and what was written down on the way.

Evidence gets a Run and nothing else; a control gets a doctored one.
"""

import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

PARTS = ("central", "copia", "ajeno", "desk", "kiosk1", "kiosk2", "kiosk_ajeno", "kiosk_copia")
"""Each has a HOME and a data folder of its own."""

TABLETS = ("kiosk1", "kiosk2", "kiosk_ajeno", "kiosk_copia")

OF_THE_PLAY = ("camara", "control", "escrituras", "pantallas", "registros", "vistos")
"""Folders of a run where the play and its scripts write, not the programs."""


class NotYet(Exception):
    """The play did not get as far as what this asks for."""


@dataclass(frozen=True)
class Run:
    """`root` holds homes/, data/, copias/, pantallas/, documentos/, correos/, api/, notas.json."""

    root: Path
    notes: dict[str, Any] = field(default_factory=dict, hash=False, compare=False)

    @staticmethod
    def wrote(root: Path, path: Path) -> bool:
        """Tell whether a path is one where the play writes, and no program."""
        return any(path.is_relative_to(root / each) for each in OF_THE_PLAY)

    def home(self, part: str) -> Path:
        """Return the HOME of a program."""
        return self.root / "homes" / part

    def data(self, part: str) -> Path:
        """Return the data folder of a program."""
        return self.root / "data" / part

    def temp(self, part: str) -> Path:
        """Return the folder for temporary files of a program."""
        return self.root / "temp" / part

    def copy(self, name: str) -> Path:
        """Return a copy taken at a named moment. Raises NotYet."""
        return self._there(self.root / "copias" / name)

    def made(self, folder: str, name: str) -> Path:
        """Return a file that the run produced. Raises NotYet."""
        return self._there(self.root / folder / name)

    def _there(self, path: Path) -> Path:
        if not path.exists():
            message = f"falta {path.relative_to(self.root)}"
            raise NotYet(message)
        return path

    def note(self, *path: str) -> Any:  # noqa: ANN401  notes are JSON
        """Return what was written down under `path`. Raises NotYet."""
        found: Any = self.notes
        for key in path:
            if not isinstance(found, dict) or key not in found:
                message = f"falta {'.'.join(path)}"
                raise NotYet(message)
            found = found[key]
        return found

    def exchange(self, name: str) -> dict[str, Any]:
        """Return a raw exchange with the API that the probe kept. Raises NotYet."""
        found: dict[str, Any] = json.loads(self.made("api", f"{name}.json").read_text("utf-8"))
        return found

    def doctored(self, *path: str, value: object) -> "Run":
        """Return the same run with one note changed, for a control."""
        notes = json.loads(json.dumps(self.notes))
        place = notes
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = value
        return replace(self, notes=notes)
