"""What the desk says of one aspirante (numerals 4 to 6): its line, its count and its facts."""

from dataclasses import dataclass

from admin_desktop.framework.local_time import LocalTime
from admin_desktop.parts.bar import Share
from admin_desktop.parts.marks import Mark
from admin_desktop.screens.avance.words import of_umbral
from core.domain.desk.correo import MailState
from core.domain.registration.aspirante import AspiranteDetail, AspiranteRow
from core.domain.registration.constancia import ConstanciaRow
from core.domain.verification.resultado import Avance, Resultado
from core.messages import with_noun
from core.spanish_dates import short_day

_MAILS = {
    MailState.FAILED.value: "Correo no entregado",
    MailState.WAITING.value: "Correo en camino",
}


@dataclass(frozen=True, slots=True)
class AspiranteLine:
    """One row as the list says it."""

    name: str
    cargo: str
    share: Share
    percent: str
    state: str
    mark: Mark


def line_of(row: AspiranteRow, cargo: str) -> AspiranteLine:
    """Return the row of the list; `cargo` as people call it."""
    share = row.counted / row.umbral if row.umbral else 0.0
    name = row.listed_name
    state, mark = _state(row)
    return AspiranteLine(
        name=f"{name} «{row.sobrenombre}»" if row.sobrenombre else name,
        cargo=cargo,
        share=Share(share),
        percent=f"{int(share * 100)} %",
        state=state,
        mark=mark,
    )


@dataclass(frozen=True, slots=True)
class ChosenAspirante:
    """The one in the side panel, with what has come of it from the server so far."""

    row: AspiranteRow
    detail: AspiranteDetail | None = None
    avance: Avance | None = None
    constancia: ConstanciaRow | None = None

    @property
    def count(self) -> tuple[str, str]:
        """The number that counts, and its words: («2,754», «de 4,436 · faltan 1,682»)."""
        umbral, counted = self.row.umbral, self._counted
        if not umbral:
            return f"{counted:,}", "que cuentan; el cargo no tiene umbral"
        return f"{counted:,}", of_umbral(umbral, counted)

    @property
    def share(self) -> Share:
        """Its bar."""
        umbral = self.row.umbral
        return Share(self._counted / umbral, self._in_review / umbral) if umbral else Share(0.0)

    @property
    def count_words(self) -> str:
        """The supports received that do not count, or not yet, in words."""
        avance = self.avance
        received = avance.received if avance else self.row.received
        words = [with_noun(received, "recibido", "recibidos")]
        if avance and avance.pending_verification:
            words.append(f"{avance.pending_verification:,} por verificar")
        if self._in_review:
            words.append(f"{self._in_review:,} en mesa de control")
        return " · ".join(words)

    def facts(self, local: LocalTime) -> tuple[tuple[str, str], ...]:
        """Return what is known of it, with local hours."""
        row, detail = self.row, self.detail
        number = detail.registro.expediente.constancia if detail else ""
        day = short_day(self.constancia.constancia.date) if self.constancia else ""
        late = "" if row.same_day else " · otro día que la constancia"
        return (
            ("Constancia", " · ".join(word for word in (number, day) if word)),
            ("Registro", local.say(row.registered_at) + late),
            ("Motivo", detail.registro.late_reason if detail else ""),
            ("Capacitación", local.say(row.trained_at) or "Sin capacitar"),
            ("Acceso", _access(row, local)),
            ("Correo", detail.registro.autenticacion.correo if detail else ""),
            ("Auxiliares", f"{row.auxiliares:,}"),
            ("Sin enviar", self._pending(local)),
        )

    @property
    def _counted(self) -> int:
        return self.avance.counted if self.avance else self.row.counted

    @property
    def _in_review(self) -> int:
        by_result = self.avance.by_result if self.avance else {}
        return by_result.get(Resultado.IN_REVIEW.value, 0)

    def _pending(self, local: LocalTime) -> str:
        avance = self.avance
        if avance is None or not avance.pending_on_tablets:
            return ""
        said = local.say(avance.pending_as_of)
        return f"{avance.pending_on_tablets:,} según los dispositivos, {said}"


def _access(row: AspiranteRow, local: LocalTime) -> str:
    sent = row.mail_state == MailState.SENT.value
    mail = f"Correo {local.say(row.mail_sent_at)}" if sent else _MAILS.get(row.mail_state, "")
    entered = local.say(row.first_login_at)
    said = (mail, f"entró {entered}" if entered else "no ha entrado")
    return " · ".join(word for word in said if word)


def _state(row: AspiranteRow) -> tuple[str, Mark]:
    """Return what the list says of one: what waits first, then how far it came."""
    if row.mail_state == MailState.FAILED.value:
        return "Correo devuelto", Mark.ERROR
    if row.trained_at is None:
        return "Sin capacitar", Mark.WARN
    if row.first_login_at is None:
        return "Nunca entró", Mark.WARN
    if row.umbral and row.counted >= row.umbral:
        return "Llegó al umbral", Mark.OK
    return ("Captando", Mark.QUIET) if row.received else ("Sin apoyos aún", Mark.QUIET)
