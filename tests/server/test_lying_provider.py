"""What a provider says counts only where all of it holds; what does not is told to nobody."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any
from urllib.parse import urlencode

import pytest
from joserfc.jwk import RSAKey

from core.domain.access.entrada_errors import ProveedorSilent
from core.server.doors import oidc
from core.server.doors.providers import provider
from core.settings.server import ServerSettings
from tests import central_server
from tests.apoyo_data import FIRST
from tests.apoyo_world import World
from tests.server.conftest import only_sqlite
from tests.server.openid_people import (
    CLIENT,
    SECRET,
    Browser,
    Liar,
    Place,
    asked_of,
    lying,
    number_of,
)
from tests.server.test_entradas import PEOPLE, begun, finish, refused, register

pytestmark = [only_sqlite, pytest.mark.logs("core.server.doors.oidc")]


@dataclass
class Stage:
    """A world, a provider that lies, and a program and a browser that believe it."""

    world: World
    liar: Liar

    def __post_init__(self) -> None:
        self.program = self.world.central.stranger()
        self.browser = Browser(self.world.central, self.liar.place)
        self.entrada = begun(self.program)

    def come_back(self, at: str = "", **more: str) -> tuple[int, str]:
        """Return status and page of a browser that went there and back."""
        asked = asked_of(self.browser.leave(self.entrada["page"]).headers["Location"])
        self.liar.nonce = asked["nonce"]
        said = urlencode({"code": "c", "state": asked["state"]} | more)
        at = at or self.world.central.url
        answer = self.browser.get(f"{at}/entrada/regreso/google?{said}")
        return answer.status_code, answer.text

    def told(self) -> tuple[int, str]:
        secret = {"secret": self.entrada["secret"]}
        return refused(self.program.post("/v1/entradas/consulta", secret))


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place.made(tmp_path)


@pytest.fixture
def server_limits(place: Place) -> dict[str, Any]:
    return {"providers": (place.settings(), place.settings("facebook"))}


@pytest.fixture
def stage(world: World, place: Place) -> Iterator[Stage]:
    register(world, FIRST, "ana@muestra.example")
    liar = Liar(place)
    liar.claims = dict(PEOPLE["ana"])
    with lying(liar):
        yield Stage(world, liar)


def _by_secret(liar: Liar) -> None:
    liar.header, liar.signs_with = {"alg": "HS256"}, SECRET.encode()


def _by_public_key(liar: Liar) -> None:
    liar.header = {"alg": "HS256", "kid": "1"}
    liar.signs_with = liar.key.as_pem(private=False)


def _by_another(liar: Liar) -> None:
    liar.signs_with = RSAKey.generate_key(2048)


LIES: dict[str, Callable[[Liar], None]] = {
    "foreign aud": lambda liar: liar.claims.update(aud="otro-programa"),
    "one aud too many": lambda liar: liar.claims.update(aud=[CLIENT, "otro-programa"]),
    "no aud": lambda liar: liar.claims.update(aud=None),
    "wrong issuer": lambda liar: liar.claims.update(iss="https://accounts.google.com"),
    "no issuer": lambda liar: liar.claims.update(iss=None),
    "expired": lambda liar: liar.claims.update(exp=1, iat=1),
    "without an end": lambda liar: liar.claims.update(exp=None),
    "of the future": lambda liar: liar.claims.update(nbf=4_000_000_000),
    "without a beginning": lambda liar: liar.claims.update(iat=None),
    "nonce of another": lambda liar: liar.claims.update(nonce="otro"),
    "no nonce": lambda liar: liar.claims.update(nonce=None),
    "nobody": lambda liar: liar.claims.update(sub=None),
    "an empty nobody": lambda liar: liar.claims.update(sub=""),
    "alg none": lambda liar: liar.header.update(alg="none"),
    "signed by the secret": _by_secret,
    "signed by the public key": _by_public_key,
    "signed by another": _by_another,
}


def test_what_holds_is_taken(stage: Stage) -> None:
    """The control of every lie below."""
    status, page = stage.come_back()
    assert status == 200, page
    asked = stage.liar.asked[-1]
    assert (len(asked["code_verifier"][0]), asked["client_secret"]) == (43, [SECRET])


@pytest.mark.parametrize("lie", LIES)
def test_no_lie_is_taken(stage: Stage, lie: str) -> None:
    LIES[lie](stage.liar)
    status, page = stage.come_back()
    assert (status, "numero" in page.partition("</style>")[2]) == (401, False)
    assert stage.told() == (401, "entrada_rechazada")


def test_an_answer_of_another_issuer_is_not_taken(stage: Stage) -> None:
    """RFC 9207: who mixes up two providers is told apart before any code is sent."""
    assert stage.come_back(iss="https://accounts.google.com")[0] == 401
    assert not stage.liar.asked


def test_an_answer_at_the_address_of_another_provider_is_not_taken(stage: Stage) -> None:
    asked = asked_of(stage.browser.leave(stage.entrada["page"]).headers["Location"])
    said = urlencode({"code": "c", "state": asked["state"]})
    back = f"{stage.world.central.url}/entrada/regreso/facebook?{said}"
    assert stage.browser.get(back).status_code == 401
    assert not stage.liar.asked


@pytest.mark.parametrize(
    "said",
    [
        {"issuer": "https://accounts.google.com"},
        {"authorization_endpoint": "http://127.0.0.1/auth"},
        {"authorization_endpoint": ""},
    ],
)
def test_a_discovery_that_lies_leads_nowhere(stage: Stage, said: dict[str, str]) -> None:
    stage.liar.discovery = said
    assert stage.browser.leave(stage.entrada["page"]).status_code == 503


@pytest.mark.parametrize("said", [{"token_endpoint": "http://127.0.0.1/"}, {"jwks_uri": ""}])
def test_no_code_goes_without_tls(stage: Stage, said: dict[str, str]) -> None:
    stage.liar.discovery = said
    assert stage.come_back()[0] == 503
    assert not any("http:" in str(each) for each in stage.liar.asked)


def test_a_provider_that_is_gone_is_told_so(world: World, place: Place) -> None:
    program, browser = world.central.stranger(), Browser(world.central, place)
    answer = browser.leave(begun(program)["page"])
    assert (answer.status_code, "no contesta" in answer.text) == (503, True)


def test_who_waits_for_a_provider_that_hangs_leaves_threads_for_everybody_else(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(oidc, "_busy", BoundedSemaphore(100))  # those that wait are let on
    asked = provider(world.central.deps, "google")

    def ask(waiting: ExitStack) -> None:
        for _ in range(40):  # the threads of the web
            waiting.enter_context(asked._asking())

    with ExitStack() as waiting, pytest.raises(ProveedorSilent):
        ask(waiting)
    with asked._asking():  # each gave its place back
        pass


def test_another_replica_takes_up_what_one_began(stage: Stage) -> None:
    """Nothing of it is in the memory of one process."""
    settings: ServerSettings = stage.world.central.deps.settings
    with central_server.running(settings) as replica:
        stage.browser.central = replica
        asked = asked_of(
            stage.browser.leave(
                stage.entrada["page"].replace(stage.world.central.url, replica.url)
            ).headers["Location"]
        )
        stage.liar.nonce = asked["nonce"]
        stage.browser.central = stage.world.central
        said = urlencode({"code": "c", "state": asked["state"]})
        back = f"{stage.world.central.url}/entrada/regreso/google?{said}"
        number = number_of(stage.browser.get(back))
        elsewhere = replica.stranger()
        assert finish(elsewhere, stage.entrada["secret"], number).status_code == 200


def test_so_many_begin_from_one_address_and_then_wait(stage: Stage) -> None:
    stage.world.central.clock.stop()
    answers = [stage.program.post("/v1/entradas", {"proveedor": "google"}) for _ in range(31)]
    assert refused(answers[-1]) == (429, "demasiadas_entradas")
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 30


def test_a_provider_that_is_not_known_begins_nothing(stage: Stage) -> None:
    answer = stage.program.post("/v1/entradas", {"proveedor": "otro"})
    assert refused(answer) == (404, "proveedor_desconocido")


def test_a_page_can_be_opened_and_left_again_before_it_came_back(stage: Stage) -> None:
    """Only the newest state serves."""
    first = asked_of(stage.browser.leave(stage.entrada["page"]).headers["Location"])["state"]
    stage.browser.leave(stage.entrada["page"])
    said = urlencode({"code": "c", "state": first})
    back = f"{stage.world.central.url}/entrada/regreso/google?{said}"
    assert stage.browser.get(back).status_code == 401
    assert stage.come_back()[0] == 200


def test_what_a_program_says_of_itself_stays_text(stage: Stage) -> None:
    headers = {"User-Agent": "<script>x</script>"}
    entrada = stage.program.post("/v1/entradas", {"proveedor": "google"}, headers).json()
    shown = stage.browser.get(entrada["page"])
    assert "<script>" not in shown.text
    assert "&lt;script&gt;" in shown.text
    assert shown.headers["Content-Security-Policy"].startswith("default-src 'none'")
