"""Numerals 12 and 26, on the server: an agreement sets the dates of a cargo or an aspirante."""

from dataclasses import dataclass

from core.domain.apoyos.acta_errors import PeriodoAfterActa
from core.domain.proceso.periodo import PeriodoAct, is_repeated
from core.domain.proceso.proceso_errors import PeriodoRepeated
from core.domain.registration.registration_errors import AspiranteUnknown, CargoUnknown
from core.domain.values import texto
from core.errors import NotThere
from core.ports.central import Bitacora
from core.ports.central_acta import Actas
from core.ports.central_registration import Aspirantes, Periodos
from core.procedure.n01_publish_proceso import PublishProceso


@dataclass(frozen=True, slots=True)
class SetPeriodo:
    """Set a period with its legal ground. An extension is another act; none is ever changed."""

    periodos: Periodos
    aspirantes: Aspirantes
    actas: Actas
    bitacora: Bitacora
    publish: PublishProceso

    def __call__(self, act: PeriodoAct) -> PeriodoAct:
        """Return the act under its version; the proceso is published anew with it.

        Raises ProcesoMissing, CargoUnknown, AspiranteUnknown, TextMissing, PeriodoRepeated, or
        PeriodoAfterActa where it is about an aspirante whose acta was issued.
        """
        proceso = self.publish.procesos.current().proceso
        if proceso.cargo(act.cargo) is None:
            raise CargoUnknown
        self._check_aspirante(act)
        texto.required(act.periodo.ground, "periodo.ground")
        texto.required(act.agreement, "agreement")
        if is_repeated(act, self.periodos.acts()):
            raise PeriodoRepeated
        self._check_open(act)
        kept = self.periodos.add(act)
        facts = {
            "acuerdo": kept.agreement,
            "aspirante": kept.aspirante,
            "inicia": kept.periodo.starts_at.isoformat(),
            "captacion_termina": kept.periodo.capture_ends_at.isoformat(),
            "envio_termina": kept.periodo.sending_ends_at.isoformat(),
        }
        self.bitacora.append("periodo_fijado", kept.cargo, facts)
        self.publish.again()
        return kept

    def _check_open(self, act: PeriodoAct) -> None:
        """Raise PeriodoAfterActa; those of a cargo with dates of their own do not matter to it."""
        own = {each.aspirante for each in self.periodos.acts()}
        closed = self.actas.issued(act.cargo)
        touched = [each for each in closed if act.aspirante in ("", each)]
        if not act.aspirante:
            touched = [each for each in touched if each not in own]
        if touched:
            raise PeriodoAfterActa({"aspirantes": ", ".join(touched)})

    def _check_aspirante(self, act: PeriodoAct) -> None:
        if not act.aspirante:
            return
        try:
            known = self.aspirantes.by_id(act.aspirante)
        except NotThere as cause:
            raise AspiranteUnknown from cause
        if known.registro.cargo != act.cargo:
            raise AspiranteUnknown
