"""A certified OpenID provider as its own process, one that lies, and a browser for both."""

import base64
import hmac
import json
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from ssl import PROTOCOL_TLS_SERVER, SSLContext
from typing import Any, ClassVar
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
import requests
from joserfc import jwt
from joserfc.jwk import RSAKey

from core.server.host.tls import make_tls
from core.settings.server import ProviderSettings
from tests.central_server import Central
from tests.walkthrough.relay import free_port

SECRET, CLIENT = "secreto de MUESTRA", "apoyo-muestra"
PROGRAM = "Escritorio en muestra (Linux)"
_FOLDER = Path(__file__).parent / "openid_provider"
_NODE = shutil.which("node")
needs_node = pytest.mark.skipif(
    _NODE is None or not (_FOLDER / "node_modules").is_dir(),
    reason="no se probó contra un proveedor certificado: falta node, o `make setup` no lo halló",
)
_FORM, _HIDDEN = re.compile(r'action="([^"]+)"'), re.compile(r'name="prompt" value="(\w+)"')
_NUMBER = re.compile(r'class="numero">(\d{3}) (\d{3})<')
_PAGE = re.compile(r'name="page" value="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Place:
    """Where a provider will listen, with a certificate of its own authority."""

    folder: Path
    port: int

    @classmethod
    def made(cls, folder: Path) -> "Place":
        tls = make_tls(("127.0.0.1",), datetime.now(UTC))  # noqa: TID251  a test's
        for name, pem in (("ca", tls.authority), ("cert", tls.server), ("key", tls.server_key)):
            (folder / f"{name}.pem").write_bytes(pem)
        (folder / "secret").write_text(f"{SECRET}\n", "utf-8")
        return cls(folder, free_port())

    @property
    def issuer(self) -> str:
        return f"https://127.0.0.1:{self.port}"

    def settings(self, name: str = "google") -> ProviderSettings:
        """Return what the server is told of it."""
        return ProviderSettings(
            id=name,
            name=name.title(),
            issuer=self.issuer,
            client_id=CLIENT,
            client_secret_file=self.folder / "secret",
            domains=("muestra.example",),
            authority=self.folder / "ca.pem",
        )


@contextmanager
def certified(place: Place, redirect: str, people: dict[str, dict[str, Any]]) -> Iterator[None]:
    """Run the certified provider until the block ends; its own words go nowhere."""
    client = {
        "client_id": CLIENT,
        "client_secret": SECRET,
        "token_endpoint_auth_method": "client_secret_post",
        "redirect_uris": [redirect],
        "grant_types": ["authorization_code"],
        "response_types": ["code"],
    }
    told = json.dumps({"clients": [client], "people": people})
    pems = [str(place.folder / name) for name in ("cert.pem", "key.pem")]
    command = [str(_NODE), str(_FOLDER / "provider.mjs"), str(place.port), *pems, told]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as node:
        try:
            assert node.stdout is not None
            assert any(line.startswith("ready") for line in node.stdout)
            yield
        finally:
            node.kill()


class _Answers(BaseHTTPRequestHandler):
    liar: ClassVar["Liar"]

    def do_GET(self) -> None:
        issuer = self.liar.place.issuer
        if self.path.endswith("openid-configuration"):
            said = {"issuer": issuer, "authorization_endpoint": f"{issuer}/auth"}
            said |= {"token_endpoint": f"{issuer}/token", "jwks_uri": f"{issuer}/jwks"}
            self._say(said | self.liar.discovery)
        else:
            self._say({"keys": [self.liar.key.as_dict(private=False)]})

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        self.liar.asked.append(parse_qs(self.rfile.read(length).decode()))
        self._say({"access_token": "x", "token_type": "Bearer", "id_token": self.liar.token()})

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _say(self, what: object) -> None:
        body = json.dumps(what).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@dataclass
class Liar:
    """A provider that says of anybody whatever a test has it say, signed with its own key."""

    place: Place
    nonce: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    header: dict[str, Any] = field(default_factory=lambda: {"alg": "RS256", "kid": "1"})
    discovery: dict[str, str] = field(default_factory=dict)
    asked: list[dict[str, list[str]]] = field(default_factory=list)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "1"}))
    signs_with: RSAKey | bytes | None = None

    def token(self) -> str:
        """Return an id_token of now, but for what the test changed."""
        now = int(datetime.now(UTC).timestamp())  # noqa: TID251  a provider's own
        said = {"iss": self.place.issuer, "aud": CLIENT, "sub": "ana", "nonce": self.nonce}
        said |= {"iat": now, "exp": now + 300} | self.claims
        said = {name: value for name, value in said.items() if value is not None}
        if self.header["alg"] == "RS256":
            key = self.signs_with if isinstance(self.signs_with, RSAKey) else self.key
            return jwt.encode(self.header, said, key)
        told = f"{_part(self.header)}.{_part(said)}"
        return f"{told}.{self._by_secret(told)}"

    def _by_secret(self, told: str) -> str:
        """Return the HMAC that stands for a signature, "" without a secret: no library makes it."""
        if not isinstance(self.signs_with, bytes):
            return ""
        return _base64(hmac.digest(self.signs_with, told.encode(), "sha256"))


