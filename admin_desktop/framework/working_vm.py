"""What every view model of the desk shares: work off the GUI thread, its trouble and its word."""

from collections.abc import Callable, Mapping
from typing import ClassVar, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from core.domain.listing.cambio import Cambio, CentralChanged
from core.domain.values.form_errors import FormBroken
from core.errors import ApoyoError, CentralRefused, CentralUnreachable
from core.messages import Explanation, explain, explain_code
from core.qt_support.background import Background

T = TypeVar("T")
EXPIRED = "sesion_vencida"
_BACK = (
    "El servidor ya responde. Revise si lo último que pidió quedó hecho; si no, pídalo otra vez."
)


GoOn = Callable[[], None]
"""Asks once more what the end of a session interrupted: the very same call."""


class _Reply(QObject):
    """Brings the end of one task back to the GUI thread; it goes away with its task."""

    def __init__(
        self,
        then: Callable[[T], None],
        otherwise: Callable[[ApoyoError], None],
        *,
        task: QObject,
    ) -> None:
        super().__init__(task)
        self._then: Callable[..., None] = then
        self._otherwise = otherwise

    @Slot(object)
    def done(self, result: object) -> None:
        self._then(result)

    @Slot(object)
    def failed(self, error: ApoyoError) -> None:
        self._otherwise(error)


