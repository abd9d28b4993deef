"""Numeral 1, at the desk: what the Instituto decides of a proceso, until it is published."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QObject, Signal

from admin_desktop.framework.local_time import LocalTime
from admin_desktop.framework.working_vm import WorkingVm
from admin_desktop.screens.proceso import form as proceso_form
from admin_desktop.screens.proceso.dispersion_form import say_short
from admin_desktop.screens.proceso.emblem import read_emblem
from admin_desktop.screens.proceso.signing import proceso_signing, say_cargo
from core.domain.proceso.proceso import Ambito, Cargo, Proceso, PublishedProceso
from core.messages import with_noun


@dataclass(frozen=True, slots=True)
class ProcesoGateway:
    """What this screen asks of the server. `fetch` gives None before the first publication."""

    fetch: Callable[[], PublishedProceso | None]
    publish: Callable[[Proceso, int], PublishedProceso]
    example: Callable[[Proceso], bytes]
    """A constancia of nobody as that proceso would have it, as PDF."""


@dataclass(frozen=True, slots=True)
class CargoLine:
    """One office as the list says it."""

    name: str
    place: str
    umbral: str
    dispersion: str

    @property
    def said(self) -> str:
        """Return name, threshold and rule of dispersion, for who reads."""
        return " · ".join(each for each in (self.name, self.umbral, self.dispersion) if each)


class ProcesoVm(WorkingVm):
    """The whole proceso in one form. `filled` asks the view to show `texts` anew."""

    filled = Signal()
    to_sign = Signal(object)
    """The Signing of what the form says: a person sees it before `sign`."""
    example = Signal(bytes)
    """The PDF that shows how documents would come out."""
    emblem = Signal(str)
    """A picture was read: the emblem in base64."""
    read = Signal()
    """Whether one is in force is known for the first time: the form is shown."""
    known = Signal(object)
    """The proceso in force, as it came or as it was just published."""

    wire_fields: ClassVar = proceso_form.WIRE_FIELDS

    def __init__(
        self, gateway: ProcesoGateway, local: LocalTime, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._gateway = gateway
        self._local = local
        self._texts = proceso_form.drafted_texts()
        self._cargos: tuple[Cargo, ...] = ()
        self._decided: Proceso | None = None
        self._published_last: PublishedProceso | None = None
        self._seen, self._known = 0, False
        self._state = "Sin publicar. Los textos son borradores por revisar."
        self.is_typed: Callable[[], bool] = lambda: False
        """Tells whether the form holds something typed: what is fetched then stays out of it."""

    @property
    def is_published(self) -> bool:
        """Tell whether the texts are those in force, not a draft."""
        return self._published_last is not None

    @property
    def texts(self) -> Mapping[str, str]:
        """The texts of the form, as published or drafted."""
        return self._texts

    @property
    def state(self) -> str:
        """Which version is in force, and since when."""
        return self._state

    @property
    def cargos(self) -> tuple[CargoLine, ...]:
        """The offices, in the order in which they were added."""
        return tuple(
            CargoLine(
                each.name,
                _place(each),
                with_noun(each.umbral, "apoyo", "apoyos"),
                say_short(each.dispersion) if each.dispersion else "",
            )
            for each in self._cargos
        )

    @property
    def cargos_said(self) -> str:
        """The offices with all that is decided of them, one a line."""
        return "\n".join(map(say_cargo, self._cargos))

    @property
    def unread(self) -> str:
        """Why the form is not shown: whether one is in force is not known. "" once it is."""
        if self._known:
            return ""
        return "El proceso no se pudo leer." if self.trouble else "Leyendo el proceso…"

    def load(self) -> None:
        """Fetch the proceso in force."""
        self._load(self._gateway.fetch, self._fetched)

    def ask_again(self) -> None:
        """Fetch what the silence of the server kept back."""
        if not self._known:
            self.load()

    def take_newer(self) -> None:
        """Show what was published instead of what was typed."""
        super().take_newer()
        self._load(self._gateway.fetch, self._take_published)

    def reset(self) -> None:
        """Show what is in force, or the draft, instead of what was typed."""
        if self._published_last is not None:
            self._take(self._published_last)
        else:
            self._texts, self._cargos = proceso_form.drafted_texts(), ()
            self.filled.emit()
        self.dismiss()

    def add_cargo(self, texts: Mapping[str, str]) -> bool:
        """Add an office to the form; nothing is sent yet. Tell whether it was added."""
        before = len(self._cargos)
        self._try(lambda: proceso_form.read_cargo(texts, others=self._cargos), self._append)
        return len(self._cargos) > before

    def remove_cargo(self, position: int) -> None:
        """Take one office out of the form; nothing is sent yet."""
        kept = list(self._cargos)
        del kept[position : position + 1]
        self._cargos = tuple(kept)
        self.changed.emit()

    def publish(self, texts: Mapping[str, str]) -> None:
        """Show what the form would have signed, or say what is missing beside each field."""
        self._act("Revisando…", lambda: self._reading(texts), self._review)

    def show_example(self, texts: Mapping[str, str]) -> None:
        """Ask for a constancia of nobody as the form would have it; nothing is published."""

        def prepare() -> Callable[[], bytes]:
            decided = proceso_form.read_proceso(texts, self._cargos)
            return lambda: self._gateway.example(decided)

        self._act("Abriendo…", prepare, self.example.emit)

    def read_emblem(self, path: str) -> None:
        """Read the picture that was chosen."""
        self._act("Leyendo la imagen…", lambda: partial(read_emblem, path), self.emblem.emit)

    def sign(self) -> None:
        """Publish what was shown last."""
        decided = self._decided
        if decided is not None:
            publish = partial(self._gateway.publish, decided)
            self._save("Publicando…", lambda: publish, self._published, self._seen)

    def _reading(
        self, texts: Mapping[str, str]
    ) -> Callable[[], tuple[Proceso, PublishedProceso | None]]:
        """Read the form now; the version in force is asked anew, for another may have published."""
        decided = proceso_form.read_proceso(texts, self._cargos)
        return lambda: (decided, self._gateway.fetch())

    def _review(self, found: tuple[Proceso, PublishedProceso | None]) -> None:
        self._decided = found[0]
        self.to_sign.emit(proceso_signing(*found))

    def _fetched(self, published: PublishedProceso | None) -> None:
        first, self._known = not self._known, True
        if first:
            self.changed.emit()
            self.read.emit()
        if published is not None and self.is_typed():
            self.known.emit(published)
        elif published is not None:
            self._take(published)

    def _take_published(self, published: PublishedProceso | None) -> None:
        if published is not None:
            self._take(published)

    def _append(self, cargo: Cargo) -> None:
        self._cargos = (*self._cargos, cargo)

    def _published(self, published: PublishedProceso) -> None:
        self._take(published)
        self._said = f"Proceso publicado, versión {published.version}."

    def _take(self, published: PublishedProceso) -> None:
        self._published_last, self._seen = published, published.version
        self._texts = proceso_form.texts_of(published.proceso)
        self._cargos = published.proceso.cargos
        when = self._local.say_exactly(published.published_at)
        self._state = f"En vigor: versión {published.version}, publicada el {when}."
        self.filled.emit()
        self.known.emit(published)


def _place(cargo: Cargo) -> str:
    said = proceso_form.AMBITOS[cargo.ambito.value]
    return said if cargo.ambito is Ambito.ENTIDAD else f"{said} {int(cargo.numero)}"
