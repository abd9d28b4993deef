"""Which privacy notices were read on this tablet: one small file, read when it is first asked."""

from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import ClassVar

from core.domain.access.aviso import AvisoReadOnTablet
from core.tablet import durable
from core.wire import read_json, to_json


@dataclass(frozen=True, slots=True)
class _Noted:
    __pydantic_config__: ClassVar = {"extra": "forbid"}

    auxiliar: str
    read: AvisoReadOnTablet
    told: bool = False


@dataclass(frozen=True, slots=True)
class _All:
    __pydantic_config__: ClassVar = {"extra": "forbid"}

    items: tuple[_Noted, ...] = ()


class FileNotices:
    """NoticesRead in a file. One that does not read is none: the notice is then read again."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._changing = Lock()
        self._known: tuple[_Noted, ...] | None = None

    def has(self, auxiliar: str, sha256: str) -> bool:
        return any((n.auxiliar, n.read.sha256) == (auxiliar, sha256) for n in self._items())

    def note(self, auxiliar: str, read: AvisoReadOnTablet) -> None:
        with self._changing:
            if not self.has(auxiliar, read.sha256):
                self._keep((*self._items(), _Noted(auxiliar, read)))

    def untold(self, auxiliar: str) -> tuple[AvisoReadOnTablet, ...]:
        return tuple(n.read for n in self._items() if n.auxiliar == auxiliar and not n.told)

    def told(self, auxiliar: str, read: AvisoReadOnTablet) -> None:
        same = _Noted(auxiliar, read)
        with self._changing:
            self._keep(tuple(replace(n, told=True) if n == same else n for n in self._items()))

    def _items(self) -> tuple[_Noted, ...]:
        if self._known is None:
            self._known = self._on_disk()
        return self._known

    def _on_disk(self) -> tuple[_Noted, ...]:
        try:
            found: _All = read_json(_All, self._path.read_bytes())
        except (OSError, ValueError):
            return ()
        return found.items

    def _keep(self, items: tuple[_Noted, ...]) -> None:
        self._known = items  # on a full disk this session knows it all the same
        durable.write(self._path, to_json(_All(items)))
