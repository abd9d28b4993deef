"""Certificates change while the server runs; pages for browsers have one of their own."""

import os
import shutil
import socket
import ssl
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509

from core.server.cli import main
from core.server.errors import AuthorityKeyWrong, KeyStays, OptionMissing
from core.server.host.keys import KeyFiles
from core.server.host.tls import make_tls
from core.server.upkeep.rotation import KeyName, rotate
from core.server.web import pages_socket
from tests.apoyo_world import World
from tests.central_server import Central
from tests.server.conftest import only_sqlite
from tests.walkthrough.relay import free_port

pytestmark = only_sqlite


def serial(port: int, authority: Path) -> int:
    """Return the serial number of the certificate that answers, trusted by `authority` alone."""
    context = ssl.create_default_context(cafile=str(authority))
    with (
        socket.create_connection(("127.0.0.1", port), 30) as plain,
        context.wrap_socket(plain, server_hostname="127.0.0.1") as secure,
    ):
        der = secure.getpeercert(binary_form=True)
    assert der is not None
    return x509.load_der_x509_certificate(der).serial_number


def port_of(central: Central) -> int:
    return int(central.url.rpartition(":")[2])


@pytest.fixture
def server_limits(
    request: pytest.FixtureRequest, prepared_keys: Path, tmp_path: Path
) -> dict[str, Path]:
    """Lay the certificate and its key into a folder of their own, where a test asks for it."""
    if getattr(request, "param", "") != "apart":
        return {}
    folder = tmp_path / "tls"
    folder.mkdir()
    for path in KeyFiles(prepared_keys).server:
        shutil.copy(path, folder)
    return {"tls_folder": folder}


@pytest.mark.parametrize("server_limits", ["", "apart"], indirect=True)
def test_a_certificate_is_changed_without_a_restart(central: Central) -> None:
    keys, port = KeyFiles.of(central.deps.settings), port_of(central)
    before = serial(port, keys.authority)
    kept = central.stranger()
    kept.wire.headers["Connection"] = "keep-alive"
    assert kept.get("/v1/salud").status_code == 204
    rotate(central.deps.settings, KeyName.TLS, keys.folder / "authority.key")
    after = serial(port, keys.authority)
    assert after != before
    assert serial(port, keys.authority) == after
    assert kept.get("/v1/salud").status_code == 204
    assert keys.server[1].stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("server_limits", ["apart"], indirect=True)
def test_what_root_renews_is_read_by_who_read_it_before(central: Central) -> None:
    keys, owner = KeyFiles.of(central.deps.settings), 12_345
    if os.geteuid():
        pytest.skip("only root gives a file to another")
    for path in keys.server:
        os.chown(path, owner, owner)
    rotate(central.deps.settings, KeyName.TLS, keys.folder / "authority.key")
    assert {(each.stat().st_uid, each.stat().st_gid) for each in keys.server} == {(owner, owner)}


@pytest.mark.logs("core.server.host.certificates")
def test_half_of_a_pair_changes_nothing_yet(central: Central) -> None:
    keys, port = KeyFiles(central.deps.settings.keys), port_of(central)
    chain, key = keys.server
    before, old = serial(port, keys.authority), (chain.read_bytes(), key.read_bytes())
    rotate(central.deps.settings, KeyName.TLS, keys.folder / "authority.key")
    new = key.read_bytes()
    key.write_bytes(old[1])
    assert serial(port, keys.authority) == before
    chain.unlink()
    assert serial(port, keys.authority) == before
    chain.write_bytes(b"no es un certificado")
    assert serial(port, keys.authority) == before
    chain.write_bytes(old[0])
    assert serial(port, keys.authority) == before
    assert new != old[1]


def test_a_key_that_seals_or_is_pinned_stays_and_says_why(central: Central) -> None:
    settings = central.deps.settings
    held = {path.name: path.read_bytes() for path in settings.keys.iterdir()}
    for name in set(KeyName) - {KeyName.TLS}:
        with pytest.raises(KeyStays) as refused:
            rotate(settings, name, settings.keys / "authority.key")
        assert refused.value.facts["why"]
    other = settings.data / "other.key"
    other.write_bytes(make_tls(("a",), datetime.now(UTC)).authority_key)  # noqa: TID251  a test's
    for wrong in (other, settings.keys / "signing.key"):
        with pytest.raises(AuthorityKeyWrong):
            rotate(settings, KeyName.TLS, wrong)
    assert held == {path.name: path.read_bytes() for path in settings.keys.iterdir()}


def test_the_order_says_it_in_one_line(
    central: Central, capsys: pytest.CaptureFixture[str]
) -> None:
    data, key = str(central.data), str(central.deps.settings.keys / "authority.key")
    assert main(["central", "rotate-key", "election", "--data", data]) == 2
    said = capsys.readouterr().err
    assert (said.count("\n"), "sobres ya sellados" in said) == (1, True)
    assert main(["central", "rotate-key", "tls", "--authority-key", key, "--data", data]) == 0


class TestPages:
    """A public certificate for browsers beside the one that programs pin."""

    @pytest.fixture
    def public(self, tmp_path: Path) -> Path:
        """Return the folder of a certificate by an authority that browsers know."""
        folder = tmp_path / "public"
        folder.mkdir()
        tls = make_tls(("127.0.0.1",), datetime.now(UTC))  # noqa: TID251  a test's
        (folder / "ca.pem").write_bytes(tls.authority)
        (folder / "chain.pem").write_bytes(tls.server)
        (folder / "key.pem").write_bytes(tls.server_key)
        return folder

    @pytest.fixture
    def server_limits(self, public: Path) -> dict[str, Any]:
        port = free_port()
        return {
            "pages_listen": f"127.0.0.1:{port}",
            "pages_url": f"https://127.0.0.1:{port}/",
            "pages_certificate": public / "chain.pem",
            "pages_key": public / "key.pem",
        }

    def test_mails_lead_to_it_and_programs_stay_with_theirs(
        self, world: World, public: Path
    ) -> None:
        central = world.central
        settings = central.deps.settings
        port = int(settings.pages.rpartition(":")[2])
        assert serial(port, public / "ca.pem") != serial(port_of(central), central.authority)
        with pytest.raises(ssl.SSLError):
            serial(port, central.authority)
        world.enlist()
        text = world.mails("activacion")[0][1]
        assert f"{settings.pages}/invitacion/" in text
        assert central.url in text
        browser = central.stranger()
        browser.url, browser.authority = settings.pages, public / "ca.pem"
        assert central.url in browser.get("/").text

    def test_it_changes_without_a_restart_too(self, world: World, public: Path) -> None:
        port = int(world.central.deps.settings.pages.rpartition(":")[2])
        before = serial(port, public / "ca.pem")
        tls = make_tls(("127.0.0.1",), datetime.now(UTC))  # noqa: TID251  a test's
        for name, pem in (
            ("ca", tls.authority),
            ("key", tls.server_key),
            ("chain", tls.server),
        ):
            (public / f"{name}.pem").write_bytes(pem)
        assert serial(port, public / "ca.pem") != before

    def test_without_a_certificate_it_does_not_begin(self, central: Central) -> None:
        lacking = central.deps.settings.model_copy(update={"pages_certificate": None})
        with pytest.raises(OptionMissing), pages_socket(lacking):
            pass
