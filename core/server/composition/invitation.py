"""The invitation of numeral 7: address, fingerprint, signing key and code, in letters and QR."""

from collections.abc import Callable

from core.certificate import only_authority
from core.documents.qr import qr_png
from core.domain.values.server_address import server_address
from core.ports.central_vinculos import Invite, Invited
from core.sealing.activation_code import Invitation, grouped, make_code
from core.server.composition.dependencies import Dependencies


def fingerprint(deps: Dependencies) -> bytes:
    """Return SHA-256 (32 bytes) of the TLS authority's DER: what tablets and desks pin."""
    return only_authority(deps.authority).fingerprint


def code_maker(deps: Dependencies) -> Callable[[], str]:
    """Return the generator of activation codes; each pins the authority and the signing key."""
    authority, key = fingerprint(deps), _signing_key(deps)
    return lambda: make_code(authority, key)


def inviter(deps: Dependencies) -> Invite:
    """Return the function that turns a code into its invitation."""
    authority, url = fingerprint(deps), server_address(deps.settings.url)
    signing_key = _signing_key(deps)

    def invite(code: str) -> Invited:
        text = Invitation(url, authority, signing_key, code).to_text()
        return Invited(url, grouped(code), qr_png(text))

    return invite


def _signing_key(deps: Dependencies) -> bytes:
    return deps.signing_key.public_key().public_bytes_raw()
