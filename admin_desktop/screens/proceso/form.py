"""The form of a proceso (numeral 1): texts → Proceso and back, and what it offers at first."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from admin_desktop.framework.typed_errors import HashMistyped, OfficeMissing, TwiceNamed
from admin_desktop.screens.proceso.dispersion_form import read_dispersion
from core.domain.datos_personales.plazos_datos import PlazosDatos, check_term
from core.domain.proceso.membrete import Membrete, check_series
from core.domain.proceso.proceso import (
    Ambito,
    Cargo,
    Mode,
    Notice,
    Proceso,
    ProcesoSettings,
    check_umbral,
    drafts_in,
)
from core.domain.proceso.proceso_errors import DraftInReal
from core.domain.values.form_reader import FormReader, read_number
from core.domain.values.texto import optional
from core.domain.values.typed_day import read_day

_DRAFT = Path(__file__).resolve().parents[3] / "resources/catalogos/proceso_borrador.toml"
_HASH = re.compile(r"[0-9a-f]{64}")
_NUMBER_DIGITS = 3

MODES = {Mode.PRACTICA.value: "Práctica", Mode.REAL.value: "Real"}
AMBITOS = {
    Ambito.ENTIDAD.value: "Toda la entidad",
    Ambito.DISTRITO.value: "Distrito",
    Ambito.MUNICIPIO.value: "Municipio",
}
YES = "sí"
"""The text of a ticked box."""

WIRE_FIELDS = {
    "agreement": "acuerdo",
    "authorised_apps": "apps",
    "cargos": "cargos",
    "duty_text": "deber",
    "generos": "generos",
    "id": "id",
    "instituto": "instituto",
    "membrete.emblem": "emblema",
    "membrete.office": "area",
    "membrete.post": "firmante_cargo",
    "membrete.series": "serie",
    "membrete.signatory": "firmante",
    "legal_grounds": "fundamentos",
    "name": "nombre",
    "notice.text": "aviso",
    "notice.version": "aviso_version",
    "people_notice.text": "aviso_personas",
    "people_notice.version": "aviso_personas_version",
    "personal_data": "plazo_contestar",
    "personal_data.ground": "plazo_fundamento",
    "time_zone": "zona",
}
"""The server's names of the fields that it may refuse."""


@cache
def draft() -> Mapping[str, Any]:
    """Return the drafted texts that a first proceso starts from."""
    return tomllib.loads(_DRAFT.read_text("utf-8"))


def zones() -> Mapping[str, str]:
    """Return the IANA names offered and how each is said."""
    offered: Mapping[str, str] = draft()["zonas"]
    return offered


def drafted_texts() -> dict[str, str]:
    """Return the form of a proceso that nobody published yet."""
    found = draft()
    return {
        **{key: str(found[key]) for key in ("nombre", "instituto", "entidad", "zona")},
        "id": "",
        "modo": Mode.PRACTICA.value,
        "acuerdo": "",
        "generos": "\n".join(found["generos"]),
        "fundamentos": "\n".join(found["fundamentos"]),
        "aviso_version": str(found["aviso_version"]),
        "aviso": str(found["aviso"]).strip(),
        "aviso_personas_version": str(found["aviso_personas_version"]),
        "aviso_personas": str(found["aviso_personas"]).strip(),
        "deber": str(found["deber"]).strip(),
        "apps": "",
        **_settings_texts(ProcesoSettings()),
        **_terms_texts(PlazosDatos()),
        **_membrete_texts(Membrete()),
    }


def texts_of(proceso: Proceso) -> dict[str, str]:
    """Return the form that shows a published proceso."""
    return {
        "id": proceso.id,
        "nombre": proceso.name,
        "instituto": proceso.instituto,
        "modo": proceso.mode.value,
        "entidad": proceso.entidad,
        "zona": proceso.time_zone,
        "acuerdo": proceso.agreement,
        "generos": "\n".join(proceso.generos),
        "fundamentos": "\n".join(proceso.legal_grounds),
        "aviso_version": proceso.notice.version,
        "aviso": proceso.notice.text,
        "aviso_personas_version": proceso.people_notice.version,
        "aviso_personas": proceso.people_notice.text,
        "deber": proceso.duty_text,
        "apps": "\n".join(proceso.authorised_apps),
        **_settings_texts(proceso.readings),
        **_terms_texts(proceso.personal_data),
        **_membrete_texts(proceso.membrete),
    }


def _settings_texts(settings: ProcesoSettings) -> dict[str, str]:
    return {
        "gracia": str(settings.grace_minutes),
        "margen": str(settings.sending_margin_minutes),
        "varios": YES if settings.several_aspirantes else "",
        "rostro": YES if settings.ask_for_face else "",
        "ocioso": str(settings.envio_idle_minutes),
        "correo": str(settings.aspirante_mail_minutes),
    }


def _terms_texts(terms: PlazosDatos) -> dict[str, str]:
    return {
        "plazo_contestar": str(terms.answer_days),
        "plazo_prorroga": str(terms.extension_days),
        "plazo_cumplir": str(terms.fulfil_days),
        "plazo_prevenir": str(terms.prevent_days),
        "plazo_desahogar": str(terms.remedy_days),
        "plazo_avisar": str(terms.breach_hours),
        "plazo_fundamento": terms.ground,
        "inhabiles": "\n".join(f"{day:%d/%m/%Y}" for day in terms.closed_days),
    }


