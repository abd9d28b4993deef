"""Leaves that envelopes, signatures and wrapped keys raise; texts in i18n/errores/tableta.toml.

EnvelopeRejected
├── EnvelopeCorrupt     cut, or bytes that are no envelope of ours
├── UnknownVersion      a format newer than this program
├── UnknownSuite        a cipher newer than this program
├── SignatureRejected   not signed by the key it should be (Signed statements too)
├── PartsDamaged        parts that do not make the whole they name
├── EnvelopeUnopenable  well signed, but this election key does not open it
├── PayloadRejected     opened, but its content is not the one of this format
└── ElectionKeyMismatch the election key of a packet is not the one it names
NotAllowed
└── PasswordRejected    the password does not open the wrapped key
RuleBroken
├── CodeMalformed        36 characters
├── CodeGroupMistyped    one of its nine groups was not copied well
├── CodeOfAnotherServer  it was made under another authority or another signing key
└── InvitationMalformed  a QR that is no invitation
"""

from core.errors import EnvelopeRejected, NotAllowed, RuleBroken


class EnvelopeCorrupt(EnvelopeRejected):
    """The bytes are cut, or are no envelope of this format."""

    code = "sobre_danado"


class UnknownVersion(EnvelopeRejected):
    """The envelope has a version that this program does not know."""

    code = "version_desconocida"


class UnknownSuite(EnvelopeRejected):
    """The envelope has a cipher suite that this program does not know."""

    code = "suite_desconocida"


class SignatureRejected(EnvelopeRejected):
    """A signature does not verify under the key it should."""

    code = "firma_no_valida"


class EnvelopeUnopenable(EnvelopeRejected):
    """The election key at hand does not open the envelope."""

    code = "sobre_no_abre"


class PayloadRejected(EnvelopeRejected):
    """The opened bytes are not a payload of this format."""

    code = "contenido_desconocido"


class ElectionKeyMismatch(EnvelopeRejected):
    """The election key of a work packet is not the one that its id names."""

    code = "llave_de_eleccion_no_coincide"


class PasswordRejected(NotAllowed):
    """The password does not open the wrapped key; or the wrapped key was altered."""

    code = "contrasena_incorrecta"


class CodeMalformed(RuleBroken):
    """The activation code does not have 36 characters of the alphabet."""

    code = "codigo_forma"


class CodeGroupMistyped(RuleBroken):
    """A group of an activation code fails its check character. Facts: `group`, from 1."""

    code = "codigo_grupo"


class CodeOfAnotherServer(RuleBroken):
    """The code was not made by the server at this address."""

    code = "codigo_de_otro_servidor"


class InvitationMalformed(RuleBroken):
    """The QR is not an invitation to activate a tablet."""

    code = "invitacion_forma"


class PartsDamaged(EnvelopeRejected):
    """Parts shown one after the other do not make the whole that they name."""

    code = "partes_danadas"
