"""On the server: a breach of personal data is noted, and what is known of it later.

Source: norma/lecturas.md, 14.
"""

from dataclasses import dataclass

from core.domain.datos_personales.datos_personales import NewVulneracion, Vulneracion
from core.domain.datos_personales.datos_personales_errors import PeopleNegative
from core.domain.datos_personales.plazos_datos import PlazosDatos
from core.ports.central import Bitacora
from core.ports.central_datos import Vulneraciones
from core.ports.shared import Clock
from core.procedure.local_day import has_come
from core.procedure.made_once import MadeOnce

_HOURS = ("known_at", "owners_told_at", "authority_told_at")


@dataclass(frozen=True, slots=True)
class NoteVulneracion:
    """Note one. It is told even where the term has passed: the hours say so by themselves."""

    vulneraciones: Vulneraciones
    bitacora: Bitacora
    plazos: PlazosDatos
    clock: Clock
    once: MadeOnce

    def __call__(self, told: NewVulneracion, key: str) -> Vulneracion:
        """Return it; the same key again, the same, as it is known by now.

        Raises PeopleNegative, InTheFuture for an hour of the future, or FormKeyReused.
        """
        return self.once(key, told, lambda: self._note(told), self.vulneraciones.by_id)

    def _note(self, told: NewVulneracion) -> Vulneracion:
        self._check(told)
        kept = self.vulneraciones.add(told, self.plazos.told_by(told.known_at))
        self.bitacora.append("vulneracion_asentada", str(kept.id), _facts(told))
        return kept

    def again(self, vulneracion_id: int, told: NewVulneracion) -> None:
        """Keep what is known of it now. Raises NotThere, PeopleNegative or InTheFuture."""
        self.vulneraciones.by_id(vulneracion_id)
        self._check(told)
        self.vulneraciones.change(vulneracion_id, told, self.plazos.told_by(told.known_at))
        self.bitacora.append("vulneracion_actualizada", str(vulneracion_id), _facts(told))

    def _check(self, told: NewVulneracion) -> None:
        if told.people < 0:
            raise PeopleNegative
        now = self.clock.now()
        for field in _HOURS:
            at = getattr(told, field)
            if at is not None:
                has_come(at, now, field)


def _facts(told: NewVulneracion) -> dict[str, str]:
    return {
        "personas": str(told.people),
        "titulares_avisados": "sí" if told.owners_told_at else "no",
        "autoridad_avisada": "sí" if told.authority_told_at else "no",
    }