def read_proceso(texts: Mapping[str, str], cargos: tuple[Cargo, ...]) -> Proceso:
    """Return the Proceso in the form. Raises FormBroken with every broken field."""
    form = FormReader(texts)
    if not cargos:
        form.refuse("cargos", OfficeMissing)
    for field in ("generos", "fundamentos"):
        form.required(field)
    proceso = Proceso(
        id=form.required("id"),
        name=form.required("nombre"),
        instituto=form.required("instituto"),
        mode=Mode(texts.get("modo", Mode.PRACTICA.value)),
        entidad=form.required("entidad"),
        time_zone=form.required("zona"),
        agreement=form.required("acuerdo"),
        cargos=tuple(_in_entidad(cargo, texts.get("entidad", "")) for cargo in cargos),
        generos=form.lines("generos"),
        legal_grounds=form.lines("fundamentos"),
        notice=Notice(form.required("aviso_version"), form.paragraphs("aviso")),
        duty_text=form.paragraphs("deber"),
        readings=_read_settings(form),
        authorised_apps=form.read("apps", read_hashes, instead=()),
        people_notice=Notice(
            form.required("aviso_personas_version"), form.paragraphs("aviso_personas")
        ),
        personal_data=_read_terms(form),
        membrete=_read_membrete(form, texts.get("emblema", "")),
    )
    if proceso.mode is Mode.REAL:
        for field in drafts_in(proceso):
            form.refuse(WIRE_FIELDS[field], DraftInReal)
    form.close()
    return proceso


def _read_settings(form: FormReader) -> ProcesoSettings:
    return ProcesoSettings(
        grace_minutes=form.number("gracia"),
        sending_margin_minutes=form.number("margen"),
        several_aspirantes=form.flag("varios"),
        ask_for_face=form.flag("rostro"),
        envio_idle_minutes=form.number("ocioso"),
        aspirante_mail_minutes=form.number("correo"),
    )


def _read_terms(form: FormReader) -> PlazosDatos:
    return PlazosDatos(
        answer_days=form.read("plazo_contestar", read_term, instead=1),
        extension_days=form.read("plazo_prorroga", read_term, instead=1),
        fulfil_days=form.read("plazo_cumplir", read_term, instead=1),
        prevent_days=form.read("plazo_prevenir", read_term, instead=1),
        remedy_days=form.read("plazo_desahogar", read_term, instead=1),
        breach_hours=form.read("plazo_avisar", read_term, instead=1),
        ground=form.required("plazo_fundamento"),
        closed_days=form.read("inhabiles", read_days, instead=()),
    )


def _membrete_texts(membrete: Membrete) -> dict[str, str]:
    return {
        "area": membrete.office,
        "firmante": membrete.signatory,
        "firmante_cargo": membrete.post,
        "serie": membrete.series,
        "emblema": membrete.emblem,
    }


def _read_membrete(form: FormReader, emblem: str) -> Membrete:
    return Membrete(
        office=form.required("area"),
        signatory=form.read("firmante", optional, instead=""),
        post=form.read("firmante_cargo", optional, instead=""),
        emblem=emblem,
        series=form.read("serie", read_series, instead=""),
    )


def read_series(text: str) -> str:
    """Return the series as typed, "" for none. Raises SeriesWrong."""
    series = text.strip()
    if series:
        check_series(series)
    return series


def read_term(text: str) -> int:
    """Return how long a term is. Raises NumberMistyped, TextMissing or TermWrong."""
    term = read_number(text)
    check_term(term)
    return term


def read_days(text: str) -> tuple[date, ...]:
    """Return the days of a list, one a line, in order. Raises DayMistyped or DayUnreal."""
    return tuple(sorted({read_day(line) for line in text.splitlines() if line.strip()}))


def _in_entidad(cargo: Cargo, entidad: str) -> Cargo:
    """Return the office in the entidad of the proceso: the form asks for it once."""
    return replace(cargo, entidad=entidad)


def read_hashes(text: str) -> tuple[str, ...]:
    """Return the SHA-256 of the authorised apps, one a line. Raises HashMistyped."""
    found = tuple(line.strip().lower() for line in text.splitlines() if line.strip())
    if not all(_HASH.fullmatch(each) for each in found):
        raise HashMistyped
    return found


def read_cargo(texts: Mapping[str, str], *, others: tuple[Cargo, ...]) -> Cargo:
    """Return the cargo in the form, with a unique id. Raises FormBroken."""
    form = FormReader(texts)
    ambito = Ambito(texts.get("ambito", Ambito.ENTIDAD.value))
    numero = ""
    if ambito is not Ambito.ENTIDAD:
        numero = f"{form.number('numero'):0{_NUMBER_DIGITS}d}"
    name, umbral = form.required("cargo"), form.read("umbral", read_umbral, instead=0)
    if name in {each.name for each in others}:
        form.refuse("cargo", TwiceNamed)
    rule = read_dispersion(form, texts)
    form.close()
    return Cargo(_id(ambito, numero, others), name, ambito, "", numero, umbral, rule)


def read_umbral(text: str) -> int:
    """Return how many supports are asked. Raises NumberMistyped, TextMissing or UmbralWrong."""
    umbral = read_number(text)
    check_umbral(umbral)
    return umbral


def _id(ambito: Ambito, numero: str, others: tuple[Cargo, ...]) -> str:
    """Return an id that tells the office and that no other one has."""
    stem = "-".join(part for part in (ambito.value, numero) if part)
    taken = {each.id for each in others}
    tails = ("", *(f"-{count}" for count in range(2, len(others) + 3)))
    return next(stem + tail for tail in tails if stem + tail not in taken)
