"""What may go wrong with accounts, sessions and the duty; texts in resources/i18n."""

from core.errors import AlreadyDone, NotAllowed, RuleBroken


class SessionEnded(NotAllowed):
    """The token is unknown, expired or revoked."""

    code = "sesion_vencida"


class WrongAccess(NotAllowed):
    """User or password do not match; it never says which one."""

    code = "acceso_incorrecto"


class SecondStepDue(NotAllowed):
    """The password is right, and the account asks for a code as well. Facts: `ticket`."""

    code = "falta_segundo_paso"


class SecondStepOver(NotAllowed):
    """The ticket of the first step is unknown, used or over, or the password changed since."""

    code = "segundo_paso_vencido"


class SecondCodeWrong(NotAllowed):
    """The code is not one of now, was used before, or is no code of recovery."""

    code = "codigo_segundo_paso"


class TooManySecondCodes(NotAllowed):
    """Too many wrong codes for one account. Facts: `minutes` and `seconds`."""

    code = "demasiados_segundos_pasos"


class SecondStepOn(AlreadyDone):
    """The account asks for a code already: it is turned off before another telephone is taken."""

    code = "segundo_paso_activo"


class SecondStepOff(AlreadyDone):
    """The account asks for no code, and none was begun."""

    code = "segundo_paso_inactivo"


class OwnSecondStep(RuleBroken):
    """Nobody takes away their own with a reason: they turn it off with a code."""

    code = "segundo_paso_propio"


class SecondCodeRefused(RuleBroken):
    """The code that turns the second step on or off is not right."""

    code = "codigo_no_coincide"
    field = "code"


class TemporaryPasswordOver(NotAllowed):
    """The password is right but temporary, and was already used or has expired."""

    code = "contrasena_temporal_vencida"


class AccountClosed(NotAllowed):
    """The password is right, and an administrator closed the account."""

    code = "cuenta_cerrada"


class AccountBlocked(NotAllowed):
    """Too many failures for one typed user from one address; unknown users alike.

    Facts: `minutes` and `seconds` until one more try is allowed.
    """

    code = "cuenta_bloqueada"


class TooManyFromAddress(NotAllowed):
    """Too many failures from one address, for any users. Facts: `minutes` and `seconds`."""

    code = "demasiados_accesos"


class TooManyCodes(NotAllowed):
    """Too many non-existent activation codes from one address. Facts: `minutes`, `seconds`."""

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


class OwnAccount(RuleBroken):
    """Nobody closes the account that they are in: another administrator does."""

    code = "cuenta_propia"


class AlreadyClosed(AlreadyDone):
    """The account is closed: it is opened again before anything else is done with it."""

    code = "cuenta_ya_cerrada"


class NotClosed(AlreadyDone):
    """The account is not closed."""

    code = "cuenta_no_cerrada"


class AccountWithoutMail(RuleBroken):
    """No password can be mailed: the account has no e-mail."""

    code = "cuenta_sin_correo"


class DutyTextChanged(AlreadyDone):
    """The text that was accepted is not the one in force. Numeral 8."""

    code = "deber_cambio"


class LinkOver(NotAllowed):
    """The link of a mail was used, has expired, or is unknown."""

    code = "liga_vencida"


class OwnDataWrong(RuleBroken):
    """Birth date or telephone are not those of the auxiliar's alta."""

    code = "datos_propios"
