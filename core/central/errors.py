"""What may go wrong between the database, the mail and this machine."""

from core.errors import ApoyoError, MachineTrouble, NotThere


class MailNotHandedOver(ApoyoError):
    """The mail server did not take this one mail; it is tried again. Facts: `detail`."""

    code = "correo_no_entregado"


class MailNotBuilt(MailNotHandedOver):
    """No mail can be made of what was asked: the address or the subject is none."""

    code = "correo_no_armado"


class MailServerUnreachable(MachineTrouble):
    """Nobody takes mail now, whatever mail it is. Facts: `detail`, never an address."""

    code = "correo_sin_servidor"


class BlobMissing(NotThere):
    """A receipted record has no bytes on this server: they were lost, and not by the tablet."""

    code = "sobre_ausente"


class BlobsGone(MachineTrouble):
    """The folder of the sealed records is not there at all."""

    code = "sobres_ausentes"


class NoRoom(MachineTrouble):
    """The server's disk takes no more bytes; what was asked left nothing half-written."""

    code = "servidor_sin_espacio"


class SmtpUrlWrong(MachineTrouble):
    """APOYO_SMTP_URL is no address of an SMTP server."""

    code = "smtp_url"
