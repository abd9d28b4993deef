"""What may go wrong between the database, the mail and this machine."""

from core.errors import MachineTrouble


class MailNotHandedOver(MachineTrouble):
    """Nobody accepted the mail; it is tried again. Facts: `detail`, never an address."""

    code = "correo_no_entregado"


class NoRoom(MachineTrouble):
    """The server's disk takes no more bytes; what was asked left nothing half-written."""

    code = "servidor_sin_espacio"


class SmtpUrlWrong(MachineTrouble):
    """APOYO_SMTP_URL is no address of an SMTP server."""

    code = "smtp_url"
