"""What is typed of a registration is kept on the server: a workstation may die."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from admin_desktop.framework.local_time import LocalTime
from admin_desktop.framework.working_vm import WorkingVm
from core.domain.registration.borrador import Borrador
from core.domain.values import texto
from core.errors import ApoyoError

_WAIT_MS = 1_200
"""So long after the last key what was typed goes to the server."""
_CONSTANCIA = "expediente.constancia"


@dataclass(frozen=True, slots=True)
class DraftGateway:
    """What keeping a draft asks of the server."""

    mine: Callable[[], tuple[Borrador, ...]]
    keep: Callable[[Borrador], Borrador]
    drop: Callable[[str], None]


class Keeping:
    """One keeping of a draft. Discarded meanwhile, the same thread forgets what it kept.

    So it is forgotten although the window closes now: what is under way is waited for, and what
    would follow on the thread of the window is not.
    """

    def __init__(self, gateway: DraftGateway, draft: Borrador) -> None:
        self.key = draft.key
        self._gateway, self._draft = gateway, draft
        self._one = Lock()
        self._discarded = self._over = False

    def keep(self) -> Borrador:
        """Keep the draft, unless it was discarded before; forget it if it was meanwhile."""
        with self._one:
            if self._discarded:
                return self._draft
        try:
            return self._gateway.keep(self._draft)
        finally:  # without an answer it may have been kept all the same
            if self._ends_discarded():
                self._gateway.drop(self.key)

    def discard(self) -> bool:
        """Leave it to this keeping to forget the draft; False where it is over already."""
        with self._one:
            self._discarded = not self._over
            return self._discarded

    def _ends_discarded(self) -> bool:
        with self._one:
            self._over = True
            return self._discarded


class DraftVm(WorkingVm):
    """The draft of the form that is open. `found` brings one that was begun before."""

    found = Signal(object)

    def __init__(
        self, gateway: DraftGateway, local: LocalTime, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._gateway, self._local = gateway, local
        self._key, self._texts = "", dict[str, str]()
        self._keeping: Keeping | None = None
        self._kept: Borrador | None = None
        self._lost = False
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT_MS)
        self._wait.timeout.connect(self.send)

    @property
    def state(self) -> str:
        """Whether what was typed is on the server: «Borrador guardado hoy 10:42»."""
        if self._lost:
            return "El borrador todavía no se guarda."
        kept = self._kept
        if kept is None or kept.key != self._key or kept.saved_at is None:
            return ""
        return f"Borrador guardado {self._local.say(kept.saved_at)}"

    def said_of(self, draft: Borrador) -> str:
        """Return whose draft it is and when it was saved, as a question says it."""
        names = ("persona.nombre", "persona.apellido_paterno", "persona.apellido_materno")
        name = texto.optional(" ".join(draft.texts.get(each, "") for each in names))
        number = texto.optional(draft.texts.get(_CONSTANCIA, ""))
        whose = ", ".join(part for part in (name, number and f"constancia {number}") if part)
        return f"{whose or 'Sin nombre todavía'}. Se guardó {self._local.say(draft.saved_at)}."

    def begin(self, key: str, constancia: str = "") -> None:
        """Follow a form that was just opened; look for one that was begun of this constancia."""
        self._wait.stop()
        self._key, self._texts, self._kept, self._lost = key, {}, None, False
        self._load(self._gateway.mine, lambda mine: self._offer(key, constancia, mine))

    def go_on(self, draft: Borrador) -> None:
        """Follow a draft that was taken up again, under its own key."""
        self._key, self._texts, self._kept = draft.key, dict(draft.texts), draft

    def note(self, texts: Mapping[str, str]) -> None:
        """Take what stands in the form; it is sent once the person pauses.

        Of a form that was closed, whose fields are emptied one by one, nothing is taken.
        """
        if self._key and dict(texts) != self._texts:
            self._texts = dict(texts)
            self._wait.start()

    @Slot()
    def send(self) -> None:
        """Send what is not on the server yet."""
        if self._keeping is not None or not self._texts:
            return
        self._wait.stop()
        keeping = Keeping(self._gateway, Borrador(self._key, dict(self._texts)))
        self._keeping = keeping
        self._run(keeping.keep, self._take, self._not_kept)

    def end(self) -> None:
        """Stop following a form that was concluded: the server forgets its draft by itself."""
        self._wait.stop()
        self._key, self._texts, self._kept, self._lost = "", {}, None, False

    def discard(self) -> None:
        """Forget the draft of the form that is open."""
        key, kept, keeping = self._key, self._kept, self._keeping
        self.end()
        sent = keeping is not None and keeping.key == key
        if sent and keeping is not None and keeping.discard():
            return
        if sent or kept is not None:
            self._run(lambda: self._gateway.drop(key), lambda _: None, lambda _: None)

    def ask_again(self) -> None:
        """Send what the silence of the server kept back."""
        if self._lost:
            self.send()

    def _offer(self, key: str, constancia: str, mine: tuple[Borrador, ...]) -> None:
        if key != self._key or self._texts:
            return
        wanted = texto.optional(constancia)
        fits = (
            each
            for each in mine
            if not wanted or texto.optional(each.texts.get(_CONSTANCIA, "")) == wanted
        )
        draft = next(fits, None)
        if draft is not None:
            self.found.emit(draft)

    def _take(self, kept: Borrador) -> None:
        self._keeping, self._lost = None, False
        if kept.key != self._key:
            return
        self._kept = kept
        if kept.texts != self._texts:
            self._wait.start()
        self.changed.emit()

    def _not_kept(self, _error: ApoyoError) -> None:
        """Say that it is not kept; the next key, or the server's next answer, tries again."""
        self._keeping, self._lost = None, bool(self._key)
        self.changed.emit()
