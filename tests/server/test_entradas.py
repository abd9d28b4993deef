"""Entering through a certified provider, over TLS: the whole way, and every way to steal it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
import requests
from sqlmodel import select

from core.central.tables.accounts import StoredAccount
from core.central.tables.entradas import StoredEntrada
from core.central.tables.registration import StoredAspirante
from core.ports.central import SentPassword
from core.server.composition.acts import send_access
from core.server.jobs.clean import CleanJob
from tests.apoyo_data import FIRST, SECOND
from tests.apoyo_world import World
from tests.central_server import Central, Client
from tests.server.conftest import only_sqlite
from tests.server.openid_people import (
    PROGRAM,
    Browser,
    Place,
    asked_of,
    certified,
    needs_node,
    number_of,
)

pytestmark = needs_node
_IN = "/v1/entradas"
_GOOGLE = {"proveedor": "google"}
PEOPLE: dict[str, dict[str, Any]] = {
    "ana": {"email": "Ana@muestra.example", "email_verified": True},
    "beto": {"email": "ana@muestra.example", "email_verified": False},
    "caro": {"email": "caro@otra.example", "email_verified": True},
}


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place.made(tmp_path)


@pytest.fixture
def server_limits(place: Place) -> dict[str, Any]:
    return {"providers": (place.settings(),)}


@pytest.fixture
def provider(world: World, place: Place) -> Iterator[Place]:
    """Run the provider; in a world whose first aspirante was registered with ana's account."""
    register(world, FIRST, "ana@muestra.example")
    with certified(place, f"{world.central.url}/entrada/regreso/google", PEOPLE):
        yield place


@pytest.fixture
def browser(world: World, provider: Place) -> Browser:
    return Browser(world.central, provider)


def register(world: World, aspirante: str, cuenta: str, proveedor: str = "google") -> None:
    """Say which account the UTI typed in 4.e.b."""
    with world.central.deps.units.writing("prueba") as work:
        row = work.session.get(StoredAspirante, aspirante)
        assert row is not None
        row.cuenta, row.proveedor = cuenta, proveedor
        work.session.add(row)


def begun(client: Client, path: str = _IN) -> dict[str, str]:
    answer = client.post(path, _GOOGLE, {"User-Agent": PROGRAM})
    assert answer.status_code == 201, answer.text
    found: dict[str, str] = answer.json()
    return found


def finish(client: Client, secret: str, number: str) -> requests.Response:
    return client.post(f"{_IN}/sesion", {"secret": secret, "number": number})


def entered(central: Central, browser: Browser, who: str) -> requests.Response:
    """Enter from a new program; return the last answer."""
    client = central.stranger()
    entrada = begun(client)
    return finish(client, entrada["secret"], browser.number(entrada["page"], who))


