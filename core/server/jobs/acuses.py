"""What the worker does with envíos (numeral 27): closes idle ones, issues and mails acuses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from core.central.unit_of_work import SERVER, UnitOfWork
from core.documents.acuse import acuse_pdf
from core.domain.apoyos.acuse import Acuse
from core.domain.proceso.proceso import Proceso
from core.ports.central_apoyos import Envio, IssuedAcuse
from core.procedure.acuse_mail import PDF, AcuseMail
from core.procedure.n25_close_idle import CloseIdleEnvio
from core.procedure.n27_issue_acuse import IssueAcuse
from core.procedure.n27_mail_aspirantes import MailAspirante
from core.sealing import b64
from core.server.composition.dependencies import Dependencies
from core.server.jobs.one_by_one import one_by_one
from core.server.papers.document_pages import DocumentKind, page_of
from core.wire import read_json

CLOSING, ISSUING, MAILING = "envios", "acuses", "acuses_por_correo"
"""Names of the three jobs, as what they set aside is listed."""

_TRIES = 10
"""Of an acuse whose number another worker takes each time; then it waits for the next turn."""

_ASTRAY = timedelta(minutes=1)
"""So far the clocks of two machines may be apart."""

_HELD = timedelta(seconds=15)
"""How long a worker that draws is not heard of before another draws in its place."""


@dataclass(frozen=True, slots=True)
class AcuseJobs:
    """The jobs of acuses. Each opens its own units of work; none needs the election key.

    One worker at a time draws: of two with the same list, each would draw all of it.
    """

    deps: Dependencies

    def __call__(self) -> int:
        """Return how many envíos were closed, acuses issued and aspirantes mailed."""
        with self.deps.units.reading() as work:
            if work.procesos.latest() is None:
                return 0
            now = self.deps.clock.now()
            ahead = work.envios.progressed_after(now + _ASTRAY)
            idle = work.envios.idle_since(now - _idle(work))
            draws = bool(work.envios.without_acuse() or self._unmailed(work))
        if ahead:
            with self.deps.units.writing(SERVER) as work:
                work.envios.set_back(now)
        done = self._close_idle(idle)
        if not (done or draws) or not self._take():
            return done
        done += self._issue() + self._mail()
        with self.deps.units.writing(SERVER) as work:
            work.trabajos.give_back(self.deps.worker)
        return done

    def _take(self) -> bool:
        """Tell whether no other worker draws now."""
        with self.deps.units.writing(SERVER) as work:
            return self._hold(work)

    def _hold(self, work: UnitOfWork) -> bool:
        return work.trabajos.take(ISSUING, self.deps.worker, lasts=_HELD)

    def _close_idle(self, idle: Sequence[Envio]) -> int:
        if not idle:
            return 0
        with one_by_one(self.deps.units, CLOSING) as each:
            return sum(each(idle, _id, self._close))

    def _close(self, envio: Envio) -> int:
        with self.deps.units.writing(SERVER) as work:
            act = CloseIdleEnvio(work.envios, work.bitacora, self.deps.clock, _idle(work))
            return int(act(envio.id))

    def _issue(self) -> int:
        """Issue one acuse a transaction: a bad one stops no other's number."""
        with self.deps.units.reading() as work:
            found = work.envios.without_acuse()
        if not found:
            return 0
        with one_by_one(self.deps.units, ISSUING) as each:
            return sum(each(found, _id, self._issue_one))

    def _issue_one(self, envio: Envio) -> int:
        """Issue one; its document is drawn before the transaction, which others wait for."""
        for _ in range(_TRIES):
            with self.deps.units.reading() as work:
                if work.acuses.has(envio.id):
                    return 0  # another worker was faster
                prepared = _issue_acuse(self.deps, work).prepare(work.envios.by_id(envio.id))
            with self.deps.units.writing(SERVER) as work:
                self._hold(work)
                if not work.acuses.has(envio.id) and _issue_acuse(self.deps, work)(prepared):
                    return 1
        return 0

    def _mail(self) -> int:
        with self.deps.units.reading() as work:
            found = self._unmailed(work)
        if not found:
            return 0
        with one_by_one(self.deps.units, MAILING) as each:
            return sum(each(found, str, self._mail_one))

    def _unmailed(self, work: UnitOfWork) -> Sequence[str]:
        now = self.deps.clock.now()
        return work.acuses.unmailed(now - _wait(work), now)

    def _mail_one(self, aspirante: str) -> int:
        """Mail one; what goes with it is gathered before the transaction, which others wait for."""
        with self.deps.units.reading() as work:
            gathered = _mail_aspirante(self.deps, work).gather(aspirante)
        if gathered is None:
            return 0
        with self.deps.units.writing(SERVER) as work:
            self._hold(work)
            return int(_mail_aspirante(self.deps, work)(gathered))


def _id(envio: Envio) -> str:
    return envio.id


def _idle(work: UnitOfWork) -> timedelta:
    return timedelta(minutes=work.procesos.current().proceso.readings.envio_idle_minutes)


def _wait(work: UnitOfWork) -> timedelta:
    return timedelta(minutes=work.procesos.current().proceso.readings.aspirante_mail_minutes)


def _acuse_mail(deps: Dependencies, work: UnitOfWork) -> AcuseMail:
    return AcuseMail(
        letters=deps.letters,
        paper=partial(_paper, deps, work),
        apoyos=work.apoyos,
        proceso=work.procesos.current().proceso,
    )


def _paper(deps: Dependencies, work: UnitOfWork, issued: IssuedAcuse, proceso: Proceso) -> bytes:
    """Return its document: the very one that its auxiliar was mailed, drawn where there is none.

    Drawing is most of what an acuse costs, and both are to hold the same bytes.
    """
    mailed = None if issued.mail is None else work.outbox.attached(issued.mail, PDF)
    if mailed is not None:
        return mailed
    acuse: Acuse = read_json(Acuse, b64.decode(issued.signed.body))
    ref = f"{acuse.id_solicitante}-{acuse.number}"
    return acuse_pdf(issued.signed, proceso, page_of(deps, DocumentKind.ACUSE, ref))


def _issue_acuse(deps: Dependencies, work: UnitOfWork) -> IssueAcuse:
    return IssueAcuse(
        apoyos=work.apoyos,
        acuses=work.acuses,
        vinculos=work.vinculos,
        mail=_acuse_mail(deps, work),
        outbox=work.outbox,
        sign=deps.state,
        clock=deps.clock,
        bitacora=work.bitacora,
        proceso=work.procesos.current().proceso,
    )


def _mail_aspirante(deps: Dependencies, work: UnitOfWork) -> MailAspirante:
    return MailAspirante(
        acuses=work.acuses,
        candidates=work.candidates(work.procesos.current().proceso),
        mail=_acuse_mail(deps, work),
        outbox=work.outbox,
        clock=deps.clock,
        wait=_wait(work),
    )
