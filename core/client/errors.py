"""Leaves that the way to the server raises; texts in resources/i18n/errores/tableta.toml.

CentralUnreachable
├── ServerNotTrusted     whoever answers is not the server that was pinned
├── PinUnusable          what was pinned is not one certificate: nothing is sent
├── AuthorityNotOne      a server gives none, or more than one, as its authority
├── NetworkAsksToEnter   a portal of the network answered in the server's place
├── ServerTroubled       the server, or what stands before it, failed
├── CallStopped          this program closed while it waited
└── AnswerNotUnderstood  an answer that is not the one agreed
"""

from core.errors import CentralUnreachable


class ServerNotTrusted(CentralUnreachable):
    """TLS failed: the server's certificate is not issued by the pinned authority."""

    code = "servidor_no_confiable"


class PinUnusable(CentralUnreachable):
    """The file of the pinned authority is missing, or does not hold exactly one certificate."""

    code = "ancla_danada"


class AuthorityNotOne(CentralUnreachable):
    """The server returned no certificate, or several, as its authority; nothing is pinned."""

    code = "autoridad_no_es_una"


class NetworkAsksToEnter(CentralUnreachable):
    """A page or a redirection came in place of an answer: the network wants a login first."""

    code = "red_pide_entrar"


class ServerTroubled(CentralUnreachable):
    """A 5xx that is not an answer of ours: the server or its front is down or too busy."""

    code = "servidor_con_fallas"


class CallStopped(CentralUnreachable):
    """The program is closing and cut its own call; the rest is sent next time."""

    code = "envio_detenido"


class AnswerNotUnderstood(CentralUnreachable):
    """The answer has an unexpected form: another program, or another version."""

    code = "respuesta_no_entendida"
