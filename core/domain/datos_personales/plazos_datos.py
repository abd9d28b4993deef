"""The terms of the law of personal data, as the settings of a proceso hold them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import ClassVar, Final

from core.domain.datos_personales.datos_personales_errors import TermWrong
from core.domain.values import texto
from core.domain.values.dias_habiles import working_days_after

LAW: Final = (
    "Ley General de Protección de Datos Personales en Posesión de Sujetos Obligados, plazos del"
    " ejercicio de los derechos ARCO"
)
_MOST_DAYS = 365


def check_term(term: int) -> None:
    """Raise TermWrong for a term of no time, or of more than a year of days."""
    if not 1 <= term <= _MOST_DAYS:
        raise TermWrong


@dataclass(frozen=True, slots=True)
class PlazosDatos:
    """What the law gives, in working days, and the hours to tell of a breach; with the ground.

    `closed_days` are the days that the Instituto does not work, besides weekends and the law's own.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    answer_days: int = 20
    extension_days: int = 10
    fulfil_days: int = 15
    prevent_days: int = 5
    remedy_days: int = 10
    breach_hours: int = 72
    ground: str = LAW
    closed_days: tuple[date, ...] = ()

    def check(self) -> None:
        """Raise TermWrong for a term of no time or of more than a year, TextMissing for no ground.

        The act that publishes asks: what was signed before is read whatever it says.
        """
        office = (self.answer_days, self.extension_days, self.fulfil_days, self.breach_hours)
        for term in (*office, self.prevent_days, self.remedy_days):
            check_term(term)
        texto.required(self.ground, "personal_data.ground")

    def answered_by(self, received: date) -> date:
        """Return the last day to answer what was received on that day."""
        return working_days_after(received, self.answer_days, self.closed_days)

    def prevented_by(self, received: date) -> date:
        """Return the last day to ask for what a request lacks that was received on that day."""
        return working_days_after(received, self.prevent_days, self.closed_days)

    def remedied_by(self, prevented: date) -> date:
        """Return the last day of its owner to give what they were asked for on that day."""
        return working_days_after(prevented, self.remedy_days, self.closed_days)

    def extended_to(self, due: date) -> date:
        """Return the last day to answer after the one extension."""
        return working_days_after(due, self.extension_days, self.closed_days)

    def fulfilled_by(self, answered: date) -> date:
        """Return the last day to carry out what was answered on that day."""
        return working_days_after(answered, self.fulfil_days, self.closed_days)

    def told_by(self, known_at: datetime) -> datetime:
        """Return until when a breach that was known then is told."""
        return known_at + timedelta(hours=self.breach_hours)
