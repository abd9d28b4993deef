"""A code besides the password, and one's own sessions, over TLS on both databases."""

from base64 import b32decode
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from sqlmodel import select

from core.central.access.second_factors import SecondKeys
from core.central.tables.accounts import StoredAccount
from core.central.tables.second_step import StoredRecoveryCode, StoredTicket
from core.central.tables.shared import StoredMail
from core.domain.access.roles import Role
from core.server.jobs.clean import CleanJob
from tests.central_server import ADMIN, ADMIN_PASSWORD, Central, Client
from tests.procedure.test_second_step import shown
from tests.server.conftest import only_sqlite
from tests.server.test_staff_accounts import cuenta, signed_in

_LOGIN = {"user": ADMIN, "password": ADMIN_PASSWORD}
_PATH, _IN = "/v1/segundo_paso", "/v1/sesiones/segundo_paso"
STEP = timedelta(seconds=30)


class Telephone:
    """Somebody's program of codes, and the codes of recovery that they wrote down."""

    def __init__(self, central: Central, owner: Client) -> None:
        central.clock.stop()
        self.central = central
        self.secret = owner.post(_PATH).json()["secret"]
        given = owner.put(_PATH, {"code": self.code})
        assert given.status_code == 200, given.text
        self.recovery: list[str] = given.json()["codes"]
        central.clock.forward(STEP)

    @property
    def code(self) -> str:
        secret = b32decode(self.secret + "=" * (-len(self.secret) % 8))
        return shown(secret, self.central.clock.now().timestamp())


@pytest.fixture
def admin(central: Central) -> Client:
    return signed_in(central, ADMIN, ADMIN_PASSWORD)


def ticket(central: Central) -> str:
    """Type the password of the administrator; return the ticket for the code."""
    due = central.stranger().post("/v1/sesiones", _LOGIN)
    assert (due.status_code, due.json()["code"]) == (401, "falta_segundo_paso")
    found: str = due.json()["facts"]["ticket"]
    return found


def test_a_whole_sign_in_in_two_steps(central: Central, admin: Client) -> None:
    assert admin.get(_PATH).json() == {"on_at": None, "codes_left": 0}
    telephone = Telephone(central, admin)
    assert admin.get(_PATH).json()["codes_left"] == 10
    assert cuenta(admin, ADMIN)["second_step"]
    assert len(set(telephone.recovery)) == 10
    wrong = central.stranger().post("/v1/sesiones", {**_LOGIN, "password": "otra"})
    assert wrong.json()["code"] == "acceso_incorrecto"
    body = {"ticket": ticket(central), "code": telephone.code}
    given = central.stranger().post(_IN, body)
    assert (given.status_code, given.json()["roles"]) == (200, ["administrador"])
    again = central.stranger().post(_IN, body)
    assert (again.status_code, again.json()["code"]) == (401, "segundo_paso_vencido")
    twice = central.stranger().post(_IN, body | {"ticket": ticket(central)})
    assert (twice.status_code, twice.json()["code"]) == (401, "codigo_segundo_paso")
    one = {"ticket": ticket(central), "code": telephone.recovery[3].upper()}
    assert central.stranger().post(_IN, one).status_code == 200
    spent = central.stranger().post(_IN, one | {"ticket": ticket(central)})
    assert spent.json()["code"] == "codigo_segundo_paso"
    off = admin.post(f"{_PATH}/baja", {"code": telephone.recovery[4]})
    assert off.status_code == 204
    assert central.stranger().post("/v1/sesiones", _LOGIN).status_code == 200


@only_sqlite
def test_what_the_second_step_writes_in_the_log_is_of_its_account(
    central: Central, admin: Client
) -> None:
    telephone = Telephone(central, admin)
    central.stranger().post(_IN, {"ticket": ticket(central), "code": "mal"})
    central.stranger().post(_IN, {"ticket": ticket(central), "code": telephone.recovery[0]})
    with central.deps.units.reading() as work:
        last = [(each.act, each.actor) for each in work.bitacora.entries()][-3:]
    acts = ("codigo_negado", "codigo_de_recuperacion_usado", "sesion_abierta")
    assert last == [(act, ADMIN) for act in acts]


def test_one_code_at_once_opens_one_session(central: Central, admin: Client) -> None:
    telephone = Telephone(central, admin)
    bodies = [{"ticket": ticket(central), "code": telephone.code} for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda body: central.stranger().post(_IN, body), bodies))
    assert sorted(each.status_code for each in answers) == [200, 401, 401, 401]


def test_wrong_codes_are_kept_counted_and_end(central: Central, admin: Client) -> None:
    telephone = Telephone(central, admin)
    for _ in range(5):
        body = {"ticket": ticket(central), "code": "000000x"}
        assert central.stranger().post(_IN, body).status_code == 401
    right = {"ticket": ticket(central), "code": telephone.code}
    refused = central.stranger().post(_IN, right)
    assert (refused.status_code, refused.json()["code"]) == (429, "demasiados_segundos_pasos")
    assert 280 < int(refused.headers["Retry-After"]) <= 300
    assert cuenta(admin, ADMIN)["blocked"]
    central.clock.forward(timedelta(minutes=5))
    late = central.stranger().post(_IN, {"ticket": ticket(central), "code": telephone.code})
    assert late.status_code == 200