class WorkingVm(QObject):
    """State out, intentions in. `changed` follows every change of what is shown."""

    changed = Signal()
    unreached = Signal(object)
    """The server did not answer; the error."""
    overtaken = Signal(object)
    """A save was refused, for somebody saved meanwhile: this view model, with its `newer`."""
    dropped = Signal()
    """What was typed is given up for what is saved: forms show that."""

    wire_fields: ClassVar[Mapping[str, str]] = {}
    """The server's name of a field → the form's own, where they differ."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._working = ""
        self._said = ""
        self._trouble: Explanation | None = None
        self._silent, self._unanswered = False, False
        self._errors: dict[str, str] = {}
        self._hold: Callable[[GoOn], None] | None = None
        self._newer: CentralChanged | None = None
        self._save_again: Callable[[int], None] = _nothing

    def hold_with(self, hold: Callable[[GoOn], None]) -> None:
        """Give what a session that ended interrupts to `hold`, instead of failing with it."""
        self._hold = hold

    @property
    def working(self) -> str:
        """What is being done now, with its verb: «Publicando…»; empty at rest."""
        return self._working

    @property
    def said(self) -> str:
        """The sentence of what was done last."""
        return self._said

    @property
    def trouble(self) -> Explanation | None:
        """What went wrong, whose problem it is and what to do."""
        return self._trouble

    @property
    def errors(self) -> Mapping[str, str]:
        """Each broken field of the form and its sentence."""
        return self._errors

    @property
    def unfinished(self) -> str:
        """What closing the window now would cut, and its person would not hear; a sentence."""
        return ""

    def cut(self) -> None:
        """Leave the rest of it undone, and nothing half done: the person agreed to that."""

    @property
    def newer(self) -> tuple[Cambio, ...]:
        """What somebody saved since the version that the last refused save had seen."""
        return self._newer.cambios if self._newer else ()

    def take_newer(self) -> None:
        """Give up what was typed for what was saved."""
        self.dismiss()
        self.dropped.emit()

    def save_over(self) -> None:
        """Save what was typed, knowing what it is saved over. Refused again if it grew older."""
        if self._newer is not None:
            self._save_again(self._newer.version)

    def refresh(self) -> None:
        """Read again what is shown, for somebody changed it; nothing unless a list says more."""

    @Slot()
    def dismiss(self) -> None:
        """Take away the last word and the last trouble."""
        self._say("")

    def server_back(self) -> None:
        """Say no longer that the server is silent: it answers again."""
        if not self._silent:
            return
        self._silent, asked = False, self._unanswered
        self._unanswered = False
        if asked:
            self._say(_BACK)
        elif self._trouble is not None:
            self.dismiss()
        self.ask_again()

    def ask_again(self) -> None:
        """Fetch what the silence of the server kept back; nothing unless a list says more."""

    def _act(
        self, verb: str, prepare: Callable[[], Callable[[], T]], then: Callable[[T], None]
    ) -> None:
        """Build the work on this thread, run it on another. A second one meanwhile is ignored.

        `prepare` reads the form and may raise FormBroken: then each field has its sentence and
        nothing is sent.
        """
        if self._working:
            return
        self._clear()
        try:
            work = prepare()
        except ApoyoError as error:
            self._fail(error)
            return
        self._working = verb
        self.changed.emit()
        self._run(work, lambda result: self._end(then, result), self._fail)

    def _save(
        self,
        verb: str,
        prepare: Callable[[], Callable[[int], T]],
        then: Callable[[T], None],
        version: int,
    ) -> None:
        """Do `_act` with what saves over the `version` that the person has seen.

        Where somebody saved meanwhile nothing is lost: `overtaken` asks what to do.
        """

        def ready() -> Callable[[], T]:
            save = prepare()
            self._save_again = lambda newest: self._save(verb, lambda: save, then, newest)
            return lambda: save(version)

        self._act(verb, ready, then)

    def _try(self, read: Callable[[], T], then: Callable[[T], None]) -> None:
        """Read a form at once, with nothing to send; its errors are told like any other."""
        self._clear()
        try:
            then(read())
        except ApoyoError as error:
            self._fail(error)
        else:
            self.changed.emit()

    def _load(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Fetch something quietly; the form stays usable meanwhile."""
        self._run(work, lambda result: self._show(then, result), self._fail_loading)

    def _run(
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        otherwise: Callable[[ApoyoError], None],
    ) -> None:
        def stopped(error: ApoyoError) -> None:
            if isinstance(error, CentralUnreachable):
                self._silent = True
                self.unreached.emit(error)
            if self._hold is None or error.code != EXPIRED:
                otherwise(error)
                return
            self._hold(lambda: self._run(work, then, otherwise))

        task = Background(work, self)
        reply = _Reply(then, stopped, task=task)
        task.done.connect(reply.done)
        task.failed.connect(reply.failed)
        task.start()

    def _end(self, then: Callable[[T], None], result: T) -> None:
        self._working = ""
        self._show(then, result)

    def _show(self, then: Callable[[T], None], result: T) -> None:
        then(result)
        self.changed.emit()

    def _say(self, sentence: str) -> None:
        self._clear()
        self._said = sentence
        self.changed.emit()

    def _clear(self) -> None:
        self._said, self._trouble, self._errors = "", None, {}
        self._newer = None

    def _fail_loading(self, error: ApoyoError) -> None:
        self._trouble = explain(error)
        self.changed.emit()

    def _fail(self, error: ApoyoError) -> None:
        """Say an error: beside its fields where it names some, above them always."""
        self._unanswered = isinstance(error, CentralUnreachable)
        self._working = ""
        self._trouble = explain(error)
        self._errors = {
            self.field_of(field): explanation.sentence
            for field, explanation in _explained(error).items()
        }
        self._newer = error if isinstance(error, CentralChanged) else None
        self.changed.emit()
        if self._newer is not None:
            self.refresh()
            self.overtaken.emit(self)

    def field_of(self, wire: str) -> str:
        """Return the form's field for the server's name of one: its own, else its last part."""
        return self.wire_fields.get(wire) or wire.rpartition(".")[2]


def _nothing(_version: int) -> None:
    """Save nothing: nothing was saved yet."""


def _explained(error: ApoyoError) -> dict[str, Explanation]:
    """Return each broken field, as the form or the server names it, and its text."""
    if isinstance(error, FormBroken):
        return {field: explain(broken) for field, broken in error.errors.items()}
    named = error.fields if isinstance(error, CentralRefused) else ()
    return {field: explain_code(code, error.facts) for field, code in named}