def _part(said: dict[str, Any]) -> str:
    return _base64(json.dumps(said).encode())


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


@contextmanager
def lying(liar: Liar) -> Iterator[None]:
    """Serve what the liar says, over TLS, until the block ends."""
    answers = type("Answers", (_Answers,), {"liar": liar})
    server = HTTPServer(("127.0.0.1", liar.place.port), answers)
    context = SSLContext(PROTOCOL_TLS_SERVER)
    context.load_cert_chain(liar.place.folder / "cert.pem", liar.place.folder / "key.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)  # noqa: TID251  a test's
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join(10)
        server.server_close()


@dataclass
class Browser:
    """A person's browser: it keeps cookies, and goes on by hand so that a test sees each step."""

    central: Central
    place: Place
    wire: requests.Session = field(default_factory=requests.Session)

    def get(self, url: str) -> requests.Response:
        return self._ask("GET", url)

    def post(self, url: str, form: dict[str, str]) -> requests.Response:
        return self._ask("POST", url, form)

    def _ask(self, method: str, url: str, form: dict[str, str] | None = None) -> requests.Response:
        here = url.startswith(self.central.url)
        return self.wire.request(
            method,
            url,
            data=form,
            headers={"Connection": "close"},
            verify=str(self.central.authority if here else self.place.folder / "ca.pem"),
            allow_redirects=False,
            timeout=60,
        )

    def leave(self, page: str) -> requests.Response:
        """Open the page and press its button; the answer sends to the provider."""
        shown = self.get(page)
        assert shown.status_code == 200, shown.text
        found = _PAGE.search(shown.text)
        assert found is not None
        return self.post(f"{self.central.url}/entrada", {"page": found[1]})

    def sign_in(self, page: str, who: str) -> str:
        """Prove oneself at the certified provider; return where it sends the browser back."""
        at = self.leave(page).headers["Location"]
        for _ in range(12):
            if at.startswith(self.central.url):
                return at
            answer = self.get(at)
            if answer.is_redirect:
                at = urljoin(at, answer.headers["Location"])
                continue
            form, prompt = _FORM.search(answer.text), _HIDDEN.search(answer.text)
            assert form is not None, answer.text
            assert prompt is not None, answer.text
            typed = {"prompt": prompt[1], "login": who, "password": "MUESTRA"}
            target = urljoin(at, form[1])
            sent = self.post(target, typed)
            at = urljoin(target, sent.headers["Location"])
        raise AssertionError(at)

    def number(self, page: str, who: str) -> str:
        """Go all the way; return the number that is shown."""
        return number_of(self.get(self.sign_in(page, who)))


def number_of(answer: requests.Response) -> str:
    """Return the number of the last page, as it is read."""
    found = _NUMBER.search(answer.text)
    assert found is not None, answer.text
    return f"{found[1]} {found[2]}"


def asked_of(url: str) -> dict[str, str]:
    """Return the query of an address."""
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
