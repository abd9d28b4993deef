"""The first contact: the authority of a server is fetched once, compared by a person, pinned."""

import hashlib
import http.client
import ssl
from urllib.parse import urlsplit

from core.client.errors import AddressMalformed, AnswerNotUnderstood
from core.errors import CentralUnreachable

_SECONDS = 10.0
_MOST_BYTES = 64 * 1024
_OK = 200


def fetch_authority(url: str) -> tuple[str, str]:
    """Return the PEM that the server at `url` gives as its authority, and SHA-256 of its DER (hex).

    Nothing is proved by it: whoever answers could have sent it. The caller compares the hash
    with the one that came by another way. Raises AddressMalformed or CentralUnreachable.
    """
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname:
        raise AddressMalformed
    anyone = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    anyone.check_hostname = False
    anyone.verify_mode = ssl.CERT_NONE
    path = parts.path.rstrip("/") + "/v1/autoridad"
    pem = _get(parts.hostname, parts.port or 443, path, anyone)
    try:
        return pem, hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem)).hexdigest()
    except ValueError as cause:
        raise AnswerNotUnderstood from cause


def _get(host: str, port: int, path: str, context: ssl.SSLContext) -> str:
    connection = http.client.HTTPSConnection(host, port, timeout=_SECONDS, context=context)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        content = answer.read(_MOST_BYTES)
    except (OSError, http.client.HTTPException) as cause:
        raise CentralUnreachable from cause
    finally:
        connection.close()
    if answer.status != _OK:
        raise AnswerNotUnderstood({"status": str(answer.status)})
    return content.decode("ascii", "replace").strip() + "\n"
