"""Errors of the database, the mail and this machine."""

from core.errors import ApoyoError, MachineTrouble, NotThere


class MailNotHandedOver(ApoyoError):
    """The mail server refused this mail; it is retried. Facts: `detail`."""

    code = "correo_no_entregado"


class MailNotBuilt(MailNotHandedOver):
    """This mail cannot be built: its address, subject or text is invalid."""

    code = "correo_no_armado"


class MailServerUnreachable(MachineTrouble):
    """No mail server accepts mail now; nothing is marked as failed. Facts: `detail`, no address."""

    code = "correo_sin_servidor"


class RecountDiffers(ApoyoError):
    """The roll-up of a pair is not what its records are."""

    code = "recuento_difiere"


class RunTotalsDamaged(MachineTrouble):
    """The stored totals of a run of verification are no counts by known results."""

    code = "totales_danados"


class BlobMissing(NotThere):
    """A receipted record has no bytes on this server: the server lost them."""

    code = "sobre_ausente"


class BlobsGone(MachineTrouble):
    """The folder of sealed records does not exist."""

    code = "sobres_ausentes"


class NoRoom(MachineTrouble):
    """The server's disk is full; nothing half-written remains."""

    code = "servidor_sin_espacio"


class SmtpUrlWrong(MachineTrouble):
    """APOYO_SMTP_URL is not the URL of an SMTP server."""

    code = "smtp_url"
