"""What the page of the form shows of a draft (numerals 19 and 20): rows, warnings, what misses."""

from dataclasses import dataclass

from capture_kiosk.capture.circumstances import Circumstances, said_of
from capture_kiosk.capture.draft import Draft
from capture_kiosk.capture.form import MAIN, OTHERS, FormField, field_read, is_answered
from core.domain.apoyos.apoyo import CredentialType
from core.domain.credencial.lectura import SURE
from core.messages import explain_code

_WORTH_SAYING = frozenset({"same_side_twice", "sides_differ", "damaged", "expired"})


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One box: `mood` is bien, duda, lapiz (written by a person) or falta; `picture` its strip."""

    id: str
    label: str
    shown: str
    mood: str
    coded: bool
    picture: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence."""

    text: str


def grid_rows(draft: Draft, *, main: bool, but: FormField | None) -> tuple[FieldRow, ...]:
    """Return the boxes of the grid, without the one in doubt, which stands above it."""
    shown = MAIN if main else OTHERS
    return tuple(_row(draft, field) for field in shown if field is not but)


def _row(draft: Draft, field: FormField) -> FieldRow:
    read = field_read(draft, field)
    value = field.joined(draft.value)
    return FieldRow(
        id=field.id,
        label=field.label,
        shown=value,
        mood=_mood(draft, field),
        coded=field.coded or field.id == "mrz",
        picture=field.id if read.strip else "",
    )


def _mood(draft: Draft, field: FormField) -> str:
    read = field_read(draft, field)
    value = field.joined(draft.value)
    if not value:
        return "falta"
    if value != read.value:
        return "lapiz"
    return "bien" if read.confidence >= SURE or is_answered(draft, field) else "duda"


def summary(draft: Draft, doubt: FormField | None) -> tuple[str, str]:
    """Return the sentence over the grid, and its icon."""
    if draft.reading is None:
        return "Escriba los datos como están en la credencial", "lapiz"
    moods = [_mood(draft, field) for field in MAIN if field is not doubt]
    others = "otros " if doubt else ""
    if "falta" in moods:
        return f"Revise los {others}{len(moods)} datos; algunos no se leyeron", "informe"
    if "duda" in moods:
        return f"Revise los {others}{len(moods)} datos", "informe"
    if "lapiz" in moods:
        return f"Los {others}{len(moods)} datos están revisados", "bien"
    return f"Los {others}{len(moods)} datos coinciden entre sí", "bien"


def warnings(draft: Draft, now: Circumstances) -> tuple[Sentence, ...]:
    """Return what is worth knowing of credential and data, and never stops a capture."""
    said = [explain_code(code).sentence for code in draft.findings if code in _WORTH_SAYING]
    return tuple(Sentence(text) for text in (*said, *said_of(draft, now)))


def missing(draft: Draft) -> str:
    """Return which boxes miss before the citizen can be looked up (norma/lecturas.md, 9)."""

    def lacks(*ids: str) -> list[str]:
        boxes = {field.id: field for field in (*MAIN, *OTHERS)}
        return [boxes[i].label for i in ids if not boxes[i].joined(draft.value).strip()]

    if draft.type_chosen in (CredentialType.EF, CredentialType.GH):
        needed = lacks("nombre", "clave_elector", "cic", "ocr")
    elif draft.value("cic"):
        needed = lacks("nombre", "ocr")
    else:
        needed = lacks("nombre", "clave_elector", "registro", "ocr")
    if not (draft.value("apellido_paterno") or draft.value("apellido_materno")):
        needed.insert(0, "un apellido")
    return f"Falta: {', '.join(needed)}." if needed else "Revise nombre y números."
