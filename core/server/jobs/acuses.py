"""What the worker does with envíos (numeral 27): closes idle ones, issues and mails acuses."""

from dataclasses import dataclass
from datetime import timedelta

from core.central.unit_of_work import SERVER, UnitOfWork
from core.documents.acuse import acuse_pdf
from core.procedure.acuse_mail import AcuseMail
from core.procedure.n25_close_idle import CloseIdleEnvios
from core.procedure.n27_issue_acuse import IssueAcuse
from core.procedure.n27_mail_aspirantes import MailAspirantes
from core.server.dependencies import Dependencies


@dataclass(frozen=True, slots=True)
class AcuseJobs:
    """The jobs of acuses. Each opens its own units of work; none needs the election key."""

    deps: Dependencies

    def __call__(self) -> int:
        """Return how many envíos were closed, acuses issued and aspirantes mailed."""
        with self.deps.units.reading() as work:
            if work.procesos.latest() is None:
                return 0
        return self._close_idle() + self._issue() + self._mail()

    def _close_idle(self) -> int:
        with self.deps.units.reading() as work:
            idle = timedelta(minutes=work.procesos.current().proceso.readings.envio_idle_minutes)
            if not work.envios.idle_since(self.deps.clock.now() - idle):
                return 0
        with self.deps.units.writing(SERVER) as work:
            envios = work.envios
            return CloseIdleEnvios(envios, work.bitacora, self.deps.clock, idle)()

    def _issue(self) -> int:
        """Issue one acuse a transaction: a bad one stops no other's number."""
        issued = 0
        while True:
            with self.deps.units.reading() as work:
                if not work.envios.without_acuse():
                    return issued
            with self.deps.units.writing(SERVER) as work:
                for envio in work.envios.without_acuse()[:1]:
                    _issue_acuse(self.deps, work)(envio)
                    issued += 1

    def _mail(self) -> int:
        with self.deps.units.reading() as work:
            if not work.acuses.unmailed():
                return 0
        with self.deps.units.writing(SERVER) as work:
            proceso = work.procesos.current().proceso
            return MailAspirantes(
                acuses=work.acuses,
                candidates=work.candidates(proceso),
                mail=_acuse_mail(self.deps, work),
                clock=self.deps.clock,
                wait=timedelta(minutes=proceso.readings.aspirante_mail_minutes),
            )()


def _acuse_mail(deps: Dependencies, work: UnitOfWork) -> AcuseMail:
    return AcuseMail(
        outbox=work.outbox,
        letters=deps.letters,
        paper=acuse_pdf,
        apoyos=work.apoyos,
        proceso=work.procesos.current().proceso,
    )


def _issue_acuse(deps: Dependencies, work: UnitOfWork) -> IssueAcuse:
    return IssueAcuse(
        apoyos=work.apoyos,
        acuses=work.acuses,
        vinculos=work.vinculos,
        mail=_acuse_mail(deps, work),
        sign=deps.state,
        clock=deps.clock,
        bitacora=work.bitacora,
        proceso=work.procesos.current().proceso,
    )
