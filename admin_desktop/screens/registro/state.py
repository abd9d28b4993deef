"""Numeral 4: a form half filled, judged, as its person sees it. No window is needed for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from admin_desktop.parts.marks import PLAIN, RIGHT, FieldState, Mark, doubtful, wrong
from admin_desktop.screens.registro.fields import SECTIONS, WHOLE
from core.domain.errors import BirthDisagrees
from core.domain.registration.coincidencia import Coincidencia, Datum
from core.domain.registration.constancia import ConstanciaRow
from core.domain.registration.correccion import LABELS
from core.domain.registration.registro import ReadRegistro, read_registro
from core.domain.registration.registro_rules import Alike, Beside, ConstanciaFound
from core.errors import ApoyoError
from core.mail_address import mail_address
from core.messages import explain, with_noun
from core.spanish_dates import short_day

SECCION_DIGITS = 4

Refused = Mapping[str, str]
"""What the server found wrong: field and sentence."""


@dataclass(slots=True)
class RegistroForm:
    """What was typed, which fields the person has left, and what is known beside the form."""

    known: Beside
    texts: dict[str, str]
    seen: set[str] = field(default_factory=set)
    read: ReadRegistro = field(init=False)

    def __post_init__(self) -> None:
        """Judge it as it is opened."""
        self.judge()

    def judge(self) -> None:
        """Read all of it again."""
        self.read = read_registro(self.texts, self.known, mail_address)

    @property
    def broken(self) -> Mapping[str, ApoyoError]:
        """Each field that breaks a rule, and the rule."""
        return self.read.broken

    def unasked(self) -> list[Coincidencia]:
        """Return what nobody asked yet: whose the clave, the e-mail and the name are."""
        datos = self.read.datos
        answered = {(each.datum, each.texts) for each in self.known.alike}
        whole = ((datum, datos.texts_of(datum)) for datum in Datum)
        return [Coincidencia(*each) for each in whole if each[1] and each not in answered]

    def take_alike(self, asked: Coincidencia, ids: tuple[str, ...]) -> None:
        """Take who else has a datum, and judge anew."""
        others = (each for each in self.known.alike if each.datum is not asked.datum)
        alike = (*others, Alike(asked.datum, asked.texts, ids))
        self.known = replace(self.known, alike=alike)
        self.judge()

    def text(self, name: str) -> str:
        """Return the text of a field."""
        return self.texts.get(name, "")

    def first(self) -> str:
        """Return the first field that breaks a rule, "" where none does."""
        return next((each for each in LABELS if each in self.broken), "")

    def doubts(self) -> list[str]:
        """Return a sentence on each datum that is odd and may be so, in the form's order."""
        asked = self.read.doubts
        return [f"{LABELS[each]}: {explain(asked[each]).title}" for each in LABELS if each in asked]

    def state(self, name: str, refused: Refused) -> FieldState:
        """Return the state of a field; fields still being typed show nothing."""
        if name in refused:
            return wrong(refused[name])
        text = self.text(name).strip()
        error = self.broken.get(name)
        if error is not None:
            whole = len(text) >= WHOLE.get(name, len(text) + 1)
            return wrong(explain(error).sentence) if name in self.seen or whole else PLAIN
        doubt = self.read.doubts.get(name)
        if doubt is not None and name in self.seen:
            return doubtful(explain(doubt).title)
        clave = self.broken.get("credencial.clave")
        if name == "persona.fecha_nacimiento" and isinstance(clave, BirthDisagrees):
            return doubtful("La clave dice otra fecha.")
        return RIGHT if text else PLAIN

    def hint(self, name: str) -> str:
        """Return the help text of a field, "" without one."""
        known, ocr = self.known, self.text("credencial.ocr")
        if name == "credencial.ocr" and len(ocr) >= SECCION_DIGITS:
            return f"Empieza con la sección: {ocr[:SECCION_DIGITS]}"
        if name == "credencial.seccion" and known.place and known.place.place:
            return f"Es del distrito {known.place.place.distrito.lstrip('0')}"
        if name == "expediente.constancia" and known.constancia and known.constancia.constancia:
            return f"Del {short_day(known.constancia.constancia.date)}"
        return ""

    def section_mark(self, section: str, refused: Refused) -> Mark:
        """Return the sign of a section: its worst field, or OK once all of it is right."""
        fields = SECTIONS[section]
        marks = {self.state(each, refused).mark for each in fields}
        for mark in (Mark.ERROR, Mark.WARN):
            if mark in marks:
                return mark
        return Mark.NONE if set(fields) & set(self.broken) else Mark.OK

    def missing(self, refused: Refused) -> tuple[Mark, str]:
        """Return what is wrong or missing in one sentence, or that nothing is, and its sign."""
        shown = [each for each in LABELS if self.state(each, refused).mark is Mark.ERROR]
        if shown:
            much = with_noun(len(shown), "dato", "datos")
            return Mark.ERROR, f"Falta corregir {much}: {LABELS[shown[0]]}"
        if self.broken:
            much = "Falta 1 dato" if len(self.broken) == 1 else f"Faltan {len(self.broken)} datos"
            return Mark.QUIET, f"{much}. Primero: {LABELS[self.first()]}"
        asked = [each for each in LABELS if each in self.read.doubts]
        if asked:
            much = with_noun(len(asked), "dato", "datos")
            return Mark.WARN, f"Por confirmar: {much}. Primero: {LABELS[asked[0]]}"
        return Mark.OK, "Todo está completo."


def found_as(number: str, row: ConstanciaRow | None) -> ConstanciaFound:
    """Return what the search for a number ended in."""
    if row is None:
        return ConstanciaFound(number, None)
    return ConstanciaFound(
        number, row.constancia, used=bool(row.registered_as), voided=row.voided is not None
    )
