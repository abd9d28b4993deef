"""Numeral 4 at the desk: the form is checked while typed, and sent as a whole."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal

from admin_desktop.framework.local_time import LocalTime
from admin_desktop.framework.working_vm import WorkingVm
from admin_desktop.parts.marks import FieldState, Mark
from admin_desktop.screens.registro.fields import sentences
from admin_desktop.screens.registro.gateway import RegistroGateway
from admin_desktop.screens.registro.state import SECCION_DIGITS, RegistroForm, found_as
from core.domain.proceso.geografia import Municipio, SeccionPlace
from core.domain.proceso.proceso import Cargo
from core.domain.registration.aspirante import Registered, RegistroAspirante
from core.domain.registration.borrador import Borrador
from core.domain.registration.coincidencia import Coincidencia, Coincidencias
from core.domain.registration.constancia import ConstanciaRow
from core.domain.registration.correccion import LABELS
from core.domain.registration.registro_rules import Beside, PlaceFound
from core.domain.values import texto
from core.errors import ApoyoError


class RegistroVm(WorkingVm):
    """One registration, from the opened form to its Id Solicitante."""

    filled = Signal()
    """The texts were set by the program: the view shows them anew."""
    go_to = Signal(str)
    """The field that the person must correct first."""
    registered = Signal(object)
    doubted = Signal(list)
    """Sentences on what is odd: the person looks again, or says that it is so."""
    fixed: frozenset[str] = frozenset()
    """The fields that are only read."""

    def __init__(
        self, gateway: RegistroGateway, local: LocalTime, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._gateway, self._local = gateway, local
        self._municipios: tuple[Municipio, ...] = ()
        self._begin()

    def _begin(self) -> None:
        today = self._local.today()
        self._key = self._gateway.new_key()
        self._form = RegistroForm(Beside(today), {"expediente.recibido": f"{today:%d/%m/%Y}"})
        self._result: Registered | None = None
        self._typed = False
        self._own_municipio = False
        self._asking: set[Coincidencia] = set()

    def open_new(self) -> None:
        """Open an empty form with a new idempotency key."""
        self._clear()
        self._begin()
        self._fill("credencial.entidad", self._gateway.entidad())
        self._form.judge()
        self.filled.emit()
        self.changed.emit()

    def start_from(self, row: ConstanciaRow) -> None:
        """Open a form with the names and the cargo of a constancia."""
        self.open_new()
        named = row.constancia
        self._form.texts |= named.nombre_completo.as_typed("persona.") | {
            "cargo": named.cargo,
            "expediente.constancia": named.number,
        }
        self._form.seen |= {field for field, text in self._form.texts.items() if text}
        self._form.known = replace(self._form.known, constancia=found_as(named.number, row))
        self._show_anew()

    def take_up(self, draft: Borrador) -> None:
        """Go on with what was typed before, under the key that it had."""
        self.open_new()
        texts = draft.texts
        self._key, self._typed = draft.key, True
        self._fill("credencial.entidad", texts.get("credencial.entidad", ""))
        self._form.texts |= texts
        self._own_municipio = bool(texts.get("credencial.municipio"))
        self._form.seen |= {field for field, text in texts.items() if text.strip()}
        self._look_for_place()
        self._look_up()
        self._show_anew()

    def _show_anew(self) -> None:
        """Judge and show what the program put into the form."""
        self._form.judge()
        self._look_for_others()
        self.filled.emit()
        self.changed.emit()

    @property
    def key(self) -> str:
        """The idempotency key of this registration."""
        return self._key

    @property
    def texts(self) -> Mapping[str, str]:
        """What stands in each field."""
        return self._form.texts

    @property
    def cargos(self) -> tuple[Cargo, ...]:
        """The offices of the proceso in force."""
        return self._gateway.cargos()

    @property
    def generos(self) -> tuple[str, ...]:
        """The genders that the proceso offers."""
        return self._gateway.generos()

    @property
    def municipios(self) -> tuple[Municipio, ...]:
        """The municipios of the chosen entidad."""
        return self._municipios

    @property
    def result(self) -> Registered | None:
        """What concluding gave, once it did."""
        return self._result

    @property
    def is_late(self) -> bool:
        """Tell whether a reason is asked: the constancia is of another day."""
        return self._form.known.is_late

    @property
    def has_unsaved(self) -> bool:
        """Tell whether leaving would lose something that a person typed."""
        return self._typed and self._result is None

    def text(self, field: str) -> str:
        """Return the text of a field."""
        return self._form.text(field)

    def type(self, field: str, text: str) -> None:
        """Take what a person typed into a field."""
        self._typed = True
        self._errors = {name: said for name, said in self._errors.items() if name != field}
        self._fill(field, text)
        self._form.judge()
        if field == "credencial.clave":  # known as it becomes whole, without leaving it
            self._look_for_others()
        self.changed.emit()

    def leave(self, field: str) -> None:
        """Note that the field was left: from now on it shows its errors."""
        if self.text(field).strip():
            self._form.seen.add(field)
        if field == "expediente.constancia":
            self._look_up()
        self._look_for_others()
        self.changed.emit()

    def state(self, field: str) -> FieldState:
        """Return the state of a field as shown."""
        return self._form.state(field, self._errors)

    def hint(self, field: str) -> str:
        """Return the help text of a field, "" without one."""
        return self._form.hint(field)

    def section_mark(self, section: str) -> Mark:
        """Return the sign of a section: its worst field, or OK once all of it is right."""
        return self._form.section_mark(section, self._errors)

    @property
    def missing(self) -> tuple[Mark, str]:
        """The sentence at the foot and its sign: what is wrong or missing, or that nothing is."""
        return self._form.missing(self._errors)

    def conclude(self, *, sure: bool = False) -> None:
        """Send the registration, or go to the first field that keeps it from being sent.

        What is odd and may be so is asked first (`doubted`), unless the person is `sure`.
        """
        if self._working or self._result:
            return
        self._form.known = replace(self._form.known, today=self._day())
        self._form.judge()
        read = self._form.read
        registro = read.registro
        self._form.seen |= {*read.broken, *read.doubts}
        if registro is None:
            self.changed.emit()
            self.go_to.emit(self._form.first())
        elif not sure and (unasked := self._form.unasked()):
            self._ask_and_conclude(unasked)
        elif read.doubts and not sure:
            self.changed.emit()
            self.doubted.emit(self._form.doubts())
        else:
            self._send(registro)

    def _day(self) -> date:
        """Return the day that the registration is of."""
        return self._local.today()

    def _send(self, registro: RegistroAspirante) -> None:
        work = partial(self._gateway.register, registro, self._key)
        self._act("Registrando…", lambda: work, self._concluded)

    def _concluded(self, registered: Registered) -> None:
        self._result = registered
        self.registered.emit(registered)

    def _fail(self, error: ApoyoError) -> None:
        super()._fail(error)
        self._errors = sentences(error, self._form.texts) or self._errors
        first = next((field for field in LABELS if field in self._errors), "")
        if first:
            self.go_to.emit(first)

    def _fill(self, field: str, text: str) -> None:
        self._form.texts[field] = text
        if field == "credencial.entidad":
            self._municipios, self._own_municipio = (), False
            self._form.texts["credencial.municipio"] = ""
            if text:
                self._load(lambda: self._gateway.municipios(text), self._take_municipios)
        if field in ("credencial.entidad", "credencial.seccion"):
            self._look_for_place()
        if field == "credencial.municipio":
            self._own_municipio = bool(text)
        if field == "expediente.constancia" and self._looked_up != texto.optional(text):
            self._form.known = replace(self._form.known, constancia=None)

    def _look_for_place(self) -> None:
        asked = (self.text("credencial.entidad"), self.text("credencial.seccion"))
        self._form.known = replace(self._form.known, place=None)
        number = asked[1]
        if len(number) == SECCION_DIGITS and number.isascii() and number.isdigit():
            self._load(
                lambda: self._gateway.place(*asked), lambda found: self._take_place(asked, found)
            )

    @property
    def _looked_up(self) -> str:
        found = self._form.known.constancia
        return found.number if found else ""

    def _look_up(self) -> None:
        number = texto.optional(self.text("expediente.constancia"))
        if number and number != self._looked_up:
            self._load(
                lambda: self._gateway.find(number), lambda row: self._take_constancia(number, row)
            )

    def _look_for_others(self) -> None:
        """Ask whose the clave, the e-mail and the name are, each where it is whole and new."""
        for each in self._form.unasked():
            if each not in self._asking:
                self._asking.add(each)
                self._ask_of(each)

    def _ask_of(self, asked: Coincidencia) -> None:
        self._load(lambda: self._gateway.alike(asked), lambda found: self._take_alike(asked, found))

    def _ask_and_conclude(self, unasked: list[Coincidencia]) -> None:
        def take(found: list[Coincidencias]) -> None:
            for asked, answer in zip(unasked, found, strict=True):
                self._take_alike(asked, answer)
            self.conclude()

        work = partial(list[Coincidencias], map(self._gateway.alike, unasked))
        self._act("Revisando…", lambda: work, take)

    def _take_alike(self, asked: Coincidencia, found: Coincidencias) -> None:
        self._asking.discard(asked)
        self._form.take_alike(asked, found.quienes)

    def _take_municipios(self, found: tuple[Municipio, ...]) -> None:
        self._municipios = found
        self.changed.emit()
        self.filled.emit()

    def _take_place(self, asked: tuple[str, str], found: SeccionPlace | None) -> None:
        if asked != (self.text("credencial.entidad"), self.text("credencial.seccion")):
            return
        if found and not asked[0]:
            self._fill("credencial.entidad", found.entidad)
        entidad = self.text("credencial.entidad")
        self._form.known = replace(self._form.known, place=PlaceFound(entidad, asked[1], found))
        if found and not self._own_municipio:
            self._form.texts["credencial.municipio"] = found.municipio
            self.filled.emit()
        self._form.judge()

    def _take_constancia(self, number: str, row: ConstanciaRow | None) -> None:
        if number == texto.optional(self.text("expediente.constancia")):
            self._form.known = replace(self._form.known, constancia=found_as(number, row))
            self._form.judge()
