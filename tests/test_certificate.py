"""Exactly one certificate is read, hashed and written again; anything more or less is refused."""

import ssl
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from hypothesis import given
from hypothesis import strategies as st

from core.certificate import only_authority
from core.server.host.tls import make_tls

_NOW = datetime(2026, 11, 28, tzinfo=UTC)
ONE = make_tls(("127.0.0.1",), _NOW).authority
OTHER = make_tls(("127.0.0.1",), _NOW).authority
_KEY = generate_private_key(SECP256R1()).private_bytes(
    Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
)


def test_what_is_hashed_is_all_that_a_tls_library_trusts(tmp_path: Path) -> None:
    found = only_authority(ONE)
    pinned = tmp_path / "authority.pem"
    pinned.write_text(found.pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(pinned)
    assert context.get_ca_certs(binary_form=True) == [found.der]
    assert found.fingerprint == sha256(found.der).digest()


@pytest.mark.parametrize("ends", [b"\n", b"\r\n"])
def test_line_ends_and_blanks_around_it_change_nothing(ends: bytes) -> None:
    assert only_authority(ends + ONE.replace(b"\n", ends)) == only_authority(ONE)


@pytest.mark.parametrize(
    "pem",
    [
        b"",
        b"texto",
        ONE + OTHER,
        ONE + ONE,
        ONE.strip() + OTHER,
        ONE + _KEY,
        b"Subject: CN=x\n" + ONE,
        ONE + b"# nota\n",
        ONE.replace(b"BEGIN CERTIFICATE", b"BEGIN TRUSTED CERTIFICATE"),
        ONE.replace(b"CERTIFICATE", b"X509 CERTIFICATE"),
        ONE[:-40],
        ONE.replace(b"-----END CERTIFICATE-----", b"AAAA\n-----END CERTIFICATE-----"),
    ],
)
def test_more_or_less_than_one_is_refused(pem: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  its caller names it
        only_authority(pem)


@given(st.integers(0, len(ONE) - 1), st.binary(max_size=60))
def test_whatever_is_put_in_is_refused_or_is_the_certificate_that_is_trusted(
    at: int, more: bytes
) -> None:
    try:
        found = only_authority(ONE[:at] + more + ONE[at:])
    except ValueError:
        return
    assert only_authority(found.pem.encode()) == found
    assert ssl.PEM_cert_to_DER_cert(found.pem) == found.der
