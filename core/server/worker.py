"""The worker process: it holds the election key, in memory only.

It sends mail, closes envíos, issues acuses and verifies. Started by `apoyo central run`, which
hands it the passphrase by a descriptor.
"""

import logging
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from core import own_memory
from core.back_off import back_off
from core.central.trouble import concerns_everybody, ends_the_process
from core.sealing.errors import PasswordRejected
from core.server.composition.acts import blobs
from core.server.composition.dependencies import Dependencies
from core.server.host import passphrase
from core.server.host.child_process import WRONG_PASSPHRASE, end_with_parent, log_to, say_ready
from core.server.host.keys import KeyFiles
from core.server.jobs.acuses import AcuseJobs
from core.server.jobs.clean import CleanJob
from core.server.jobs.imports import ImportJob
from core.server.jobs.lotes import LoteJob
from core.server.jobs.mail import MailJob, post_of
from core.server.jobs.one_by_one import log_fault
from core.server.jobs.opening import InMemoryOpener
from core.server.jobs.recount import RecountJob
from core.server.jobs.status import StatusJob
from core.server.jobs.verify import VerifyJob
from core.server.web import compose
from core.settings.server import ServerSettings

_TICK = timedelta(milliseconds=500)
_LONGEST_REST = timedelta(minutes=1)

_log = logging.getLogger("apoyo.worker")


@dataclass(frozen=True, slots=True)
class Job:
    """Something that is done again and again, `every` so often at most."""

    name: str
    every: timedelta
    run: Callable[[], int]


@dataclass(slots=True)
class Turn:
    """When a job is due next, in seconds that no clock set back undoes; failures let it wait."""

    job: Job
    due_at: float
    failures: int = 0

    def take(self, now: Callable[[], float]) -> None:
        """Run the job. A failure is logged without its data and does not stop other jobs.

        A database, disk or mail server that is gone for a while is one line, with the rest taken.
        """
        fault = None
        try:
            self.job.run()
        except BaseException as raised:
            if ends_the_process(raised):
                raise
            fault = raised
        self.failures = self.failures + 1 if fault else 0
        rest = self._rest()
        if fault and concerns_everybody(fault):
            _log.warning("%s rests %s: %s", self.job.name, rest, type(fault).__name__)
        elif fault:
            log_fault(self.job.name, fault)
        self.due_at = now() + rest.total_seconds()

    def _rest(self) -> timedelta:
        """Return how long it rests: `every`, and after failures longer and longer."""
        every = self.job.every
        return max(every, back_off(self.failures + 1, every, _LONGEST_REST))


def jobs_of(deps: Dependencies, phrase: str, stop: threading.Event) -> tuple[Job, ...]:
    """Return all jobs, imports and batches last. Raises PasswordRejected or SmtpUrlWrong."""
    settings = deps.settings
    keys = KeyFiles(settings.keys)
    post = post_of(settings)
    own, padron_key = keys.election_key(phrase), keys.padron_key()
    opener = InMemoryOpener(blobs(deps), own, padron_key)
    second = timedelta(seconds=1)
    return (
        Job("correo", second, MailJob(deps, post)),
        Job("acuses", second, AcuseJobs(deps)),
        Job("verificacion", second, VerifyJob(deps, opener)),
        Job("recuento", timedelta(minutes=1), RecountJob(deps)),
        Job("estado", timedelta(minutes=1), StatusJob(deps)),
        Job("limpieza", timedelta(hours=1), CleanJob(deps)),
        Job("importaciones", _TICK, ImportJob(deps, own, padron_key, stop)),
        Job("lotes", _TICK, LoteJob(deps, opener.citizen, stop)),
    )


def work(
    jobs: Sequence[Job], stop: threading.Event, now: Callable[[], float] = time.monotonic
) -> None:
    """Run the jobs when due until `stop` is set."""
    turns = [Turn(job, now()) for job in jobs]
    while not stop.wait(_TICK.total_seconds()):
        for turn in turns:
            if not stop.is_set() and now() >= turn.due_at:
                turn.take(now)


@contextmanager
def _beside(jobs: Sequence[Job], stop: threading.Event) -> Iterator[None]:
    """Run jobs in a thread of their own during the block: an import of minutes lets mail go out.

    Whatever ends one of both ends the other.
    """

    def run() -> None:
        try:
            work(jobs, stop)
        finally:
            stop.set()

    thread = threading.Thread(target=run, name="importaciones")  # noqa: TID251  the worker's second
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def main(argv: list[str]) -> int:
    """Work until told to end; `argv`: the descriptor of the passphrase, and the parent."""
    own_memory.keep()
    end_with_parent(int(argv[1]))
    return serve(ServerSettings(), int(argv[0]), say_ready)


def serve(settings: ServerSettings, secret: int, ready: Callable[[], None]) -> int:
    """Work until told to end; return 0, or WRONG_PASSPHRASE. `secret`: the passphrase's descriptor.

    What Python held of the passphrase it cannot wipe: this memory is read by nobody but root.
    """
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    deps = compose(settings)
    log_to(settings, "worker")
    try:
        *jobs, imports, lotes = jobs_of(deps, passphrase.read(secret), stop)
    except PasswordRejected:
        return WRONG_PASSPHRASE
    except Exception as fault:
        log_fault("start", fault)
        raise
    ready()
    with _beside((imports, lotes), stop):
        work(jobs, stop)
    deps.units.engine.dispose()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
