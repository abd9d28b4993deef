"""Leaves that the way to the server raises; texts in resources/i18n/errores/tableta.toml.

CentralUnreachable
├── ServerNotTrusted     whoever answers is not the server that was pinned
├── PinUnusable          what was pinned is not one certificate: nothing is sent
├── AuthorityNotOne      a server gives none, or more than one, as its authority
└── AnswerNotUnderstood  an answer that is not the one agreed
"""

from core.errors import CentralUnreachable


class ServerNotTrusted(CentralUnreachable):
    """TLS failed: the one who answers does not hold a certificate of the pinned authority."""

    code = "servidor_no_confiable"


class PinUnusable(CentralUnreachable):
    """The file that pins the server is not there, or holds more or less than one certificate."""

    code = "ancla_danada"


class AuthorityNotOne(CentralUnreachable):
    """Whoever answers gives none, or more than one certificate as its authority: not pinned."""

    code = "autoridad_no_es_una"


class AnswerNotUnderstood(CentralUnreachable):
    """The answer is not of the agreed kind: another program, or another version."""

    code = "respuesta_no_entendida"
