"""Signing in, over TLS, on both databases."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from fastapi import Request
from requests.adapters import HTTPAdapter
from sqlmodel import select

from core.central.tables.accounts import StoredTries
from core.server.doors.auth import address_of
from core.server.jobs.clean import CleanJob
from tests.central_server import ADMIN, ADMIN_PASSWORD, Central, running
from tests.server.conftest import only_sqlite

_LOGIN = {"user": ADMIN, "password": ADMIN_PASSWORD}


def test_the_right_password_opens_a_session(central: Central) -> None:
    given = central.stranger().post("/v1/sesiones", {**_LOGIN, "user": " Admin "})
    assert given.status_code == 200
    assert given.json()["roles"] == ["administrador"]


def test_a_wrong_password_and_an_unknown_user_get_the_same_answer(central: Central) -> None:
    someone = central.stranger()
    wrong = someone.post("/v1/sesiones", {**_LOGIN, "password": "otra"})
    unknown = someone.post("/v1/sesiones", {**_LOGIN, "user": "nadie"})
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json() == unknown.json()
    assert wrong.json()["code"] == "acceso_incorrecto"


def test_five_failures_block_a_user_for_a_while(central: Central) -> None:
    someone = central.stranger()
    for _ in range(5):
        someone.post("/v1/sesiones", {**_LOGIN, "password": "otra"})
    blocked = someone.post("/v1/sesiones", _LOGIN)
    assert blocked.status_code == 429
    assert blocked.json()["code"] == "cuenta_bloqueada"
    assert blocked.json()["facts"]["minutes"] == "5"
    assert 280 < int(blocked.headers["Retry-After"]) <= 300
    central.clock.forward(timedelta(minutes=5))
    assert someone.post("/v1/sesiones", _LOGIN).status_code == 200


def test_guesses_at_once_are_compared_no_more_often_than_in_a_row(central: Central) -> None:
    with ThreadPoolExecutor(12) as pool:
        guesses = [{**_LOGIN, "password": f"otra {number}"} for number in range(12)]
        codes = Counter(pool.map(lambda login: _insist(central, login), guesses))
    assert codes == {401: 5, 429: 7}


def _insist(central: Central, login: dict[str, str]) -> int:
    """Return the status of a sign-in, asked again while the line is full."""
    while (status := central.stranger().post("/v1/sesiones", login).status_code) == 503:
        pass
    return status


def test_who_fails_at_one_address_keeps_nobody_out_at_another(central: Central) -> None:
    for _ in range(6):
        central.stranger().post("/v1/sesiones", {**_LOGIN, "password": "otra"})
    owner = central.stranger()
    owner.wire.mount("https://", _From("127.0.0.2"))
    assert owner.post("/v1/sesiones", _LOGIN).status_code == 200
    assert central.stranger().post("/v1/sesiones", _LOGIN).status_code == 429


class _From(HTTPAdapter):
    """Talks from one of the addresses of loopback."""

    def __init__(self, address: str) -> None:
        self._address = address
        super().__init__()

    def init_poolmanager(self, *given: Any, **named: Any) -> None:  # noqa: ANN401  as it has them
        super().init_poolmanager(*given, source_address=(self._address, 0), **named)


def test_what_a_stranger_says_of_their_address_is_not_believed(central: Central) -> None:
    said = [{"X-Forwarded-For": f"198.51.100.{number}"} for number in range(6)]
    wrong = {**_LOGIN, "password": "otra"}
    statuses = [
        central.stranger().post("/v1/sesiones", wrong, headers=each).status_code for each in said
    ]
    assert statuses == [401] * 5 + [429]


@only_sqlite
def test_a_proxy_of_the_settings_is_believed(central: Central) -> None:
    settings = central.deps.settings.model_copy(update={"trusted_proxies": "127.0.0.1"})
    wrong = {**_LOGIN, "password": "otra"}
    with running(settings) as behind:
        for _ in range(5):
            behind.stranger().post("/v1/sesiones", wrong, {"X-Forwarded-For": "198.51.100.1"})
        statuses = [
            behind.stranger().post("/v1/sesiones", _LOGIN, {"X-Forwarded-For": each}).status_code
            for each in ("198.51.100.1", "192.0.2.9, 198.51.100.1", "198.51.100.1, 192.0.2.9")
        ]
    assert statuses == [429, 429, 200]


@pytest.mark.parametrize(
    ("host", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::9", "2001:db8:1:2::/64"),
        ("testclient", "testclient"),
    ],
)
def test_an_address_is_what_one_household_or_office_has(host: str, counted: str) -> None:
    assert address_of(Request({"type": "http", "client": (host, 1)})) == counted
    assert not address_of(Request({"type": "http", "client": None}))


def test_counts_of_invented_users_go_away(central: Central) -> None:
    stranger = central.stranger()
    for number in range(7):
        invented = {**_LOGIN, "user": f"inventado{number}"}
        assert stranger.post("/v1/sesiones", invented).status_code == 401
    too_long = {**_LOGIN, "user": "x" * 10_000}
    assert stranger.post("/v1/sesiones", too_long).status_code == 422
    assert _counts(central) == 8
    central.clock.forward(timedelta(hours=1))
    CleanJob(central.deps)()
    assert _counts(central) == 0


def _counts(central: Central) -> int:
    with central.deps.units.reading() as work:
        rows = work.session.exec(select(StoredTries)).all()
    assert all(len(each.key_sha256) == 64 for each in rows)
    return len(rows)


def test_a_refresh_used_twice_voids_the_whole_login(central: Central) -> None:
    someone = central.stranger()
    first = someone.post("/v1/sesiones", _LOGIN).json()
    second = someone.post("/v1/sesiones/renovar", {"refresh": first["refresh"]}).json()
    stolen = someone.post("/v1/sesiones/renovar", {"refresh": first["refresh"]})
    assert stolen.json()["code"] == "sesion_vencida"
    someone.token = second["token"]
    assert someone.call("DELETE", "/v1/sesiones").status_code == 401


def test_a_session_ends_after_fifteen_minutes(central: Central) -> None:
    someone = central.stranger()
    someone.token = someone.post("/v1/sesiones", _LOGIN).json()["token"]
    central.clock.forward(timedelta(minutes=15))
    assert someone.call("DELETE", "/v1/sesiones").status_code == 401


def test_a_body_with_an_unknown_field_is_refused_by_name(central: Central) -> None:
    refused = central.stranger().post("/v1/sesiones", {**_LOGIN, "otro": 1})
    assert refused.status_code == 422
    assert refused.json()["errors"] == [{"field": "otro", "code": "forma_incorrecta"}]


def test_signing_out_ends_the_session(central: Central) -> None:
    someone = central.stranger()
    someone.token = someone.post("/v1/sesiones", _LOGIN).json()["token"]
    assert someone.call("DELETE", "/v1/sesiones").status_code == 204
    assert someone.call("DELETE", "/v1/sesiones").json()["code"] == "sesion_vencida"


def test_refused_logins_of_accounts_are_in_the_bitacora_and_what_was_typed_is_not(
    central: Central,
) -> None:
    someone = central.stranger()
    for _ in range(8):
        someone.post("/v1/sesiones", {**_LOGIN, "password": "otra"})
    someone.post("/v1/sesiones", {**_LOGIN, "user": "una contraseña tecleada donde no era"})
    with central.deps.units.reading() as work:
        refused = [each for each in work.bitacora.entries() if each.act == "acceso_negado"]
    assert [each.subject for each in refused] == [ADMIN] * 5
    assert "tecleada" not in "".join(each.content for each in refused)
