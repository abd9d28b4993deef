"""What may go wrong with entering through a provider; texts in resources/i18n."""

from collections.abc import Mapping
from typing import Final

from core.errors import AlreadyDone, ApoyoError, MachineTrouble, NotAllowed, NotThere, RuleBroken


class ProveedorUnknown(NotThere):
    """This server knows no provider of that name."""

    code = "proveedor_desconocido"


class ProveedorSilent(MachineTrouble):
    """The provider does not answer, or not as one does."""

    code = "proveedor_sin_respuesta"


class TooManyEntradas(NotAllowed):
    """Too many were begun from one address. Facts: `minutes` and `seconds`."""

    code = "demasiadas_entradas"


class EntradaOver(NotAllowed):
    """The secret, page or answer is unknown, used or over, or of another browser."""

    code = "entrada_vencida"


class EntradaWaiting(AlreadyDone):
    """A number was typed before the browser came back."""

    code = "entrada_sin_terminar"


class NumberWrong(NotAllowed):
    """The number is not the one that the browser shows."""

    code = "numero_no_coincide"


class ProveedorRefused(NotAllowed):
    """The person said no at the provider, or what it said does not hold."""

    code = "entrada_rechazada"


class IdentidadUnknown(NotAllowed):
    """Nobody's account here is bound to what the provider proved."""

    code = "identidad_no_vinculada"


class IdentidadTaken(AlreadyDone):
    """The provider's account opens another account here, or this one has one of it already."""

    code = "identidad_ocupada"


class OnlyEntrada(RuleBroken):
    """Nothing else would open the account: it has no password of its own."""

    code = "unica_entrada"


KEPT: Final[Mapping[str, type[ApoyoError]]] = {
    each.code: each for each in (ProveedorRefused, ProveedorSilent)
}
"""The refusals with which an entrada may end in the browser, by the code that is kept."""
