"""Leaves that the capture app raises itself; texts in resources/i18n/errores/kiosk.toml.

RuleBroken
└── PinMalformed         four to eight digits
NotAllowed
├── PinRejected          not the PIN of this session
├── RecordsOfAnother     somebody else's records wait here
├── RecordsWaiting       a tablet is emptied only once nothing waits
└── PracticeCameraOnly   a folder stands for the lens only in a PRÁCTICA proceso
MachineTrouble
├── CameraMissing        no picture comes
├── CameraBusy           another program uses it
├── CameraFrozen         the same picture comes, or none, for too long
└── CameraSettingWrong   APOYO_CAMERA names no source
"""

from core.errors import MachineTrouble, NotAllowed, RuleBroken


class PinMalformed(RuleBroken):
    """A PIN has four to eight digits."""

    code = "pin_forma"


class PinRejected(NotAllowed):
    """Not the PIN of this session; `left` tries remain before the password is needed."""

    code = "pin_incorrecto"


class RecordsOfAnother(NotAllowed):
    """Records of another auxiliar wait here: one auxiliar at a time (numeral 10)."""

    code = "registros_de_otro"


class RecordsWaiting(NotAllowed):
    """`count` records wait to be sent: a tablet is not emptied before."""

    code = "registros_por_enviar"


class PracticeCameraOnly(NotAllowed):
    """A folder stands for the lens only in a PRÁCTICA proceso (norma/sistema.md, 5)."""

    code = "camara_de_practica"


class CameraMissing(MachineTrouble):
    """No picture comes: unplugged, used by another program, or the folder is not there."""

    code = "camara_falta"


class CameraBusy(MachineTrouble):
    """The camera is there and does not open: another program uses it."""

    code = "camara_ocupada"


class CameraFrozen(MachineTrouble):
    """The very same picture comes for too long, or none: the camera is opened anew."""

    code = "camara_detenida"


class CameraSettingWrong(MachineTrouble):
    """The setting names no source that this program knows."""

    code = "camara_ajuste"
