"""What a publication will sign, in words, and what it changes against the version in force."""

from dataclasses import dataclass
from hashlib import sha256

from admin_desktop.framework.local_time import LocalTime
from admin_desktop.screens.proceso import form as proceso_form
from admin_desktop.screens.proceso.dispersion_form import say_rule, say_share
from core.domain.datos_personales.plazos_datos import PlazosDatos
from core.domain.proceso.geografia import ENTIDADES
from core.domain.proceso.membrete import Membrete
from core.domain.proceso.periodo import PeriodoAct
from core.domain.proceso.proceso import Ambito, Cargo, Proceso, PublishedProceso
from core.messages import with_noun
from core.spanish_dates import short_day

Said = tuple[tuple[str, str], ...]
"""Label and text, in the order in which they are read."""

_NOTHING = "nada"


@dataclass(frozen=True, slots=True)
class Change:
    """One datum that changes; of a long text only the lines that do."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Signing:
    """What a person is shown before anything is signed. No `changes`: the same as in force."""

    title: str
    changes: tuple[Change, ...]
    whole: Said
    is_first: bool


def proceso_signing(decided: Proceso, published: PublishedProceso | None) -> Signing:
    """Return what publishing this proceso signs, and what changes."""
    version = published.version + 1 if published else 1
    whole = say_proceso(decided)
    before = say_proceso(published.proceso) if published else ()
    periodos = len(published.periodos) if published else 0
    besides = (
        ("Versión", str(version)),
        ("Periodos que lleva", with_noun(periodos, "acuerdo", "acuerdos")),
    )
    title = f"Se firma la versión {version} del proceso"
    return Signing(title, changes(before, whole), besides + whole, published is None)


def periodo_signing(
    act: PeriodoAct, before: PeriodoAct | None, cargo: str, local: LocalTime
) -> Signing:
    """Return what publishing this act signs, and what changes against the dates in force."""
    whole = say_act(act, cargo, local)
    known = say_act(before, cargo, local) if before else ()
    title = "Se firma un periodo, y con él otra versión del proceso"
    return Signing(title, changes(known, whole), whole, before is None)


def changes(before: Said, after: Said) -> tuple[Change, ...]:
    """Return each datum that says something else; of several lines only those that differ."""
    known = dict(before)
    found = ((label, known.get(label, ""), text) for label, text in after)
    return tuple(Change(label, *_differing(old, new)) for label, old, new in found if old != new)


def _differing(old: str, new: str) -> tuple[str, str]:
    gone = [line for line in old.splitlines() if line not in new.splitlines()]
    come = [line for line in new.splitlines() if line not in old.splitlines()]
    if not gone and not come:  # the same lines in another order
        return old, new
    return "\n".join(gone) or _NOTHING, "\n".join(come) or _NOTHING


def say_proceso(proceso: Proceso) -> Said:
    """Return all that a proceso decides, as a person reads it."""
    settings, yes = proceso.readings, {True: "sí", False: "no"}
    return (
        ("Identificador", proceso.id),
        ("Nombre", proceso.name),
        ("Instituto", proceso.instituto),
        ("Modo", proceso_form.MODES[proceso.mode.value]),
        ("Entidad", ENTIDADES.get(proceso.entidad, proceso.entidad)),
        ("Zona horaria", proceso_form.zones().get(proceso.time_zone, proceso.time_zone)),
        ("Acuerdo del INE", proceso.agreement),
        ("Cargos", "\n".join(map(say_cargo, proceso.cargos))),
        ("Géneros", "\n".join(proceso.generos)),
        ("Fundamentos", "\n".join(proceso.legal_grounds)),
        ("Aviso de privacidad", proceso.notice.text),
        ("Versión del aviso", proceso.notice.version),
        ("Aviso a aspirantes y auxiliares", proceso.people_notice.text),
        ("Versión de ese aviso", proceso.people_notice.version),
        ("Texto del deber", proceso.duty_text),
        ("Minutos de gracia para guardar", str(settings.grace_minutes)),
        ("Minutos de margen para el envío", str(settings.sending_margin_minutes)),
        ("Minutos sin avance que cierran un envío", str(settings.envio_idle_minutes)),
        ("Minutos entre correos de acuses", str(settings.aspirante_mail_minutes)),
        ("Un auxiliar para varios aspirantes", yes[settings.several_aspirantes]),
        ("Se pregunta por el rostro", yes[settings.ask_for_face]),
        *_say_membrete(proceso.membrete),
        *_say_terms(proceso.personal_data),
        ("Aplicaciones autorizadas", "\n".join(proceso.authorised_apps) or _NOTHING),
    )


def _say_membrete(membrete: Membrete) -> Said:
    emblem = sha256(membrete.emblem_png).hexdigest()[:12] if membrete.emblem else ""
    return (
        ("Área que expide constancias", membrete.office),
        ("Quien firma", membrete.signatory or _NOTHING),
        ("Cargo de quien firma", membrete.post or _NOTHING),
        ("Serie de las constancias", membrete.series or _NOTHING),
        ("Emblema (huella)", emblem or _NOTHING),
    )


def _say_terms(terms: PlazosDatos) -> Said:
    return (
        ("Días hábiles para contestar una solicitud", str(terms.answer_days)),
        ("Días hábiles de su prórroga", str(terms.extension_days)),
        ("Días hábiles para cumplir lo contestado", str(terms.fulfil_days)),
        ("Días hábiles para prevenir de lo que falta", str(terms.prevent_days)),
        ("Días hábiles para entregar lo que falta", str(terms.remedy_days)),
        ("Horas para avisar de una vulneración", str(terms.breach_hours)),
        ("Fundamento de esos plazos", terms.ground),
        ("Días inhábiles", "\n".join(map(short_day, terms.closed_days)) or _NOTHING),
    )


def say_cargo(cargo: Cargo) -> str:
    """Return «Diputación, distrito 5: Distrito 5, 4,436 apoyos»."""
    where = proceso_form.AMBITOS[cargo.ambito.value]
    if cargo.ambito is not Ambito.ENTIDAD:
        where = f"{where} {int(cargo.numero)}"
    said = f"{cargo.name}: {where}, {with_noun(cargo.umbral, 'apoyo', 'apoyos')}"
    rule = cargo.dispersion
    if rule is None:
        return said
    of_all = f", umbral de {say_share(rule.of_all)} de la lista nominal" if rule.of_all else ""
    return f"{said}; dispersión de {say_rule(rule)}{of_all} ({rule.ground})"


def say_act(act: PeriodoAct, cargo: str, local: LocalTime) -> Said:
    """Return all that an act decides. `cargo` as people call it."""
    periodo = act.periodo
    return (
        ("Cargo", cargo),
        ("Para", f"Id Solicitante {act.aspirante}" if act.aspirante else "todos sus aspirantes"),
        ("Inicio", local.say_exactly(periodo.starts_at)),
        ("Fin", local.say_exactly(periodo.capture_ends_at)),
        ("Envío hasta", local.say_exactly(periodo.sending_ends_at)),
        ("Fundamento", periodo.ground),
        ("Acuerdo", act.agreement),
    )
