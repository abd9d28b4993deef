"""signin.burst: 100 right and 100 wrong sign-ins at once, with passwords of their full cost."""

import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from core.central.access.passwords import Argon2Passwords
from core.central.database import open_database
from core.central.migrations import upgrade
from core.domain.access.roles import Role
from core.ports.central import SentPassword
from core.ports.central_access import NewAccount
from core.settings.server import ServerSettings
from tests.bench.figure import Figure
from tests.central_server import Central, make_keys, running

_EACH, _WITHIN_SECONDS, _PERCENT = 100, 60.0, 100.0
_OK, _REFUSED = 200, 401
_COME_BACK = (429, 503)
_PASSWORD = "contraseña ficticia de MUESTRA"
_PLACE = Path(__file__).resolve().parents[2] / "out"


def measure() -> list[Figure]:
    """Return how many of the right ones were in within 60 s, in percent; 0 if a wrong one was."""
    _PLACE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=_PLACE) as place:
        settings = ServerSettings(data=Path(place))
        make_keys(settings.data / "keys")
        engine = open_database(settings.database)
        upgrade(engine)
        engine.dispose()
        with running(settings) as central:
            _open_accounts(central)
            right, wrong, other = _burst(central)
    timely = sum(status == _OK and spent <= _WITHIN_SECONDS for status, spent in right)
    refused = all(status == _REFUSED for status, _ in wrong)
    last, slowest = max(spent for _, spent in right), sorted(other)[int(len(other) * 0.99)]
    conditions = (
        f"{_EACH} correctas y {_EACH} incorrectas a la vez desde una dirección, que obedecen "
        f"Retry-After; servidor y clientes en un proceso; la última entró a los {last:.0f} s; "
        f"p99 de otra ruta {1000 * slowest:.0f} ms en {len(other)} peticiones"
    )
    value = _PERCENT * timely / _EACH if refused else 0.0
    return [Figure("signin.burst", value, "%", None, conditions)]


def _open_accounts(central: Central) -> None:
    kept = Argon2Passwords().keep(_PASSWORD)
    with central.deps.units.writing("medida") as work:
        for number in range(_EACH):
            work.accounts.open(
                NewAccount(
                    user=f"persona{number}",
                    name="Persona (ficticia)",
                    roles=frozenset({Role.REGISTRAR}),
                    password=SentPassword(kept=kept, until=None, one_use=False),
                    must_change=False,
                )
            )


def _burst(
    central: Central,
) -> tuple[list[tuple[int, float]], list[tuple[int, float]], list[float]]:
    """Return status and seconds of the right ones and of the wrong ones, and of another route."""
    began, ended = time.perf_counter(), threading.Event()

    def insist(number: int, password: str) -> tuple[int, float]:
        login = {"user": f"persona{number}", "password": password}
        while True:
            answer = central.stranger().post("/v1/sesiones", login)
            if answer.status_code not in _COME_BACK:
                return answer.status_code, time.perf_counter() - began
            time.sleep(float(answer.headers["Retry-After"]))

    def ask() -> list[float]:
        spent = []
        while not ended.wait(0.1):
            start = time.perf_counter()
            central.stranger().get("/v1/autoridad")
            spent.append(time.perf_counter() - start)
        return spent

    with ThreadPoolExecutor(2 * _EACH + 1) as pool:
        other = pool.submit(ask)
        right = [pool.submit(insist, number, _PASSWORD) for number in range(_EACH)]
        wrong = [pool.submit(insist, number, "otra") for number in range(_EACH)]
        found = [each.result() for each in right], [each.result() for each in wrong]
        ended.set()
    return *found, other.result()
