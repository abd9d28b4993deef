"""Leaves of ReadingFailed: pictures, videos and engines that cannot be used."""

from core.errors import MachineTrouble, ReadingFailed


class NotAPicture(ReadingFailed):
    """The bytes are no JPEG, PNG or WebP, whatever the name says."""

    code = "imagen_no_es"


class PictureEmpty(ReadingFailed):
    """The file has zero bytes."""

    code = "imagen_vacia"


class PictureTruncated(ReadingFailed):
    """The file starts as a picture and lacks its end."""

    code = "imagen_incompleta"


class PictureTooBig(ReadingFailed):
    """Wider or taller than 12,000 px, or over 64 megapixels: decoding could exhaust memory."""

    code = "imagen_demasiado_grande"


class PictureTooSmall(ReadingFailed):
    """Narrower or lower than 16 px."""

    code = "imagen_muy_pequena"


class ReaderBroke(ReadingFailed):
    """An unexpected failure of the reader on these pictures; other pictures may still be read."""

    code = "lectura_fallo"


class BatchEmpty(ReadingFailed):
    """No picture in the folder is named as a front."""

    code = "lote_sin_frentes"


class VideoUnreadable(ReadingFailed):
    """No frame could be read."""

    code = "video_no_se_abre"


class FileUnreadable(ReadingFailed):
    """The file is not there or may not be read."""

    code = "archivo_no_se_lee"


class ModelMissing(MachineTrouble):
    """The folder of the models is not there or lacks a file. Nothing is ever downloaded."""

    code = "modelo_falta"


class EngineMissing(MachineTrouble):
    """The engine's package is not installed."""

    code = "motor_falta"
