"""Many sign-ins at once, over TLS: who is right gets in, who is wrong does not, nobody hangs."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
import requests
from sqlalchemy import QueuePool

from core import slow_hash
from core.central.access.passwords import Argon2Passwords
from core.domain.access.roles import Role
from core.ports.central import SentPassword
from core.ports.central_access import NewAccount
from core.server.composition.dependencies import Dependencies
from core.slow_hash import Cost, HashingBusy
from tests import registro
from tests.central_server import ADMIN, ADMIN_PASSWORD, Central
from tests.server.conftest import only_sqlite

_PASSWORD = "contraseña ficticia 2"
_EACH = 100


def _open_accounts(deps: Dependencies) -> None:
    """Open one account for each who signs in, with hashes of one and of four lanes, quick ones."""
    costs = (Cost(memory_kib=64), Cost(memory_kib=64, lanes=4))
    kept = [Argon2Passwords(cost).keep(_PASSWORD) for cost in costs]
    with deps.units.writing("prueba") as work:
        for number in range(_EACH):
            work.accounts.open(
                NewAccount(
                    user=f"persona{number}",
                    name="Persona (ficticia)",
                    roles=frozenset({Role.REGISTRAR}),
                    password=SentPassword(kept=kept[number % len(kept)], until=None, one_use=False),
                    must_change=False,
                )
            )


def _insist(central: Central, login: dict[str, str]) -> requests.Response:
    """Sign in as a client does that obeys Retry-After."""
    stranger = central.stranger()
    while True:
        answer = stranger.post("/v1/sesiones", login)
        if answer.status_code not in {429, 503}:
            return answer
        threading.Event().wait(float(answer.headers["Retry-After"]))


@pytest.mark.sampled(1)
def test_all_the_right_ones_get_in_and_all_the_wrong_ones_do_not(central: Central) -> None:
    _open_accounts(central.deps)
    right = [{"user": f"persona{number}", "password": _PASSWORD} for number in range(_EACH)]
    wrong = [{"user": f"persona{number}", "password": "otra"} for number in range(0, _EACH, 2)]
    wrong += [{"user": f"nadie{number}", "password": _PASSWORD} for number in range(_EACH // 2)]
    with ThreadPoolExecutor(2 * _EACH) as pool:
        let_in = pool.map(lambda login: _insist(central, login).status_code, right)
        refused = pool.map(lambda login: _insist(central, login).status_code, wrong)
        assert Counter(let_in) == {200: _EACH}
        assert Counter(refused) == {401: _EACH}


@only_sqlite
def test_a_full_line_says_when_to_come_back(
    central: Central, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def full(of: str = "") -> Iterator[None]:
        assert of == "127.0.0.1"
        raise HashingBusy({"seconds": "7"})
        yield

    monkeypatch.setattr(slow_hash, "turn", full)
    busy = central.stranger().post("/v1/sesiones", {"user": ADMIN, "password": ADMIN_PASSWORD})
    assert busy.status_code == 503
    assert busy.headers["Retry-After"] == "7"
    assert busy.json()["code"] == "contrasenas_en_espera"
    assert "7 s" in busy.json()["detail"]


@only_sqlite
def test_no_password_is_hashed_while_the_database_is_held(
    central: Central, monkeypatch: pytest.MonkeyPatch
) -> None:
    pool, held = central.deps.units.engine.pool, list[int]()
    assert isinstance(pool, QueuePool)
    for name in ("hashed", "verifies"):
        real = getattr(slow_hash, name)

        def watched(*given: str, real: Callable[..., object] = real) -> object:
            held.append(pool.checkedout())
            return real(*given)

        monkeypatch.setattr(slow_hash, name, watched)
    admin = central.stranger()
    login = {"user": ADMIN, "password": ADMIN_PASSWORD}
    admin.token = admin.post("/v1/sesiones", login).json()["token"]
    change = {"current": ADMIN_PASSWORD, "new": _PASSWORD}
    assert admin.post("/v1/contrasena", change).status_code == 204
    new = {"user": "beto", "name": "Beto", "password": _PASSWORD, "roles": ["registrar"]}
    assert admin.post("/v1/cuentas", new).status_code == 201
    registro.open_proceso(central)
    desk = central.someone(Role.REGISTRAR)
    registro.register(desk)
    correo = {"correo": "otra@muestra.example"}
    assert desk.put("/v1/aspirantes/000001/correo", correo).status_code == 200
    mail = desk.get("/v1/correos").json()["items"][0]
    assert desk.post(f"/v1/correos/{mail['id']}/reenvio", {}).status_code == 200
    assert held == [0] * 7
