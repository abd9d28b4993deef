"""One address, one recipient: the strict grammar of an e-mail address, wherever one enters.

The domain keeps its plain shape (`texto.correo`); here RFC 5321 and IDNA decide, without DNS.
"""

from core.domain.errors import MailMalformed
from core.domain.values import texto
from core.domain.values.texto import Correo


def mail_address(text: str) -> Correo:
    """Return the address as mail is sent to it: lower case, ASCII, its domain by IDNA.

    Idempotent. Raises MailMalformed or one of its leaves. Source: RFC 5321, RFC 5891.
    """
    import email_validator

    email_validator.SPECIAL_USE_DOMAIN_NAMES.clear()  # «.local» is a name of some networks
    shaped = texto.correo(text)
    try:
        found = email_validator.validate_email(
            shaped,
            allow_smtputf8=False,
            allow_quoted_local=False,
            allow_domain_literal=False,
            allow_display_name=False,
            check_deliverability=False,
            globally_deliverable=False,
        )
    except email_validator.EmailNotValidError as cause:
        raise MailMalformed from cause
    if found.ascii_email is None:
        raise MailMalformed
    return Correo(found.ascii_email.lower())
