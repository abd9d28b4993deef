"""The aspirante's own console (numerals 6, 7 and 27), and the progress that both sides read."""

from dataclasses import dataclass
from urllib.parse import urlencode

from core.client.pages import asked
from core.client.transport import Transport, seen, under
from core.domain.apoyos.acuse import AcuseRow
from core.domain.apoyos.avance_detalle import AvanceDetalle, Ritmos
from core.domain.listing.renglones import ALL, Wanted
from core.domain.registration.auxiliar import (
    AltaAuxiliar,
    AuxiliarOfAspirante,
    Baja,
    DeviceChange,
    Enlisted,
    Vinculo,
)
from core.domain.registration.coincidencia import Coincidencia, Coincidencias
from core.domain.values.signed import Signed
from core.domain.verification.resultado import Avance
from core.wire import Page


@dataclass(frozen=True, slots=True)
class AuxiliaresClient:
    """Numerals 6 and 7."""

    transport: Transport

    def enlist(self, alta: AltaAuxiliar, key: str) -> Enlisted:
        """Return the new vínculo.

        `key` is an idempotency key: the same one again gets the same answer and mails nothing.
        """
        return self.transport.send("POST", "/v1/auxiliares", alta, Enlisted, under(key))

    def page(
        self, wanted: Wanted = ALL, cursor: str = "", limit: int = 0
    ) -> Page[AuxiliarOfAspirante]:
        """Return a page of the aspirante's own auxiliares, newest first."""
        params = asked(wanted, cursor, limit)
        return self.transport.get("/v1/auxiliares", Page[AuxiliarOfAspirante], params)

    def contacts(self, wanted: Wanted = ALL) -> bytes:
        """Return those of a list with how to reach them as PDF bytes."""
        query = urlencode(asked(wanted, "", 0))
        return self.transport.content(f"/v1/auxiliares/contactos/pdf?{query}")

    def alike(self, asked: Coincidencia) -> Coincidencias:
        """Return which of one's own auxiliares have an e-mail or a name already."""
        return self.transport.send("POST", "/v1/auxiliares/coincidencias", asked, Coincidencias)

    def end(self, vinculo: str, baja: Baja, version: int) -> Vinculo:
        """Return the vínculo, ended for good."""
        path = f"/v1/vinculos/{vinculo}/baja"
        return self.transport.send("POST", path, baja, Vinculo, seen(version))

    def send_code_again(self, vinculo: str) -> Vinculo:
        """Return the vínculo; a new code is mailed and the device stays in use."""
        path = f"/v1/vinculos/{vinculo}/codigo"
        headers = {"Content-Type": "application/json"}
        return self.transport.upload("POST", path, b"{}", Vinculo, headers)

    def change_device(self, vinculo: str, change: DeviceChange, version: int) -> Vinculo:
        """Return the vínculo after a change or report of theft (numeral 10)."""
        path = f"/v1/vinculos/{vinculo}/dispositivo"
        return self.transport.send("POST", path, change, Vinculo, seen(version))


@dataclass(frozen=True, slots=True)
class AvancesClient:
    """Numeral 6.b. An aspirante sees only their own."""

    transport: Transport

    def page(self, wanted: Wanted = ALL, cursor: str = "", limit: int = 0) -> Page[Avance]:
        """Return a page of every aspirante's progress."""
        return self.transport.get("/v1/avance", Page[Avance], asked(wanted, cursor, limit))

    def of(self, id_solicitante: str) -> Page[Avance]:
        """Return the progress of one: a page of one row, or of none."""
        return self.transport.get("/v1/avance", Page[Avance], {"aspirante": id_solicitante})

    def detalle(self, id_solicitante: str = "") -> AvanceDetalle:
        """Return one aspirante's progress in detail; of their own, an aspirante names nobody."""
        named = {"aspirante": id_solicitante} if id_solicitante else {}
        return self.transport.get("/v1/avance/detalle", AvanceDetalle, named)

    def ritmos(self, id_solicitante: str) -> Ritmos:
        """Return how each device captured for an aspirante."""
        return self.transport.get("/v1/avance/ritmos", Ritmos, {"aspirante": id_solicitante})


@dataclass(frozen=True, slots=True)
class AcusesClient:
    """Numeral 27."""

    transport: Transport

    def page(self, wanted: Wanted = ALL, cursor: str = "", limit: int = 0) -> Page[AcuseRow]:
        """Return a page, newest first."""
        return self.transport.get("/v1/acuses", Page[AcuseRow], asked(wanted, cursor, limit))

    def signed(self, number: int) -> Signed:
        """Return the signed acuse, exactly as issued."""
        return self.transport.get(f"/v1/acuses/{number}", Signed)

    def pdf(self, number: int) -> bytes:
        """Return the acuse as PDF bytes."""
        return self.transport.content(f"/v1/acuses/{number}/pdf")
