"""SIGKILL of a worker that checks or applies a padrón: a whole cut stays in force at every step."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from core.central.leases import LEASE
from core.central.verification.padron import hash_clave, open_padron
from core.domain.access.roles import Role
from core.domain.verification.importacion import Importacion, ImportState
from core.ports.central_padron import KeyedHashes
from core.server.host.keys import KeyFiles
from tests.apoyo_data import padron_csv
from tests.central_server import Central, Client
from tests.importing import CSV, again, applied, import_job, shown
from tests.kill.test_kill_while_receiving import ROOT, killed_at
from tests.server.conftest import only_sqlite
from tests.server.test_verification import ONE, ROWS

_PADRON = "/v1/padron?cut_on=2026-11-01"
_NEW = padron_csv([*ROWS, "NO,,00,0101,LN,", f"{ONE},,00,0101,LN,"])
_STRIDE, _MOST_STEPS = 13, 400
"""In the short form only each so many steps; `--soak` takes all of them."""


@contextmanager
def _importer(central: Central) -> Iterator[subprocess.Popen[str]]:
    """Give the process that takes turns of the import job."""
    settings = central.deps.settings
    environment = os.environ | {
        "APOYO_DATA": str(central.data),
        "APOYO_DATABASE_URL": settings.database,
        "APOYO_PUBLIC_URL": settings.public_url,
    }
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, "-m", "tests.uncollected", "tests.kill.importer"],
        cwd=ROOT,
        env=environment,
        stdin=pipe,
        stdout=pipe,
        text=True,
    ) as process:
        yield process
        assert process.stdin
        process.stdin.close()


def _in_force(central: Central) -> str:
    """Return the cut in force, after a look-up in its file, which is whole."""
    with central.deps.units.reading() as work:
        cut, sha256 = work.cuts.last(), work.cuts.index_sha256()
    assert cut
    asked = KeyedHashes(hash_clave(ONE, KeyFiles(central.deps.settings.keys).padron_key()))
    with open_padron(central.data / "padron", cut.id, sha256) as index:
        [(answer, _)] = index.find([asked])
    assert answer.estatus == "LN"
    return cut.id


def _turn(process: subprocess.Popen[str], central: Central, k: int) -> bool:
    """Tell whether the job ended alive."""
    return killed_at(process, f"{k} {central.clock.now().isoformat()}") != "muerto"


def _begun(ine: Client) -> Importacion:
    received = ine.call("POST", _PADRON, data=_NEW, headers=CSV)
    assert received.status_code == 202, received.text
    return shown(received.content)


def _done(central: Central, ine: Client, one: Importacion, state: ImportState) -> None:
    """Have another worker go on with an import until it is so."""
    if again(ine, one).state is not state and not import_job(central)():
        central.clock.forward(LEASE)  # it has seen what a dead one holds
        assert import_job(central)() == 1
    assert again(ine, one).state is state, again(ine, one)


def _order(ine: Client, one: Importacion) -> None:
    path = f"/v1/padron/importaciones/{one.id}/aplicacion"
    assert ine.post(path, {"reason": "MUESTRA"}).status_code == 200


@only_sqlite
def test_a_kill_at_any_step_leaves_a_whole_cut_in_force_and_the_import_goes_on(
    central: Central, request: pytest.FixtureRequest
) -> None:
    stride = 1 if request.config.getoption("--soak") else _STRIDE
    ine = central.someone(Role.INE)
    before = applied(ine, _PADRON, padron_csv(ROWS), import_job(central)).result
    checking = applying = False
    with _importer(central) as process:
        for k in range(1, _MOST_STEPS, stride):
            ine = central.someone(Role.INE)
            one = _begun(ine)
            checking = checking or _turn(process, central, k)
            assert _in_force(central) == before
            _done(central, ine, one, ImportState.CHECKED)
            assert (again(ine, one).rows, again(ine, one).bad) == (3, 2)
            _order(ine, one)
            applying = applying or _turn(process, central, k)
            assert _in_force(central) in {before, again(ine, one).result}
            _done(central, ine, one, ImportState.APPLIED)
            before = again(ine, one).result
            assert _in_force(central) == before
            assert list((central.data / "imports").iterdir()) == []
            if checking and applying:
                break
    assert checking
    assert applying
    assert [each.name for each in (central.data / "padron").iterdir()] == [before]
