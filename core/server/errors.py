"""What keeps a server from being prepared or from running: one line says what to do."""

from core.errors import MachineTrouble


class AlreadyPrepared(MachineTrouble):
    """The folder already holds the keys of a server. Facts: `folder`."""

    code = "servidor_ya_preparado"


class NotPrepared(MachineTrouble):
    """There are no keys yet, and nobody to ask. Facts: `line`, the one to run."""

    code = "servidor_sin_preparar"


class NothingHandedIn(MachineTrouble):
    """The folder holds no `sobres` of a tablet. Facts: `folder`."""

    code = "entrega_sin_sobres"


class OptionMissing(MachineTrouble):
    """An option is needed, and there is nobody to ask. Facts: `option`."""

    code = "falta_opcion"


class PassphraseMissing(MachineTrouble):
    """The passphrase of the election key is needed, and there is nobody to ask."""

    code = "falta_frase"


class PassphraseShort(MachineTrouble):
    """A passphrase has at least twelve characters."""

    code = "frase_corta"


class PassphraseWrong(MachineTrouble):
    """The passphrase does not open the election key."""

    code = "frase_incorrecta"


class KeyLost(MachineTrouble):
    """A file of `keys/` is not there. Facts: `file`."""

    code = "falta_llave"


class KeyTooMany(MachineTrouble):
    """A process that runs by itself can read a key of the other. Facts: `files`, `process`."""

    code = "llave_de_mas"


class DatabaseOld(MachineTrouble):
    """The database is not in its newest form yet, and this process must not change it."""

    code = "base_sin_actualizar"


class AuthorityWrong(MachineTrouble):
    """`authority.pem` must hold one certificate and nothing else. Facts: `file`."""

    code = "autoridad_con_mas"


class CopyInside(MachineTrouble):
    """The second copy of the election key must lie outside the data folder."""

    code = "copia_junto_a_la_llave"


class CopyNotRead(MachineTrouble):
    """The second copy could not be read back and opened. Facts: `folder`."""

    code = "copia_no_se_leyo"


class NoBackup(MachineTrouble):
    """There is no copy in that folder. Facts: `folder`."""

    code = "respaldo_ausente"


class BackupThere(MachineTrouble):
    """A database is already where a copy is to be restored. Facts: `folder`."""

    code = "respaldo_sobre_datos"


class ListenWrong(MachineTrouble):
    """The address to listen on is not HOST:PORT of this machine. Facts: `listen`."""

    code = "direccion_de_escucha"


class PortTaken(MachineTrouble):
    """Another program listens there. Facts: `listen`."""

    code = "puerto_ocupado"


class PortForbidden(MachineTrouble):
    """This user may not listen there. Facts: `listen`."""

    code = "puerto_sin_permiso"


class FolderForbidden(MachineTrouble):
    """This user may not write there. Facts: `folder`."""

    code = "carpeta_sin_permiso"


class DiskFull(MachineTrouble):
    """There is no room left. Facts: `folder`."""

    code = "disco_lleno"


class DatabaseGone(MachineTrouble):
    """The database does not answer at start."""

    code = "base_no_abre"


class ProcessEnded(MachineTrouble):
    """Web or worker ended by itself. Facts: `process`, `folder` of its log."""

    code = "proceso_terminado"


class ProcesoFileWrong(MachineTrouble):
    """The file of the proceso cannot be understood. Facts: `field`."""

    code = "archivo_de_proceso"
