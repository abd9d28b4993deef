"""The letters of numeral 27: one acuse, or several that were gathered, with their documents."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from core.domain.proceso.proceso import Proceso
from core.messages import with_noun
from core.ports.central import Attachment, Letters, NewMail
from core.ports.central_apoyos import Apoyos, IssuedAcuse
from core.procedure.n07_send_activation import letter_head

Paper = Callable[[IssuedAcuse, Proceso], bytes]
"""An acuse, as it was signed → its PDF."""

PDF = "application/pdf"

ONE, SEVERAL = "acuse", "acuses"


@dataclass(frozen=True, slots=True)
class AcuseMail:
    """Letters about acuses: the document and what was signed go with them."""

    letters: Letters
    paper: Paper
    apoyos: Apoyos
    proceso: Proceso

    def written(self, to: str, about: str, issued: Sequence[IssuedAcuse]) -> NewMail:
        """Return the mail of one acuse, or of several together. Slow where documents are drawn."""
        kind = ONE if len(issued) == 1 else SEVERAL
        facts = self._one(issued[0]) if kind == ONE else self._several(issued)
        letter = self.letters(kind, letter_head(self.proceso) | facts)
        attached = tuple(file for each in issued for file in self._files(each))
        whose = issued[0].aspirante
        return NewMail(kind, to, about, letter, attachments=attached, whose=whose)

    def _one(self, issued: IssuedAcuse) -> dict[str, str]:
        return {
            "numero": str(issued.number),
            "id_solicitante": issued.aspirante,
            "auxiliar": issued.auxiliar,
            "envio": str(issued.envio),
            "envios": str(issued.envio),
            "recibidos": str(issued.received),
            "pendientes": str(issued.pending),
            "pendientes_al": self._hour(issued.pending_as_of),
            "folios": "\n".join(self.apoyos.folios(issued.envio_id)) or "Ninguno",
        }

    def _several(self, issued: Sequence[IssuedAcuse]) -> dict[str, str]:
        lines = [
            f"Acuse {each.number}: auxiliar {each.auxiliar}, envío {each.envio}, "
            f"{with_noun(each.folios, 'folio', 'folios')}, "
            f"{with_noun(each.pending, 'pendiente', 'pendientes')}"
            for each in issued
        ]
        return {
            "cuantos": str(len(issued)),
            "id_solicitante": issued[0].aspirante,
            "acuses": "\n".join(lines),
        }

    def _files(self, issued: IssuedAcuse) -> tuple[Attachment, Attachment]:
        name = f"acuse-{issued.aspirante}-{issued.number}"
        signed = json.dumps(asdict(issued.signed)).encode("ascii")
        return (
            Attachment(f"{name}.pdf", PDF, self.paper(issued, self.proceso)),
            Attachment(f"{name}.json", "application/json", signed),
        )

    def _hour(self, moment: datetime) -> str:
        return f"{moment.astimezone(ZoneInfo(self.proceso.time_zone)):%d/%m/%Y %H:%M}"