@only_sqlite
def test_no_secret_stands_in_clear_anywhere(central: Central, admin: Client) -> None:
    """Neither the secret nor a code is in the database, the bitácora, the mails or the log."""
    telephone = Telephone(central, admin)
    given = ticket(central)
    central.stranger().post(_IN, {"ticket": given, "code": telephone.recovery[0]})
    raw = b32decode(telephone.secret + "=" * (-len(telephone.secret) % 8))
    needles = [raw, telephone.secret.encode(), given.encode(), raw.hex().encode()]
    needles += [code.encode() for code in telephone.recovery]
    needles += [code.replace("-", "").encode() for code in telephone.recovery]
    with central.deps.units.reading() as work:
        (row,) = work.session.exec(select(StoredAccount)).all()
        assert row.totp_secret is not None
        assert work.session.exec(select(StoredMail)).all() == []
        assert {len(each.code) for each in work.session.exec(select(StoredRecoveryCode))} == {64}
        assert work.session.exec(select(StoredTicket)).all() == []
        sealed = row.totp_secret
    found = [
        (path.name, needle)
        for path in central.data.rglob("*")
        if path.is_file()
        for needle in needles
        if needle in path.read_bytes()
    ]
    assert found == []
    assert central.deps.second_keys.open(1, sealed) == raw
    with pytest.raises(InvalidTag):
        central.deps.second_keys.open(2, sealed)
    with pytest.raises(InvalidTag):
        SecondKeys.derived(bytes(32)).open(1, sealed)
    assert "sealing" not in repr(central.deps.second_keys)


def test_an_administrator_takes_anothers_away_with_a_reason(
    central: Central, admin: Client
) -> None:
    beto = central.someone(Role.REGISTRAR, user="beto")
    path = f"/v1/cuentas/{cuenta(admin, 'beto')['id']}"
    why = {"ground": "perdió el teléfono"}
    none = admin.post(f"{path}/segundo_paso/retiro", why)
    assert (none.status_code, none.json()["code"]) == (409, "segundo_paso_inactivo")
    Telephone(central, beto)
    admin.put(f"{path}/correo", why | {"correo": "beto@muestra.example"})
    removed = admin.post(f"{path}/segundo_paso/retiro", why, headers={"If-Match": '"1"'}).json()
    assert (removed["second_step"], removed["version"]) == (False, 2)
    with central.deps.units.reading() as work:
        (mail,) = work.session.exec(select(StoredMail)).all()
        entry = work.bitacora.entries()[-1]
        (cambio,) = work.cambios.since("cuenta", str(removed["id"]), 1)
    assert (mail.to, mail.kind) == ("beto@muestra.example", "segundo_paso")
    assert "ya no pide un código" in mail.subject
    assert (entry.act, "perdió el teléfono" in entry.content) == ("segundo_paso_retirado", True)
    assert (cambio.field, cambio.before, cambio.now) == ("Segundo paso", "sí", "no")
    Telephone(central, admin)
    own = f"/v1/cuentas/{cuenta(admin, ADMIN)['id']}/segundo_paso/retiro"
    assert admin.post(own, why).json()["code"] == "segundo_paso_propio"


def test_what_waits_for_a_code_is_thrown_away(central: Central, admin: Client) -> None:
    Telephone(central, admin)
    ticket(central)
    CleanJob(central.deps)()
    assert _tickets(central) == 1
    central.clock.forward(timedelta(minutes=5))
    CleanJob(central.deps)()
    assert _tickets(central) == 0


def _tickets(central: Central) -> int:
    with central.deps.units.reading() as work:
        return len(work.session.exec(select(StoredTicket)).all())


def sessions(client: Client) -> list[dict[str, Any]]:
    """Return somebody's own sessions."""
    items: list[dict[str, Any]] = client.get("/v1/sesiones").json()["items"]
    return items


def test_ones_own_sessions_are_listed_and_closed(central: Central, admin: Client) -> None:
    other = central.stranger()
    headers = {"User-Agent": "Escritorio (Linux; mesa-3)\u00f1"}
    opened = other.call("POST", "/v1/sesiones", body=_LOGIN, headers=headers).json()
    other.token = opened["token"]
    foreign = central.someone(Role.REGISTRAR, user="beto")
    listed = sessions(other)
    assert [(each["current"], each["address"]) for each in listed] == [
        (True, "127.0.0.1"),
        (False, "127.0.0.1"),
    ]
    assert listed[0]["device"] == "Escritorio (Linux; mesa-3)"
    central.clock.forward(timedelta(minutes=10))
    again = other.post("/v1/sesiones/renovar", {"refresh": opened["refresh"]}).json()
    other.token = again["token"]
    renewed = sessions(other)
    assert renewed[0]["opened_at"] == listed[0]["opened_at"]
    assert renewed[0]["last_at"] > listed[0]["last_at"]
    assert renewed[0]["device"] == listed[0]["device"]
    assert foreign.call("DELETE", f"/v1/sesiones/{listed[1]['id']}").status_code == 404
    assert other.call("DELETE", f"/v1/sesiones/{listed[1]['id']}").status_code == 204
    assert admin.get("/v1/cuentas").json()["code"] == "sesion_vencida"
    assert other.call("DELETE", f"/v1/sesiones/{listed[1]['id']}").status_code == 404
    third = signed_in(central, ADMIN, ADMIN_PASSWORD)
    assert other.post("/v1/sesiones/cierre").status_code == 204
    assert third.get("/v1/cuentas").json()["code"] == "sesion_vencida"
    assert [each["id"] for each in sessions(other)] == [listed[0]["id"]]
    assert len(sessions(foreign)) == 1
