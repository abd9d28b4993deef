"""What keeps a server from being prepared or from running: one line says what to do."""

from core.errors import MachineTrouble, NotThere


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


class StoreKeysMissing(MachineTrouble):
    """Nothing says which keys the S3 store takes. Facts: `file`, where they are looked for."""

    code = "almacen_sin_claves"


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


class BackupOfOther(MachineTrouble):
    """The copy holds no database of the kind that the settings name. Facts: `folder`, `file`."""

    code = "respaldo_de_otra_base"


class PostgresToolMissing(MachineTrouble):
    """A program of PostgreSQL's is not installed here. Facts: `program`."""

    code = "falta_programa_postgresql"


class CopyFailed(MachineTrouble):
    """A program of PostgreSQL's could not copy the database. Facts: `program`, `detail`."""

    code = "copia_de_base_fallida"


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


class KeyStays(MachineTrouble):
    """A key that is not changed while there is a proceso. Facts: `key` and `why`."""

    code = "llave_que_no_se_cambia"


class AuthorityKeyWrong(MachineTrouble):
    """The file is not the key of this server's authority. Facts: `file`."""

    code = "llave_de_otra_autoridad"


class DocumentUnknown(NotThere):
    """The address is of no document that this server issued."""

    code = "documento_desconocido"


class DocumentKeyWrong(MachineTrouble):
    """The certificate or the key that documents are signed with cannot be used. Facts: `file`."""

    code = "llave_de_documentos"


class DocumentCertificateOutOfDate(MachineTrouble):
    """The certificate that documents are signed with is not valid yet, or no longer.

    Facts: `file`.
    """

    code = "certificado_de_documentos_no_vigente"
