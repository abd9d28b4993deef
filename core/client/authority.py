"""First contact: fetch a server's TLS authority, have a person compare it, then pin it."""

import http.client
import ssl
from urllib.parse import urlsplit

from core.certificate import Authority, only_authority
from core.client.errors import AnswerNotUnderstood, AuthorityNotOne
from core.domain.values.server_address import server_address
from core.errors import CentralUnreachable

_SECONDS = 10.0
_MOST_BYTES = 64 * 1024
_OK = 200
_PATH = "/v1/autoridad"


def fetch_authority(url: str) -> Authority:
    """Return the one certificate that the server at `url` gives as its authority.

    Nothing is proved by it: whoever answers could have sent it. The caller compares its hash with
    the one that came by another way, and pins its `pem`. Raises AddressMalformed,
    AuthorityNotOne or another CentralUnreachable.
    """
    parts = urlsplit(server_address(url))
    anyone = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    anyone.check_hostname = False
    anyone.verify_mode = ssl.CERT_NONE
    pem = _get(parts.hostname or "", parts.port or 443, anyone)
    try:
        return only_authority(pem)
    except ValueError as cause:
        raise AuthorityNotOne from cause


def _get(host: str, port: int, context: ssl.SSLContext) -> bytes:
    connection = http.client.HTTPSConnection(host, port, timeout=_SECONDS, context=context)
    try:
        connection.request("GET", _PATH)
        answer = connection.getresponse()
        content = answer.read(_MOST_BYTES + 1)
    except (OSError, http.client.HTTPException) as cause:
        raise CentralUnreachable from cause
    finally:
        connection.close()
    if answer.status != _OK:
        raise AnswerNotUnderstood({"status": str(answer.status)})
    if len(content) > _MOST_BYTES:
        raise AuthorityNotOne
    return content
