"""Numeral 1, on the server: the proceso is published, signed, under a new version."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from core.domain.proceso.geografia import ENTIDADES
from core.domain.proceso.proceso import Mode, Proceso, PublishedProceso, drafts_in
from core.domain.proceso.proceso_errors import (
    CargoInUse,
    CargosWrong,
    DraftInReal,
    EntidadUnknown,
    ProcesoFixed,
    TimeZoneUnknown,
)
from core.domain.values import texto
from core.domain.values.signed import PROCESO, Signed
from core.ports.central import Bitacora
from core.ports.central_registration import Periodos, Procesos, Sign
from core.ports.shared import Clock

_OBLIGATORY = ("id", "name", "instituto", "agreement", "duty_text")


@dataclass(frozen=True, slots=True)
class PublishProceso:
    """Publish what the Instituto decided."""

    procesos: Procesos
    periodos: Periodos
    bitacora: Bitacora
    clock: Clock
    sign: Sign
    election_key_id: str

    def __call__(self, proceso: Proceso) -> Signed:
        """Return the new version as it was signed.

        Raises what `check` does, ProcesoFixed or CargoInUse; then the version before stays in
        force.
        """
        check(proceso)
        before = self.procesos.latest()
        if before is not None:
            self._check_same(before.proceso, proceso)
        return self._publish(before, proceso)

    def again(self) -> Signed:
        """Publish the same proceso with the periods as they stand now (numeral 12)."""
        before = self.procesos.current()
        return self._publish(before, before.proceso)

    def _publish(self, before: PublishedProceso | None, proceso: Proceso) -> Signed:
        published = PublishedProceso(
            version=before.version + 1 if before else 1,
            published_at=self.clock.now(),
            proceso=proceso,
            periodos=tuple(self.periodos.acts()),
            election_key_id=self.election_key_id,
        )
        signed = self.sign(PROCESO, published)
        self.procesos.publish(published, signed)
        facts = {"version": str(published.version), "acuerdo": proceso.agreement}
        self.bitacora.append("proceso_publicado", proceso.id, facts)
        return signed

    def _check_same(self, before: Proceso, proceso: Proceso) -> None:
        if (before.id, before.mode) != (proceso.id, proceso.mode):
            raise ProcesoFixed
        kept = {cargo.id for cargo in proceso.cargos}
        if self.procesos.cargos_in_use() - kept:
            raise CargoInUse


def check(proceso: Proceso) -> None:
    """Raise what is wrong with a proceso in itself.

    TextMissing, CargosWrong, EntidadUnknown, UmbralWrong, DispersionWrong, UnitNotSmaller,
    TermWrong, EmblemWrong, SeriesWrong, DraftInReal or TimeZoneUnknown.
    """
    for field in _OBLIGATORY:
        texto.required(getattr(proceso, field), field)
    texto.required(proceso.notice.text, "notice.text")
    if proceso.people_notice.text:
        texto.required(proceso.people_notice.version, "people_notice.version")
    proceso.personal_data.check()
    texto.required(proceso.membrete.office, "membrete.office")
    proceso.membrete.check()
    ids = [cargo.id for cargo in proceso.cargos]
    if not ids or len(set(ids)) != len(ids) or not all(each.strip() for each in ids):
        raise CargosWrong
    if {proceso.entidad, *(cargo.entidad for cargo in proceso.cargos)} - set(ENTIDADES):
        raise EntidadUnknown
    for cargo in proceso.cargos:
        cargo.check()
    if proceso.mode is Mode.REAL and (drafts := drafts_in(proceso)):
        raise DraftInReal().at(drafts[0])
    try:
        ZoneInfo(proceso.time_zone)
    except (KeyError, ValueError, OSError) as cause:
        raise TimeZoneUnknown from cause
