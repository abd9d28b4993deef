"""The server's own TLS authority and certificate: clients pin the authority's fingerprint."""

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from core.certificate import only_authority

_LASTS = timedelta(days=5 * 365)
_EARLY = timedelta(days=1)
"""Certificates begin a day early: a tablet's clock may lag."""


@dataclass(frozen=True, slots=True)
class TlsFiles:
    """PEM of the authority and of the server, certificates and keys."""

    authority: bytes
    authority_key: bytes
    server: bytes
    server_key: bytes


def make_tls(hosts: tuple[str, ...], now: datetime) -> TlsFiles:
    """Return a new authority and a certificate for `hosts` (DNS names or IP addresses).

    Source: RFC 5280.
    """
    authority_key = ec.generate_private_key(ec.SECP256R1())
    authority = _authority(authority_key, now)
    server_key = ec.generate_private_key(ec.SECP256R1())
    server = _server(server_key, hosts, authority, authority_key, now)
    return TlsFiles(_pem(authority), _key(authority_key), _pem(server), _key(server_key))


def renewed(
    authority_pem: bytes, authority_key: bytes, hosts: tuple[str, ...], now: datetime
) -> tuple[bytes, bytes]:
    """Return a new certificate for `hosts` and its new key (PEM), by the same authority.

    Clients pin the authority, so they go on trusting. Raises ValueError for what is no PEM, or no
    key of that authority.
    """
    authority = x509.load_pem_x509_certificate(authority_pem)
    signer = serialization.load_pem_private_key(authority_key, None)
    if not isinstance(signer, ec.EllipticCurvePrivateKey):
        raise ValueError("not a key that this server made")  # noqa: TRY004  as any other wrong file
    if signer.public_key() != authority.public_key():
        raise ValueError("the key of another authority")
    key = ec.generate_private_key(ec.SECP256R1())
    return _pem(_server(key, hosts, authority, signer, now)), _key(key)


def hosts_of(pem: bytes) -> tuple[str, ...]:
    """Return the names and addresses that a certificate is for. Raises ValueError."""
    certificate = x509.load_pem_x509_certificate(pem)
    found = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return tuple(str(each.value) for each in found)


def fingerprint(pem: bytes) -> str:
    """Return SHA-256 (hex) of a certificate's DER, which clients pin.

    Raises ValueError unless `pem` holds exactly one certificate.
    """
    return only_authority(pem).fingerprint.hex()


def _authority(key: ec.EllipticCurvePrivateKey, now: datetime) -> x509.Certificate:
    name = _name("Autoridad TLS de apoyo ciudadano")
    subject_key = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    return (
        _dated(name, name, now)
        .public_key(key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(subject_key, critical=False)
        .sign(key, hashes.SHA256())
    )


def _server(
    key: ec.EllipticCurvePrivateKey,
    hosts: tuple[str, ...],
    authority: x509.Certificate,
    authority_key: ec.EllipticCurvePrivateKey,
    now: datetime,
) -> x509.Certificate:
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key())
    subject_key = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    server_auth = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
    return (
        _dated(_name("Servidor central de apoyo ciudadano"), authority.subject, now)
        .public_key(key.public_key())
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(server_auth, critical=False)
        .add_extension(x509.SubjectAlternativeName(_names(hosts)), critical=False)
        .add_extension(subject_key, critical=False)
        .add_extension(issuer, critical=False)
        .sign(authority_key, hashes.SHA256())
    )


def _dated(subject: x509.Name, issuer: x509.Name, now: datetime) -> x509.CertificateBuilder:
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer)
    dated = builder.not_valid_before(now - _EARLY).not_valid_after(now + _LASTS)
    return dated.serial_number(x509.random_serial_number())


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _names(hosts: tuple[str, ...]) -> list[x509.GeneralName]:
    return [_general_name(host) for host in dict.fromkeys(hosts)]


def _general_name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _key(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
