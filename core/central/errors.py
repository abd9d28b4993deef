"""Errors of the database, the mail and this machine."""

from core.errors import ApoyoError, MachineTrouble, NotThere


class MailNotHandedOver(ApoyoError):
    """The mail server refused this mail; it is retried. Facts: `detail`."""

    code = "correo_no_entregado"


class MailNotBuilt(MailNotHandedOver):
    """This mail cannot be built: its address, subject or text is invalid."""

    code = "correo_no_armado"


class MailBounced(MailNotHandedOver):
    """A mail server took the mail and sent it back later, for a reason of its own."""

    code = "correo_rebotado"


class MailAddressUnknown(MailNotHandedOver):
    """A mail server sent the mail back: there is no such address."""

    code = "correo_sin_destinatario"


class MailboxFull(MailNotHandedOver):
    """A mail server sent the mail back: the mailbox takes no more."""

    code = "correo_buzon_lleno"


class MailServerUnreachable(MachineTrouble):
    """No mail server accepts mail now; nothing is marked as failed. Facts: `detail`, no address."""

    code = "correo_sin_servidor"


class RecountDiffers(ApoyoError):
    """The roll-up of a pair is not what its records are."""

    code = "recuento_difiere"


class RunTotalsDamaged(MachineTrouble):
    """The stored totals of a run of verification are no counts by known results."""

    code = "totales_danados"


class PadronDamaged(MachineTrouble):
    """The file of the cut in force is missing on this machine, or is not the one that was built."""

    code = "padron_danado"


class BlobMissing(NotThere):
    """A receipted record has no bytes on this server: the server lost them."""

    code = "sobre_ausente"


class EscaneoDamaged(NotThere):
    """A scanned document has no bytes on this server any more, or not those that came."""

    code = "escaneo_danado"


class BlobsGone(MachineTrouble):
    """The folder of sealed records does not exist."""

    code = "sobres_ausentes"


class NoRoom(MachineTrouble):
    """The server's disk is full; nothing half-written remains."""

    code = "servidor_sin_espacio"


class SmtpUrlWrong(MachineTrouble):
    """APOYO_SMTP_URL is not the URL of an SMTP server."""

    code = "smtp_url"


class StoreSilent(MachineTrouble):
    """The S3 store does not answer, or too late."""

    code = "almacen_sin_respuesta"


class StoreRefused(MachineTrouble):
    """The S3 store knows no such bucket, or not these keys."""

    code = "almacen_sin_permiso"


class StoreClockAstray(MachineTrouble):
    """The S3 store takes nothing: its clock and this machine's are too far apart, by 15 minutes."""

    code = "almacen_otra_hora"


class StoreUrlWrong(MachineTrouble):
    """APOYO_BLOB_URL or APOYO_BLOB_ENDPOINT is not the address of an S3 store."""

    code = "almacen_direccion"
