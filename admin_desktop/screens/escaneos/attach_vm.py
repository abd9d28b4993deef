"""Files on their way into an expediente: chosen, told of, sent one after another, given up."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Final

from PySide6.QtCore import QObject, Signal

from admin_desktop.framework.working_vm import WorkingVm
from admin_desktop.screens.escaneos.sending import (
    MOST_AT_ONCE,
    AttachGateway,
    FileLine,
    FileState,
    Sending,
    broken_fields,
    maker_of,
    starts_of,
)
from core.domain.registration.escaneo import Escaneo, check_size
from core.domain.values.form_errors import FormBroken
from core.errors import ApoyoError, CentralUnreachable
from core.messages import explain, with_noun

_ID_BYTES: Final = 16


class AttachVm(WorkingVm):
    """The files chosen so far. `progressed` carries a key, bytes sent, and of how many."""

    progressed = Signal(int, object, object)
    attached = Signal(int)
    """All that was to be sent is there: how many documents."""

    def __init__(self, gateway: AttachGateway, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._gateway = gateway
        self._number = ""
        self._lines: tuple[FileLine, ...] = ()
        self._keys, self._done = 0, 0

    @property
    def lines(self) -> tuple[FileLine, ...]:
        """The files, in the order in which they were chosen."""
        return self._lines

    @property
    def sending(self) -> bool:
        """Tell whether anything is on its way."""
        return any(each.on_its_way for each in self._lines)

    @property
    def unfinished(self) -> str:
        """How many documents would not be attached."""
        left = with_noun(sum(each.on_its_way for each in self._lines), "documento", "documentos")
        return f"Se están agregando documentos: faltan {left}." if self.sending else ""

    def cut(self) -> None:
        """Give up all that is on its way."""
        self.drop()

    @property
    def to_send(self) -> int:
        """How many files wait for the person's word."""
        ready = (FileState.READY, FileState.FAILED)
        return sum(each.state in ready for each in self._lines)

    def begin(self, number: str) -> None:
        """Attach to another expediente from now on; nothing is chosen yet."""
        self.drop()
        self._number = number

    def add(self, paths: Iterable[str], replaces: Escaneo | None = None) -> None:
        """Add files; each starts with what can be told of it. `replaces` is what one replaces."""
        self._clear()
        known = {each.path for each in self._lines}
        for path in map(Path, paths):
            if path in known or len(self._lines) >= MOST_AT_ONCE:
                continue
            known.add(path)
            self._keys += 1
            self._lines += (self._line(path, replaces),)
        self.changed.emit()

    def remove(self, key: int) -> None:
        """Let go of a file that is not on its way."""
        self._lines = tuple(each for each in self._lines if each.key != key or each.on_its_way)
        self.changed.emit()
        self._end_if_done()

    def cancel(self, key: int) -> None:
        """Give up a file that is on its way."""
        line = self._one(key)
        if line is None:
            return
        line.cancelled.set()
        if line.state is FileState.WAITING:
            self._put(replace(line, state=FileState.READY))

    def drop(self) -> None:
        """Let go of all of them; what is being sent is given up."""
        for each in self._lines:
            each.cancelled.set()
        self._lines, self._done = (), 0
        self._clear()
        self.changed.emit()

    def send(self, texts: Mapping[int, Mapping[str, str]]) -> None:
        """Send all that wait for it, if every one of their forms can be read."""
        if self.sending:
            return
        self._clear()
        ready = [e for e in self._lines if e.state in (FileState.READY, FileState.FAILED)]
        broken: dict[str, ApoyoError] = {}
        for each in ready:
            wrong = broken_fields(each, texts.get(each.key, {}))
            self._keep(
                replace(each, errors={name: explain(e).sentence for name, e in wrong.items()})
            )
            broken |= {f"{each.key} {name}": error for name, error in wrong.items()}
        if broken:
            self._fail(FormBroken(broken))
            return
        for each in ready:
            again = bool(each.id) and each.sent == texts[each.key]
            new_id = each.id if again else secrets.token_hex(_ID_BYTES)
            self._keep(
                replace(
                    each,
                    id=new_id,
                    sent=texts[each.key],
                    state=FileState.WAITING,
                    sentence="",
                    errors={},
                    cancelled=Event(),
                )
            )
        self.changed.emit()
        self._next()

    def _next(self) -> None:
        """Send the first one that waits, or end."""
        waiting = next((e for e in self._lines if e.state is FileState.WAITING), None)
        if waiting is None:
            self._end_if_done()
            return
        self._put(replace(waiting, state=FileState.SENDING))
        key, work = waiting.key, self._work(waiting)
        self._run(
            lambda: self._gateway.bring(work),
            lambda _row: self._arrived(key),
            lambda error: self._refused(key, error),
        )

    def _work(self, line: FileLine) -> Sending:
        key = line.key
        return Sending(
            self._number,
            line.path,
            maker_of(line),
            lambda sent, of: self.progressed.emit(key, sent, of),
            line.cancelled,
        )

    def _arrived(self, key: int) -> None:
        if self._one(key) is not None:
            self._done += 1
        self._lines = tuple(each for each in self._lines if each.key != key)
        self.changed.emit()
        self._next()

    def _refused(self, key: int, error: ApoyoError) -> None:
        line = self._one(key)
        if line is None:  # all was let go meanwhile
            return
        sentence = explain(error).sentence
        self._keep(replace(line, state=FileState.FAILED, sentence=sentence))
        if isinstance(error, CentralUnreachable):
            self._trouble = explain(error)
            for each in self._lines:
                if each.state is FileState.WAITING:
                    self._keep(replace(each, state=FileState.READY))
        self.changed.emit()
        self._next()

    def _end_if_done(self) -> None:
        """Tell that all is there; where some are not, how many are."""
        done = self._done
        if self._lines and done and not self.sending and self._trouble is None:
            count = with_noun(done, "documento agregado", "documentos agregados")
            self._said = f"{count}. Lo que queda aquí no se agregó: cada uno dice por qué."
            self.changed.emit()
        elif done and not self._lines:
            self._done = 0
            self.attached.emit(done)

    def _line(self, path: Path, replaces: Escaneo | None) -> FileLine:
        starts = starts_of(path, replaces)
        try:
            size = self._gateway.size(path)
            check_size(size)
        except ApoyoError as error:
            refused = explain(error).sentence
            return FileLine(self._keys, path, 0, starts, replaces, FileState.REFUSED, refused)
        return FileLine(self._keys, path, size, starts, replaces)

    def _one(self, key: int) -> FileLine | None:
        return next((each for each in self._lines if each.key == key), None)

    def _keep(self, line: FileLine) -> None:
        self._lines = tuple(line if each.key == line.key else each for each in self._lines)

    def _put(self, line: FileLine) -> None:
        self._keep(line)
        self.changed.emit()
