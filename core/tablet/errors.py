"""Leaves that the tablet's own parts raise; texts in resources/i18n/errores/tableta.toml.

NotThere
├── NotActivated      no activation was concluded here
└── PacketMissing     no work packet yet
NotAllowed
├── IdentityLocked    the password was not given since the app opened
├── TooManyTries      wrong passwords: wait
└── PacketClosed      the server closed it; carries the server's code
AlreadyDone
├── PacketOutOfDate   older than the one that is kept
└── HandedIn          copied to a memory stick: its receipt comes back with it
EnvelopeRejected
├── IdentityDamaged   what the activation left is no longer what was written
├── PacketDamaged     the kept packet is no packet at all
└── RecordDamaged     a waiting record is no longer what was sealed
MachineTrouble
├── NoSpace           the disk is full
├── NoPermission      the folder cannot be written
├── AlreadyOpen       another program holds this data folder
├── StickTrouble      of a memory stick, and not of the tablet
│   ├── StickFull     nothing more fits on it
│   ├── StickLocked   it may only be read
│   ├── StickTaken    something else stands where the folder belongs
│   └── StickGone     it was unplugged, or answers no more
└── KeyringLocked     the Secret Service is closed
"""

from core.errors import AlreadyDone, EnvelopeRejected, MachineTrouble, NotAllowed, NotThere


class NotActivated(NotThere):
    """No activation was concluded on this tablet. Numeral 10."""

    code = "tableta_sin_activar"


class PacketMissing(NotThere):
    """No work packet was received yet. Numeral 11."""

    code = "sin_paquete"


class IdentityLocked(NotAllowed):
    """The auxiliar's password was not given since the app opened."""

    code = "tableta_cerrada"


class TooManyTries(NotAllowed):
    """Wrong passwords in a row. `seconds` in its facts says how long to wait."""

    code = "demasiados_intentos"


class PacketClosed(NotAllowed):
    """The server closed the packet; `code` is the server's own (`vinculo_terminado`, …)."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__()


class IdentityDamaged(EnvelopeRejected):
    """What the activation left here does not read: the storage of the tablet failed. Numeral 10."""

    code = "identidad_danada"


class PacketDamaged(EnvelopeRejected):
    """The file of the packet is cut or is not a packet; the next contact brings another."""

    code = "paquete_danado"


class PacketOutOfDate(AlreadyDone):
    """A newer packet is kept already."""

    code = "paquete_anterior"


class HandedIn(AlreadyDone):
    """A record lies on a memory stick; it is erased once its receipt comes back (25, 28)."""

    code = "entregado_en_memoria"


class RecordDamaged(EnvelopeRejected):
    """A waiting record no longer is what was sealed: the storage of the tablet failed."""

    code = "registro_danado_en_tableta"


class NoSpace(MachineTrouble):
    """The disk is full: nothing was stored."""

    code = "sin_espacio"


class NoPermission(MachineTrouble):
    """The data folder cannot be written."""

    code = "sin_permiso_de_escritura"


class AlreadyOpen(MachineTrouble):
    """Another program holds this data folder."""

    code = "app_ya_abierta"


class KeyringLocked(MachineTrouble):
    """The machine's Secret Service is closed."""

    code = "llavero_cerrado"


class StickTrouble(MachineTrouble):
    """A memory stick cannot be used: what was not copied is still on the tablet."""

    code = "memoria_falla"


class StickFull(StickTrouble):
    """No room is left on the stick."""

    code = "memoria_llena"


class StickLocked(StickTrouble):
    """The stick may be read and not written."""

    code = "memoria_solo_lectura"


class StickTaken(StickTrouble):
    """A file or a link stands on the stick where the folder `name` belongs."""

    code = "memoria_con_otra_cosa"


class StickGone(StickTrouble):
    """The stick was unplugged, or answers no more."""

    code = "memoria_quitada"
