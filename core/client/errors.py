"""Leaves that the way to the server raises; texts in resources/i18n/errores/tableta.toml.

CentralUnreachable
├── ServerNotTrusted     whoever answers is not the server that was pinned
└── AnswerNotUnderstood  an answer that is not the one agreed
RuleBroken
└── AddressMalformed     not an https address
"""

from core.errors import CentralUnreachable, RuleBroken


class ServerNotTrusted(CentralUnreachable):
    """TLS failed: the one who answers does not hold a certificate of the pinned authority."""

    code = "servidor_no_confiable"


class AnswerNotUnderstood(CentralUnreachable):
    """The answer is not of the agreed kind: another program, or another version."""

    code = "respuesta_no_entendida"


class AddressMalformed(RuleBroken):
    """A server's address has the form https://name[:port]."""

    code = "direccion_forma"
