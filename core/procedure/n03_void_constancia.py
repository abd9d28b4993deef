"""Numeral 3, on the server: a constancia with a mistake is voided, and another takes its place."""

from dataclasses import dataclass

from core.domain.registration.constancia import AnularConstancia
from core.domain.registration.registration_errors import ConstanciaRegistered, ConstanciaVoided
from core.domain.values import texto
from core.ports.central import Bitacora
from core.ports.central_registration import Constancias
from core.procedure.n03_issue_constancia import IssueConstancia


@dataclass(frozen=True, slots=True)
class VoidConstancia:
    """Void a constancia with which nobody is registered. Its number is never given again."""

    constancias: Constancias
    bitacora: Bitacora
    issue: IssueConstancia

    def __call__(self, constancia_id: int, asked: AnularConstancia) -> int:
        """Return the id of the one in its place, or its own where there is none.

        Raises NotThere, ConstanciaVoided, ConstanciaRegistered, TextMissing or what issuing does;
        then nothing is voided.
        """
        known = self.constancias.by_id(constancia_id)
        if known.voided:
            raise ConstanciaVoided
        if known.used:
            raise ConstanciaRegistered
        reason = texto.required(asked.reason, "reason")
        instead = self.issue(asked.instead) if asked.instead else constancia_id
        number = asked.instead.number.strip() if asked.instead else ""
        self.constancias.void(constancia_id, reason, number)
        facts = {"numero": known.constancia.number.strip(), "motivo": reason}
        act = "constancia_sustituida" if number else "constancia_anulada"
        self.bitacora.append(act, str(constancia_id), facts | ({"por": number} if number else {}))
        return instead
