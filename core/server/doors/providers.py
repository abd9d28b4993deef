"""The providers of this server, by name; what speaks with them is imported when one is used."""

from typing import TYPE_CHECKING

from core.domain.access.entrada_errors import ProveedorUnknown
from core.server.composition.dependencies import Dependencies

if TYPE_CHECKING:
    from core.server.doors.oidc import OidcProvider


def provider(deps: Dependencies, name: str) -> "OidcProvider":
    """Return a provider. Raises ProveedorUnknown."""
    from core.server.doors.oidc import EntradaKeys, OidcProvider

    found = next((each for each in deps.settings.providers if each.id == name), None)
    if found is None:
        raise ProveedorUnknown
    redirect = f"{deps.settings.pages}/entrada/regreso/{name}"
    return OidcProvider(found, redirect, EntradaKeys(deps.entrada_key), deps.clock)
