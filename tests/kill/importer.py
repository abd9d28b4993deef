"""`python -m tests.kill.importer`: the worker's imports, in one fork a line, killed at a step.

A line is «k instant»: one turn of the import job, at that instant, in a fork that dies before its
k-th call that changes the disk, or statement or commit of the database. It answers «k muerto», or
«k» and how many steps there were.
"""

import os
import sys
from datetime import datetime

from core.server.host.keys import KeyFiles
from core.server.jobs.imports import ImportJob
from core.server.web import compose
from core.settings.server import ServerSettings
from tests.central_server import PASSPHRASE
from tests.fakes.clock import SetClock
from tests.kill.counted import CALLS, count_statements, die_at

_CALLS = (*CALLS, "pwrite", "mkdir", "rmdir")


def main() -> None:
    """Take one turn a line. The keys are opened once: it takes longer than all the rest."""
    settings = ServerSettings()
    keys = KeyFiles(settings.keys)
    own, padron_key = keys.election_key(PASSPHRASE), keys.padron_key()
    for line in sys.stdin:
        k, instant = line.split()
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            report = os.write
            deps = compose(settings, SetClock(datetime.fromisoformat(instant)))
            job = ImportJob(deps, own, padron_key)
            made = die_at(int(k), _CALLS)
            count_statements(deps.units.engine, int(k), made())
            assert job() == 1
            report(writer, str(len(made())).encode())
            os._exit(0)
        os.close(writer)
        said = os.read(reader, 100).decode()
        os.close(reader)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status) and os.waitstatus_to_exitcode(status):
            raise SystemExit(1)
        sys.stdout.write(f"{k} {said or 'muerto'}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
