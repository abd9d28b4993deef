"""Leaves that the capture app raises itself; texts in resources/i18n/errores/kiosk.toml.

NotAllowed
└── PracticeCameraOnly   a folder stands for the lens only in a PRÁCTICA proceso
MachineTrouble
├── CameraMissing        no picture comes
└── CameraSettingWrong   APOYO_CAMERA names no source
"""

from core.errors import MachineTrouble, NotAllowed


class PracticeCameraOnly(NotAllowed):
    """A folder stands for the lens only in a PRÁCTICA proceso (norma/sistema.md, 5)."""

    code = "camara_de_practica"


class CameraMissing(MachineTrouble):
    """No picture comes: unplugged, used by another program, or the folder is not there."""

    code = "camara_falta"


class CameraSettingWrong(MachineTrouble):
    """The setting names no source that this program knows."""

    code = "camara_ajuste"
