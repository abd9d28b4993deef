"""The file of one aspirante in words: what was typed (4.a to e), and what followed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from admin_desktop.framework.local_time import LocalTime
from admin_desktop.screens.aspirantes.situacion_form import ACTS
from core.domain.desk.correo import CorreoRow, MailState
from core.domain.desk.expediente import AuxiliarCount, ExpedienteAspirante
from core.domain.proceso.geografia import ENTIDADES
from core.domain.proceso.periodo import PeriodoAct
from core.domain.registration.correccion import LABELS, disagrees
from core.domain.registration.escaneo import KINDS, Escaneo, EscaneoState
from core.messages import explain_code, with_noun
from core.spanish_dates import day, short_day

Pairs = tuple[tuple[str, str], ...]

_NONE = "No se dio"
_LEFT_BEHIND = "Dice otro nombre que el registro, que se corrigió después."
_PROVIDERS = {"google": "Google", "facebook": "Facebook", "": _NONE}
_STATES = {MailState.SENT: "enviado", MailState.WAITING: "en espera", MailState.FAILED: "falló"}


@dataclass(frozen=True, slots=True)
class FileWords:
    """Says one file. `municipio` is its name, "" where nobody knows it."""

    file: ExpedienteAspirante
    local: LocalTime
    cargo_name: Callable[[str], str]
    municipio: str = ""

    @property
    def registered(self) -> tuple[tuple[str, Pairs], ...]:
        """The data of numeral 4, section by section, as they were typed."""
        return (
            ("Cargo", self._labelled("cargo")),
            ("Datos personales", self._labelled("persona.")),
            ("Credencial para votar", self._labelled("credencial.")),
            ("Datos de contacto", self._labelled("contacto.")),
            ("Autenticación", self._labelled("autenticacion.")),
            ("Recepción de expediente", self._labelled("expediente.", "late_reason")),
        )

    @property
    def followed(self) -> tuple[tuple[str, Pairs], ...]:
        """What the procedure did since: constancia to supports."""
        return (
            ("Constancia", self._constancia()),
            ("Registro", self._registration()),
            ("Capacitación", self._trainings()),
            ("Acceso", self._access()),
            ("Correos", self._correos()),
            ("Auxiliares", auxiliar_pairs(self.file.auxiliares)),
            ("Periodos", self._periodos()),
            ("Apoyos", self._supports()),
            ("Documentos escaneados", escaneo_pairs(self.file.escaneos)),
            ("Acta de cierre", self._acta()),
            ("Situación", self._situaciones()),
        )

    def _labelled(self, *prefixes: str) -> Pairs:
        texts = self._texts()
        return tuple(
            (label, texts[field] or _NONE)
            for field, label in LABELS.items()
            if field.startswith(prefixes) and field in texts
        )

    def _texts(self) -> dict[str, str]:
        """Return each datum by the name of its field."""
        made = self.file.detail.registro
        persona, card, filed = made.persona, made.credencial, made.expediente
        alone = "Sin segundo apellido" if persona.sin_segundo_apellido else ""
        late = {"late_reason": made.late_reason} if made.late_reason else {}
        return {
            "cargo": self.cargo_name(made.cargo),
            "persona.nombre": persona.nombre,
            "persona.apellido_paterno": persona.apellido_paterno,
            "persona.apellido_materno": persona.apellido_materno or alone,
            "persona.sobrenombre": persona.sobrenombre,
            "persona.lugar_nacimiento": persona.lugar_nacimiento,
            "persona.fecha_nacimiento": day(persona.fecha_nacimiento),
            "persona.genero": persona.genero,
            "credencial.clave": card.clave.text,
            "credencial.ocr": card.ocr.text if card.ocr else "",
            "credencial.cic": card.cic.text if card.cic else "",
            "credencial.entidad": _coded(card.entidad, ENTIDADES.get(card.entidad, "")),
            "credencial.municipio": _coded(card.municipio, self.municipio),
            "credencial.seccion": card.seccion.text,
            "contacto.domicilio": made.contacto.domicilio,
            "contacto.oficina": made.contacto.oficina,
            "contacto.movil": made.contacto.movil,
            "autenticacion.correo": made.autenticacion.correo,
            "autenticacion.cuenta": made.autenticacion.cuenta,
            "autenticacion.proveedor": _PROVIDERS.get(
                made.autenticacion.proveedor, made.autenticacion.proveedor
            ),
            "expediente.recibido": day(filed.recibido),
            "expediente.recibido_por": filed.recibido_por,
            "expediente.manifestacion": day(filed.manifestacion),
            "expediente.constancia": filed.constancia,
            "expediente.observaciones": filed.observaciones,
            **late,
        }

    def _constancia(self) -> Pairs:
        constancia = self.file.constancia.constancia
        handed = self.local.say(constancia.delivered_at)
        left_behind = disagrees(constancia, self.file.detail.registro)
        return (
            *((("Por reponer", _LEFT_BEHIND),) if left_behind else ()),
            ("Número", constancia.number),
            ("Fecha", day(constancia.date)),
            ("Origen", "Expedida aquí" if constancia.issued_here else "Expedida en otro lugar"),
            ("Entrega", f"{handed}, a {constancia.delivered_to}" if handed else "Falta entregar"),
        )

    def _registration(self) -> Pairs:
        row = self.file.detail.row
        same = "El mismo que la constancia" if row.same_day else "Otro que el de la constancia"
        return (("Concluido", self.local.say_exactly(row.registered_at)), ("Día", same))

    def _trainings(self) -> Pairs:
        held = self.file.capacitaciones
        said = [
            (self.local.say(each.held_at), f"{each.place}, impartida por {each.instructor}")
            for each in held
        ]
        return tuple(said) or (("Estado", "Sin capacitar"),)

    def _access(self) -> Pairs:
        row = self.file.detail.row
        return (
            ("Usuario", self.file.user),
            ("Primera entrada", self.local.say(row.first_login_at) or "No ha entrado"),
            ("Deber", self.local.say(self.file.duty_accepted_at) or "No lo ha aceptado"),
        )

    def _correos(self) -> Pairs:
        said = [(self.local.say(each.created_at), _mail(each)) for each in self.file.correos]
        return tuple(said) or (("Estado", "Ninguno"),)

    def _periodos(self) -> Pairs:
        said = [(short_day(self._day(each)), self._periodo(each)) for each in self.file.periodos]
        return tuple(said) or (("Estado", "Sin periodo publicado"),)

    def _day(self, act: PeriodoAct) -> date:
        return act.periodo.starts_at.astimezone(self.local.zone).date()

    def _periodo(self, act: PeriodoAct) -> str:
        own = "Solo para esta candidatura. " if act.aspirante else ""
        say, periodo = self.local.say_exactly, act.periodo
        return (
            f"{own}Capta hasta el {say(periodo.capture_ends_at)}; envía hasta el "
            f"{say(periodo.sending_ends_at)}. {act.agreement}"
        )

    def _acta(self) -> Pairs:
        acta = self.file.acta
        if acta is None:
            return (("Estado", "No se ha emitido"),)
        figures = acta.figures
        return (
            ("Emitida", f"{self.local.say_exactly(acta.issued_at)}, por {acta.issued_by}"),
            ("Recibidos", f"{figures.received:,}"),
            ("No llegaron", f"{figures.not_arrived:,}"),
            ("Extemporáneos", f"{figures.extemporaneous:,}"),
            ("Sin noticia", with_noun(len(figures.silent), "tableta", "tabletas")),
        )

    def _situaciones(self) -> Pairs:
        said = [
            (
                self.local.say(each.at),
                f"{ACTS[each.act.value]}. {each.document}. {each.ground}, asentó {each.by}",
            )
            for each in self.file.situaciones
        ]
        return tuple(said) or (("Estado", "Sigue en curso"),)

    def _supports(self) -> Pairs:
        row = self.file.detail.row
        umbral = f"{row.umbral:,}" if row.umbral else "El cargo no tiene umbral"
        return (
            ("Recibidos", f"{row.received:,}"),
            ("Cuentan", f"{row.counted:,}"),
            ("Umbral", umbral),
        )


def escaneo_pairs(escaneos: Sequence[Escaneo]) -> Pairs:
    """Return the documents in force, the last one first, and how many ended."""
    valid = [each for each in escaneos if each.state is EscaneoState.VIGENTE]
    said = tuple(
        (
            KINDS[each.kind],
            f"{each.title}. {short_day(each.day)}, {with_noun(each.pages, 'hoja', 'hojas')}",
        )
        for each in valid
    )
    ended = len(escaneos) - len(valid)
    rest = (("Retirados o reemplazados", f"{ended:,}"),) if ended else ()
    return said + rest or (("Documentos", "Ninguno todavía"),)


def auxiliar_pairs(count: AuxiliarCount) -> Pairs:
    """Return how many auxiliares there are of each kind: numbers, and never who."""
    return (
        ("En vigor", with_noun(count.active, "auxiliar", "auxiliares")),
        ("Por aceptar", f"{count.invited:,}"),
        ("De baja", f"{count.ended:,}"),
        ("Tabletas en uso", f"{count.tablets:,}"),
    )


def _coded(code: str, name: str) -> str:
    return f"{code} · {name}" if name else code


def _mail(row: CorreoRow) -> str:
    trouble = explain_code(row.last_error).title if row.last_error else ""
    return " · ".join(part for part in (row.subject, _STATES[row.state], row.to, trouble) if part)
