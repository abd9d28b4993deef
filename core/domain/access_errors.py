"""What may go wrong with accounts, sessions and the duty; texts in resources/i18n."""

from core.errors import AlreadyDone, NotAllowed, RuleBroken


class SessionEnded(NotAllowed):
    """The token is unknown, over, or voided."""

    code = "sesion_vencida"


class WrongAccess(NotAllowed):
    """User or password do not match. Never says which."""

    code = "acceso_incorrecto"


class TemporaryPasswordOver(NotAllowed):
    """The password is the right one, but it was temporary: it was used, or its time is over."""

    code = "contrasena_temporal_vencida"


class AccountBlocked(NotAllowed):
    """Too many failures for one typed user from one address. The same for unknown users.

    Facts: `minutes` and `seconds`, after which there is one more try.
    """

    code = "cuenta_bloqueada"


class TooManyFromAddress(NotAllowed):
    """Too many failures from one address, whoever was typed. Facts: `minutes` and `seconds`."""

    code = "demasiados_accesos"


class TooManyCodes(NotAllowed):
    """Too many activation codes that do not exist, from one address. The same facts."""

    code = "demasiados_codigos"


class PasswordChangeDue(NotAllowed):
    """The password is temporary: it must be changed before anything else. Numeral 5."""

    code = "cambie_contrasena"


class DutyDue(NotAllowed):
    """The duty of numeral 8 must be accepted before anything else."""

    code = "acepte_deber"


class CurrentPasswordWrong(RuleBroken):
    """The present password is not the one that was typed."""

    code = "contrasena_actual"
    field = "current"


class PasswordRepeated(RuleBroken):
    """The new password is the same as the present one."""

    code = "contrasena_repetida"
    field = "new"


class UserTaken(AlreadyDone):
    """Another account has this user."""

    code = "usuario_ocupado"


class RoleNotForStaff(RuleBroken):
    """Roles of the staff only: aspirantes and devices get theirs from the procedure."""

    code = "papel_ajeno"
    field = "roles"


class LastAdministrator(RuleBroken):
    """Somebody must remain who can open accounts."""

    code = "ultimo_administrador"
    field = "roles"


class DutyTextChanged(AlreadyDone):
    """The text that was accepted is not the one in force. Numeral 8."""

    code = "deber_cambio"


class LinkOver(NotAllowed):
    """The link of a mail was used, is too old, or never was one of ours."""

    code = "liga_vencida"


class OwnDataWrong(RuleBroken):
    """Birth date or telephone are not those of the auxiliar's alta."""

    code = "datos_propios"
