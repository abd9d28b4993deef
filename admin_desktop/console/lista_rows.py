"""The rows of a list of altas: each judged by the rules and in the words of the form."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from admin_desktop.console.alta_form import read_alta
from core.domain.registration.auxiliar import AltaAuxiliar, AuxiliarOfAspirante, VinculoState
from core.domain.registration.lista_altas import TITLES, ListaAltas
from core.domain.registration.registration_errors import (
    AccountAlone,
    OwnCorreoTaken,
    OwnNombreTaken,
)
from core.domain.values import texto
from core.domain.values.form_errors import FormBroken
from core.domain.values.form_reader import FormReader
from core.domain.verification.import_errors import (
    CorreoTwice,
    NombreTwice,
    ProviderUnknown,
    YesMistyped,
)
from core.errors import ApoyoError
from core.messages import explain, explain_code

_YES, _NO = frozenset({"si", "x", "1", "true", "verdadero"}), frozenset({"", "no", "0", "false"})
_PROVIDERS = frozenset({"", "google", "facebook"})
_LINE = "Renglón"


class RowState(Enum):
    """What becomes of a row; the value is how it is said."""

    READY = "Se dará de alta"
    DOUBT = "Por confirmar"
    KNOWN = "Ya está dada de alta"
    WRONG = "Con errores"
    DONE = "Dada de alta"


@dataclass(frozen=True, slots=True)
class RowFinding:
    """What is wrong or odd in a row: the field as the form calls it, and its sentence."""

    field: str
    sentence: str


@dataclass(slots=True)
class ListaRow:
    """One row. While it is sent another thread sets its `findings` and `state`."""

    line: int
    texts: Mapping[str, str]
    state: RowState
    findings: tuple[RowFinding, ...] = ()
    alta: AltaAuxiliar | None = None
    key: str = ""
    """Under which it is sent: the same one again makes no second alta."""

    @property
    def name(self) -> str:
        """Who it is, as far as the row says."""
        said = (self.texts.get(each, "") for each in ("nombre", *_APELLIDOS))
        return texto.optional(" ".join(said))

    @property
    def correo(self) -> str:
        """The address as written."""
        return self.texts.get("correo", "")


_APELLIDOS = ("apellido_paterno", "apellido_materno")


@dataclass(slots=True)
class _Known:
    """Who is there already: addresses and names, of one's own list and of the lines before."""

    correos: dict[str, str] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    lines_of_correo: dict[str, int] = field(default_factory=dict)
    lines_of_name: dict[str, int] = field(default_factory=dict)


def judged(
    lista: ListaAltas,
    own: Iterable[AuxiliarOfAspirante],
    *,
    today: date,
    new_key: Callable[[], str],
) -> list[ListaRow]:
    """Return every row in the order of the file; `own` are the aspirante's auxiliares of today."""
    known = _Known()
    for each in own:
        if each.vinculo.state is not VinculoState.ENDED:
            known.correos[each.alta.correo] = _folded(each.alta.full_name)
            known.names.add(_folded(each.alta.full_name))
    rows = [_judged(each.line, each.texts, known, today, new_key) for each in lista.rows]
    rows += [
        ListaRow(each.line, {}, RowState.WRONG, (RowFinding(_LINE, explain_code(each.code).title),))
        for each in lista.broken
    ]
    return sorted(rows, key=lambda row: row.line)


def refused(row: ListaRow, fields: Sequence[tuple[str, str]], error: ApoyoError) -> None:
    """Keep in a row what the server refused it for."""
    named = [
        RowFinding(TITLES.get(_form_name(name), _LINE), explain_code(code, error.facts).sentence)
        for name, code in fields
    ]
    row.findings = tuple(named) or (RowFinding(_LINE, explain(error).sentence),)
    row.state = RowState.WRONG


def _judged(
    line: int,
    texts: Mapping[str, str],
    known: _Known,
    today: date,
    new_key: Callable[[], str],
) -> ListaRow:
    row = ListaRow(line, texts, RowState.WRONG)
    try:
        row.alta = alta = _read(texts, today)
    except FormBroken as broken:
        row.findings = _findings(broken.errors)
        return row
    name, before = _folded(alta.full_name), known.lines_of_correo.get(alta.correo)
    if before is not None:
        row.findings = _findings({"correo": CorreoTwice({"line": str(before)})})
        return row
    known.lines_of_correo[alta.correo] = line
    if alta.correo in known.correos:
        if known.correos[alta.correo] == name:
            row.state = RowState.KNOWN
        else:
            row.findings = _findings({"correo": OwnCorreoTaken()})
        return row
    row.findings = _findings(_doubts(alta, name, known))
    row.state = RowState.DOUBT if row.findings else RowState.READY
    row.key = new_key()
    known.lines_of_name.setdefault(name, line)
    return row


def _doubts(alta: AltaAuxiliar, name: str, known: _Known) -> dict[str, ApoyoError]:
    """Return what is odd and may be so."""
    odd: dict[str, ApoyoError] = {}
    if alta.cuenta and not alta.proveedor:
        odd["proveedor"] = AccountAlone()
    if name in known.names:
        odd["nombre"] = OwnNombreTaken()
    elif name in known.lines_of_name:
        odd["nombre"] = NombreTwice({"line": str(known.lines_of_name[name])})
    return odd


def _read(texts: Mapping[str, str], today: date) -> AltaAuxiliar:
    """Return the alta of a row. Raises FormBroken with every broken field."""
    form, alta = FormReader(texts), None
    alone = form.read("sin_segundo_apellido", _yes, instead=False)
    provider = form.read("proveedor", _provider, instead="")
    typed = {**texts, "sin_segundo_apellido": "sí" if alone else "", "proveedor": provider}
    try:
        alta = read_alta(typed, today=today)
    except FormBroken as broken:
        for name, error in broken.errors.items():
            form.refuse(name, error)
    return form.whole(alta)


def _yes(text: str) -> bool:
    said = _folded(text)
    if said not in _YES | _NO:
        raise YesMistyped
    return said in _YES


def _provider(text: str) -> str:
    said = _folded(text)
    if said not in _PROVIDERS:
        raise ProviderUnknown
    return said


def _findings(errors: Mapping[str, ApoyoError]) -> tuple[RowFinding, ...]:
    """Return them in the order of the form."""
    return tuple(
        RowFinding(title, explain(errors[name]).sentence)
        for name, title in TITLES.items()
        if name in errors
    )


def _form_name(wire: str) -> str:
    last = wire.rpartition(".")[2]
    return "nacimiento" if last == "fecha_nacimiento" else last


def _folded(text: str) -> str:
    """Return a text without accents, capitals and further blanks."""
    bare = unicodedata.normalize("NFD", texto.optional(text).casefold())
    return "".join(each for each in bare if not unicodedata.combining(each))
