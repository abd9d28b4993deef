"""Requests about personal data and breaches, as the desk asks for them."""

from dataclasses import dataclass

from core.client.pages import asked
from core.client.transport import Transport, seen, under
from core.domain.datos_personales.datos_personales import (
    Cumplimiento,
    Desahogo,
    NewSolicitud,
    NewVulneracion,
    NoPresentada,
    Prevencion,
    Prorroga,
    Respuesta,
    Solicitud,
    Vulneracion,
)
from core.domain.listing.renglones import ALL, Wanted
from core.wire import Page


@dataclass(frozen=True, slots=True)
class SolicitudesClient:
    """Requests of owners of personal data."""

    transport: Transport

    def page(self, wanted: Wanted = ALL, cursor: str = "", limit: int = 0) -> Page[Solicitud]:
        """Return a page, newest first."""
        query = asked(wanted, cursor, limit)
        return self.transport.get("/v1/solicitudes", Page[Solicitud], query)

    def receive(self, new: NewSolicitud, key: str) -> Solicitud:
        """Return the request with its folio and its last day. The same `key` again, the same."""
        return self.transport.send("POST", "/v1/solicitudes", new, Solicitud, under(key))

    def extend(self, solicitud_id: int, why: Prorroga, version: int) -> Solicitud:
        """Return the request with its new last day."""
        return self._edit(solicitud_id, "prorroga", why, version)

    def prevent(self, solicitud_id: int, asked: Prevencion, version: int) -> Solicitud:
        """Return the request with what it lacks, and the last day of its owner."""
        return self._edit(solicitud_id, "prevencion", asked, version)

    def remedy(self, solicitud_id: int, given: Desahogo, version: int) -> Solicitud:
        """Return the request with its new last day to answer."""
        return self._edit(solicitud_id, "desahogo", given, version)

    def drop(self, solicitud_id: int, said: NoPresentada, version: int) -> Solicitud:
        """Return the request as not presented."""
        return self._edit(solicitud_id, "no-presentada", said, version)

    def answer(self, solicitud_id: int, given: Respuesta, version: int) -> Solicitud:
        """Return the request with its answer."""
        return self._edit(solicitud_id, "respuesta", given, version)

    def fulfil(self, solicitud_id: int, done: Cumplimiento, version: int) -> Solicitud:
        """Return the request, carried out."""
        return self._edit(solicitud_id, "cumplimiento", done, version)

    def _edit(self, solicitud_id: int, act: str, body: object, version: int) -> Solicitud:
        path = f"/v1/solicitudes/{solicitud_id}/{act}"
        return self.transport.send("PUT", path, body, Solicitud, seen(version))


@dataclass(frozen=True, slots=True)
class VulneracionesClient:
    """Breaches of personal data."""

    transport: Transport

    def page(self, wanted: Wanted = ALL, cursor: str = "", limit: int = 0) -> Page[Vulneracion]:
        """Return a page, newest first."""
        query = asked(wanted, cursor, limit)
        return self.transport.get("/v1/vulneraciones", Page[Vulneracion], query)

    def note(self, told: NewVulneracion, key: str) -> Vulneracion:
        """Return the breach that was noted. The same `key` again, the same."""
        return self.transport.send("POST", "/v1/vulneraciones", told, Vulneracion, under(key))

    def change(self, vulneracion_id: int, told: NewVulneracion, version: int) -> Vulneracion:
        """Return the breach as it is known now."""
        path = f"/v1/vulneraciones/{vulneracion_id}"
        return self.transport.send("PUT", path, told, Vulneracion, seen(version))