def refused(answer: requests.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_a_first_entry_by_the_registered_account(world: World, browser: Browser) -> None:
    central, client = world.central, world.central.stranger()
    with central.deps.units.writing("prueba") as work:
        sent = SentPassword.temporary("", central.clock.now())
        work.accounts.set_temporary(work.accounts.of_aspirante(FIRST).id, sent)
    assert client.get("/v1/proveedores").json() == [{"id": "google", "name": "Google"}]
    entrada = begun(client)
    secret = {"secret": entrada["secret"]}
    assert client.post(f"{_IN}/consulta", secret).json() == {"returned": False}
    assert PROGRAM in browser.get(entrada["page"]).text
    number = browser.number(entrada["page"], "ana")
    assert client.post(f"{_IN}/consulta", secret).json() == {"returned": True}
    given = finish(client, entrada["secret"], number)
    assert given.status_code == 200, given.text
    said = given.json()
    assert (said["id_solicitante"], said["must_change_password"]) == (FIRST, False)
    assert refused(finish(client, entrada["secret"], number)) == (401, "entrada_vencida")
    client.token = said["token"]
    assert client.get("/v1/deber").status_code == 200  # the duty of numeral 8 is still due
    assert refused(client.get("/v1/identidades")) == (403, "acepte_deber")
    assert [to for to, _ in world.mails("identidad_vinculada")] == ["aspira1@muestra.invalid"]
    with central.deps.units.reading() as work:
        account = work.accounts.of_aspirante(FIRST)
        acts = [each.act for each in work.bitacora.entries()]
    assert (account.kept, account.must_change) == ("", False)
    assert acts[-3:] == [
        "identidad_vinculada",
        "contrasena_temporal_anulada",
        "sesion_abierta_por_proveedor",
    ]


@only_sqlite
def test_a_second_entry_goes_by_issuer_and_subject_alone(world: World, browser: Browser) -> None:
    assert entered(world.central, browser, "ana").status_code == 200
    register(world, FIRST, "otra@muestra.example")
    again = Browser(world.central, browser.place)
    assert entered(world.central, again, "ana").json()["id_solicitante"] == FIRST
    assert len(world.mails("identidad_vinculada")) == 1


@only_sqlite
@pytest.mark.parametrize("who", ["beto", "caro"])
def test_an_address_that_is_not_verified_or_not_the_providers_own_opens_nothing(
    world: World, browser: Browser, who: str
) -> None:
    register(world, FIRST, PEOPLE[who]["email"])
    assert refused(entered(world.central, browser, who)) == (401, "identidad_no_vinculada")


@only_sqlite
def test_an_address_registered_twice_or_with_another_provider_opens_nothing(
    world: World, browser: Browser
) -> None:
    register(world, SECOND, "ana@muestra.example")
    assert refused(entered(world.central, browser, "ana")) == (401, "identidad_no_vinculada")
    register(world, SECOND, "")
    register(world, FIRST, "ana@muestra.example", "facebook")
    assert refused(entered(world.central, browser, "ana")) == (401, "identidad_no_vinculada")


def test_an_account_is_linked_from_a_session_and_unlinked(world: World, browser: Browser) -> None:
    central, console = world.central, world.console(SECOND)
    link = begun(console, "/v1/identidades/entrada")
    number = browser.number(link["page"], "caro")
    typed = {"secret": link["secret"], "number": number}
    assert refused(finish(console, **typed)) == (401, "entrada_vencida")  # it opens no session
    other = world.console(FIRST)
    assert refused(other.post("/v1/identidades", typed)) == (401, "entrada_vencida")
    linked = console.post("/v1/identidades", typed)
    assert (linked.status_code, linked.json()["correo"]) == (201, "caro@otra.example")
    assert [each["proveedor"] for each in console.get("/v1/identidades").json()] == ["google"]
    again = Browser(central, browser.place)
    assert entered(central, again, "caro").json()["id_solicitante"] == SECOND
    left = console.call("DELETE", "/v1/identidades/google")
    assert refused(left) == (422, "unica_entrada")
    with central.deps.units.writing("prueba") as work:
        work.accounts.set_password(work.accounts.of_aspirante(SECOND).id, "propia")
    assert console.call("DELETE", "/v1/identidades/google").status_code == 204
    assert console.call("DELETE", "/v1/identidades/google").status_code == 404
    assert refused(entered(central, again, "caro")) == (401, "identidad_no_vinculada")


@only_sqlite
def test_what_opens_one_account_is_not_linked_to_another(world: World, browser: Browser) -> None:
    assert entered(world.central, browser, "ana").status_code == 200
    console = world.console(SECOND)
    link = begun(console, "/v1/identidades/entrada")
    number = browser.number(link["page"], "ana")
    typed = {"secret": link["secret"], "number": number}
    assert refused(console.post("/v1/identidades", typed)) == (409, "identidad_ocupada")


@only_sqlite
def test_a_new_access_ends_every_link(world: World, browser: Browser) -> None:
    central = world.central
    assert entered(central, browser, "ana").status_code == 200
    register(world, FIRST, "")
    with central.deps.units.writing("prueba") as work:
        password = central.deps.fresh_password()
        send_access(central.deps, work)(work.aspirantes.by_id(FIRST), password)
    assert refused(entered(central, browser, "ana")) == (401, "identidad_no_vinculada")


@only_sqlite
def test_a_closed_account_opens_nothing(world: World, browser: Browser) -> None:
    with world.central.deps.units.writing("prueba") as work:
        work.accounts.set_closed(work.accounts.of_aspirante(FIRST).id, closed=True)
    assert refused(entered(world.central, browser, "ana")) == (401, "cuenta_cerrada")


@only_sqlite
def test_a_program_without_the_number_gets_nothing(world: World, browser: Browser) -> None:
    client = world.central.stranger()
    entrada = begun(client)
    early = finish(client, entrada["secret"], "000000")
    assert refused(early) == (409, "entrada_sin_terminar")
    number = browser.number(entrada["page"], "ana").replace(" ", "")
    wrong = f"{(int(number) + 1) % 10**6:06}"
    for _ in range(5):
        assert refused(finish(client, entrada["secret"], wrong)) == (401, "numero_no_coincide")
    assert refused(finish(client, entrada["secret"], number)) == (401, "entrada_vencida")


@only_sqlite
def test_somebody_else_learns_nothing_with_another_secret(world: World, browser: Browser) -> None:
    client, thief = world.central.stranger(), world.central.stranger()
    entrada, own = begun(client), begun(thief)
    number = browser.number(entrada["page"], "ana")
    for secret in ("adivinado", entrada["page"].rpartition("/")[2]):
        told = thief.post(f"{_IN}/consulta", {"secret": secret})
        assert refused(told) == (401, "entrada_vencida")
        assert refused(finish(thief, secret, number)) == (401, "entrada_vencida")
    assert refused(finish(thief, own["secret"], number)) == (409, "entrada_sin_terminar")
    assert finish(client, entrada["secret"], number).status_code == 200


@only_sqlite
def test_an_answer_serves_once_and_in_its_own_browser(world: World, browser: Browser) -> None:
    client = world.central.stranger()
    back = browser.sign_in(begun(client)["page"], "ana")
    stranger = Browser(world.central, browser.place)
    assert stranger.get(back).status_code == 401
    stranger.leave(begun(client)["page"])  # a cookie of its own does not help
    assert stranger.get(back).status_code == 401
    assert number_of(browser.get(back))
    assert browser.get(back).status_code == 401


@only_sqlite
@pytest.mark.logs("core.server.doors.oidc")
def test_a_stolen_code_is_worth_nothing_to_another_entry(world: World, browser: Browser) -> None:
    """The provider holds the code to its verifier, which another state does not give."""
    code = asked_of(browser.sign_in(begun(world.central.stranger())["page"], "ana"))["code"]
    thief, program = Browser(world.central, browser.place), world.central.stranger()
    entrada = begun(program)
    state = asked_of(thief.leave(entrada["page"]).headers["Location"])["state"]
    back = f"{world.central.url}/entrada/regreso/google?{urlencode({'code': code, 'state': state})}"
    assert thief.get(back).status_code == 401
    told = program.post(f"{_IN}/consulta", {"secret": entrada["secret"]})
    assert refused(told) == (401, "entrada_rechazada")


@only_sqlite
def test_who_says_no_at_the_provider_ends_it(world: World, browser: Browser) -> None:
    client = world.central.stranger()
    entrada = begun(client)
    state = asked_of(browser.leave(entrada["page"]).headers["Location"])["state"]
    said = urlencode({"error": "access_denied", "state": state})
    assert browser.get(f"{world.central.url}/entrada/regreso/google?{said}").status_code == 401
    told = client.post(f"{_IN}/consulta", {"secret": entrada["secret"]})
    assert refused(told) == (401, "entrada_rechazada")


@only_sqlite
def test_another_address_to_come_back_to_is_not_taken(
    world: World, place: Place, browser: Browser
) -> None:
    sent = browser.leave(begun(world.central.stranger())["page"]).headers["Location"]
    asked = asked_of(sent)
    assert asked["redirect_uri"] == f"{world.central.url}/entrada/regreso/google"
    assert (asked["code_challenge_method"], asked["response_type"]) == ("S256", "code")
    other = urlencode(asked | {"redirect_uri": f"{world.central.url}/otra"})
    answer = browser.get(f"{place.issuer}{urlsplit(sent).path}?{other}")
    assert (answer.status_code, answer.is_redirect) == (400, False)


@only_sqlite
def test_all_of_it_ends_after_ten_minutes_and_is_forgotten(world: World, browser: Browser) -> None:
    central, client = world.central, world.central.stranger()
    entrada, late = begun(client), begun(client)
    number = browser.number(entrada["page"], "ana")
    back = Browser(central, browser.place)
    answer = back.sign_in(late["page"], "ana")
    central.clock.forward(timedelta(minutes=10))
    assert back.get(answer).status_code == 401
    assert browser.get(late["page"]).status_code == 401
    assert refused(finish(client, entrada["secret"], number)) == (401, "entrada_vencida")
    assert CleanJob(central.deps)() >= 2
    with central.deps.units.reading() as work:
        assert not work.session.exec(select(StoredEntrada)).all()


@only_sqlite
def test_no_secret_of_it_is_kept(world: World, browser: Browser) -> None:
    client = world.central.stranger()
    entrada = begun(client)
    back = browser.sign_in(entrada["page"], "ana")
    number = number_of(browser.get(back)).replace(" ", "")
    with world.central.deps.units.reading() as work:
        row = work.session.exec(select(StoredEntrada)).one()
        accounts = work.session.exec(select(StoredAccount)).all()
    kept = f"{row!r} {accounts!r}"
    secrets = (entrada["secret"], entrada["page"].rpartition("/")[2], asked_of(back)["state"])
    assert not any(each in kept for each in (*secrets, asked_of(back)["code"]))
    assert number not in row.number
