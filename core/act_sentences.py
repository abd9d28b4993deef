"""What the bitácora says: one sentence an act, made of the facts that the act kept."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

from core.domain.desk.bitacora import BitacoraRow
from core.messages import Blanks, explain_code
from core.spanish_dates import short_day

_FOLDER = Path(__file__).resolve().parent.parent / "resources" / "i18n"
_DEVICE = re.compile(r"[0-9a-f]{16}")
_LONG = re.compile(r"[0-9a-f]{32,}")
_SHORT = 8
_INSTANTS = frozenset({"inicia", "captacion_termina", "envio_termina"})
_DAYS = frozenset({"dia", "desde", "corte", "vence"})
_NOBODY, _UNKNOWN = "Alguien", "{quien} hizo «{acto}» sobre {asunto}."


@dataclass(frozen=True, slots=True)
class SaidIn:
    """How names and hours are said where the sentence is read: `cargo` of its id, an instant."""

    cargo: Callable[[str], str]
    instant: Callable[[datetime], str]


def title_of(act: str) -> str:
    """Return what an act is called in a list; the act itself where no text knows it."""
    return acts().get(act, {}).get("title", act.replace("_", " "))


def sentence_of(row: BitacoraRow, said: SaidIn) -> str:
    """Return who did what about whom, in one sentence."""
    words = {name: _value(name, text, said) for name, text in row.facts.items()}
    words["aspirante"] = _of_whom(row, words.get("aspirante", ""))
    blanks = Blanks(
        words | {"quien": _who(row.actor), "acto": row.act, "asunto": _subject(row, said)}
    )
    template = acts().get(row.act, {}).get("sentence", _UNKNOWN)
    return " ".join(template.format_map(blanks).split())


@cache
def acts() -> Mapping[str, Mapping[str, str]]:
    """Return the texts of every act: its `title`, and its `sentence` with blanks."""
    return _read("actos.toml")


def job_name(job: str) -> str:
    """Return what a job of the server does, «verificación de un apoyo»; itself if unknown."""
    return said_of("trabajo", job)


def job_title(job: str) -> str:
    """Return the same as it begins a line: «Verificación de un apoyo»."""
    name = job_name(job)
    return name[:1].upper() + name[1:]


def said_of(fact: str, code: str) -> str:
    """Return how the code of a fact is said, as in a sentence; itself if no text knows it."""
    return _values().get(fact, {}).get(code, code)


@cache
def _values() -> Mapping[str, Mapping[str, str]]:
    return _read("valores.toml")


def _read(name: str) -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((_FOLDER / name).read_text("utf-8"))


def _value(name: str, text: str, said: SaidIn) -> str:
    """Return a fact as people say it."""
    if name == "cargo":
        return said.cargo(text)
    if name == "codigo":
        return explain_code(text).title
    if name == "papeles":
        return ", ".join(_values()[name].get(each, each) for each in text.split(","))
    if name in _INSTANTS:
        return said.instant(datetime.fromisoformat(text))
    if name in _DAYS:
        return _day(text)
    known = _values().get(name, {})
    return known.get(text, _named(text))


def _day(text: str) -> str:
    """Return a day as people say it; the cut of a padrón may be named otherwise."""
    try:
        return short_day(date.fromisoformat(text))
    except ValueError:
        return _named(text)


def _of_whom(row: BitacoraRow, aspirante: str) -> str:
    """Return whose period it is, where it is one aspirante's own; else the fact itself."""
    if row.act != "periodo_fijado":
        return aspirante
    return f", solo para el aspirante {aspirante}" if aspirante else ""


def _subject(row: BitacoraRow, said: SaidIn) -> str:
    """Return whom or what an act is about, where its subject is a code of ours: its name."""
    if row.act == "periodo_fijado":
        return said.cargo(row.subject)
    if row.act == "lista_exportada":
        return said_of("lista", row.subject)
    return _named(row.subject)


def _who(actor: str) -> str:
    if _DEVICE.fullmatch(actor):
        return f"La tableta {actor[:_SHORT]}"
    return _values()["quien"].get(actor, actor) or _NOBODY


def _named(text: str) -> str:
    """Return a number of ours as it is said: of a long one, its beginning."""
    return text[:_SHORT] if _DEVICE.fullmatch(text) or _LONG.fullmatch(text) else text
