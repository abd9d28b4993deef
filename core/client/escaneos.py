"""Scanned documents of an expediente (numeral 4.e), as the desk sends and takes them."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from hashlib import sha256
from typing import IO

from core.client.errors import AnswerNotUnderstood
from core.client.transport import Transport
from core.domain.registration.escaneo import Escaneo, EscaneoAnnounced, EscaneoRetiro, NewEscaneo

Opened = Callable[[], AbstractContextManager[IO[bytes]]]
"""Opens the file of a document at its first byte."""

_BYTES = {"Content-Type": "application/octet-stream"}


@dataclass(frozen=True, slots=True)
class EscaneosClient:
    """The documents of all expedientes."""

    transport: Transport

    def of(self, id_solicitante: str) -> tuple[Escaneo, ...]:
        """Return those of one, the last first; those that ended too."""
        path = f"/v1/aspirantes/{id_solicitante}/escaneos"
        return self.transport.get(path, tuple[Escaneo, ...])

    def bring(self, id_solicitante: str, new: NewEscaneo, opened: Opened) -> Escaneo:
        """Return a document that is in force now. The same again sends only what is lacking."""
        path = f"/v1/aspirantes/{id_solicitante}/escaneos"
        told = self.transport.send("POST", path, new, EscaneoAnnounced)
        if told.held:
            found = (each for each in self.of(id_solicitante) if each.id == new.id)
            kept = next(found, None)
            if kept is None:
                raise AnswerNotUnderstood
            return kept
        with opened() as file:
            content = f"/v1/escaneos/{new.id}/contenido"
            return self.transport.upload("PUT", content, file, Escaneo, _BYTES)

    def copy(self, escaneo: Escaneo) -> bytes:
        """Return a document as it was brought; the server notes who took it."""
        answer = self.transport.taken(f"/v1/escaneos/{escaneo.id}/copia")
        if sha256(answer).hexdigest() != escaneo.sha256:
            raise AnswerNotUnderstood
        return answer

    def withdraw(self, escaneo_id: str, asked: EscaneoRetiro) -> Escaneo:
        """Return a document that is in force no more."""
        return self.transport.send("POST", f"/v1/escaneos/{escaneo_id}/retiro", asked, Escaneo)
