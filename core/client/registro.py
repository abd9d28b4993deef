"""The server as the desk sees it: one client class a subject, all held by `Central`.

Every method raises CentralRefused or CentralUnreachable (core.client.transport). A `cursor` is the
`next` of the previous page; an empty one starts the list, `limit` 0 is the server's default.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from core.client.consola import AcusesClient, AuxiliaresClient, AvancesClient
from core.client.datos_personales import SolicitudesClient, VulneracionesClient
from core.client.entradas import EntradasClient
from core.client.escaneos import EscaneosClient
from core.client.importaciones import ImportsClient
from core.client.oficina import (
    ApartadosClient,
    BitacoraClient,
    CuentasClient,
    ExportacionesClient,
    GeografiaClient,
    HoyClient,
    ProcesosClient,
    SesionesClient,
    TabletasClient,
)
from core.client.pages import asked
from core.client.renewing import RenewingTransport
from core.client.segundo_paso import MiCuentaClient
from core.client.transport import Transport, seen, under
from core.client.verificacion import LotesClient, RevisionClient, VerificacionesClient
from core.domain.apoyos.acta import ActaCierre
from core.domain.desk.bitacora import BitacoraRow
from core.domain.desk.correo import CorreoBody, CorreoRow
from core.domain.desk.expediente import ExpedienteAspirante
from core.domain.listing.renglones import ALL, Wanted
from core.domain.registration.aspirante import (
    AspiranteDetail,
    AspiranteRow,
    NewCorreo,
    Registered,
    RegistroAspirante,
)
from core.domain.registration.borrador import Borrador
from core.domain.registration.capacitacion import Capacitacion, CapacitacionRow
from core.domain.registration.coincidencia import Coincidencia, Coincidencias
from core.domain.registration.constancia import (
    AnularConstancia,
    Constancia,
    ConstanciaNumero,
    ConstanciaRow,
    Entrega,
    Impresion,
)
from core.domain.registration.correccion import Correccion
from core.domain.registration.situacion import NewSituacion
from core.domain.verification.importacion import ImportKind
from core.wire import Page

_MOST = 500
"""Rows that the server gives in a page at most."""


@dataclass(frozen=True, slots=True)
class ConstanciasClient:
    """Numeral 3."""

    transport: Transport

    def issue(self, constancia: Constancia) -> ConstanciaRow:
        """Return the new row of a constancia issued here, or typed from elsewhere."""
        return self.transport.send("POST", "/v1/constancias", constancia, ConstanciaRow)

    def page(self, wanted: Wanted = ALL, cursor: str = "", limit: int = 0) -> Page[ConstanciaRow]:
        """Return a page, newest first."""
        params = asked(wanted, cursor, limit)
        return self.transport.get("/v1/constancias", Page[ConstanciaRow], params)

    def unregistered(self) -> tuple[ConstanciaRow, ...]:
        """Return every constancia that waits for its registration, newest first."""
        rows: list[ConstanciaRow] = []
        cursor = ""
        while True:
            page = self.page(cursor=cursor, limit=_MOST)
            rows += (row for row in page.items if not row.registered_as and not row.voided)
            cursor = page.next
            if not cursor:
                return tuple(rows)

    def deliver(self, constancia_id: int, entrega: Entrega, version: int) -> ConstanciaRow:
        """Return the row of a constancia handed over."""
        path = f"/v1/constancias/{constancia_id}/entrega"
        return self.transport.send("PUT", path, entrega, ConstanciaRow, seen(version))

    def pdf(self, constancia_id: int) -> bytes:
        """Return the document as PDF bytes, marked as a copy to be read."""
        return self.transport.content(f"/v1/constancias/{constancia_id}/pdf")

    def next_number(self) -> str:
        """Return the next number of the series, "" where there is no series."""
        return self.transport.get("/v1/constancias/siguiente", ConstanciaNumero).number

    def print_copies(self, ids: Sequence[int], key: str) -> bytes:
        """Return one PDF of these constancias, each copy counted: originals, or reprints.

        The same `key` again gets the same copies and counts none.
        """
        asked = Impresion(tuple(ids))
        return self.transport.content("/v1/constancias/impresiones", asked, under(key))

    def read_copies(self, ids: Sequence[int]) -> bytes:
        """Return one PDF of these constancias, each marked as a copy; none is counted."""
        return self.transport.content("/v1/constancias/consulta", Impresion(tuple(ids)))

    def void(self, constancia_id: int, asked: AnularConstancia, version: int) -> ConstanciaRow:
        """Return the row of what stands in its place, or its own where nothing does."""
        path = f"/v1/constancias/{constancia_id}/anulacion"
        return self.transport.send("POST", path, asked, ConstanciaRow, seen(version))


@dataclass(frozen=True, slots=True)
class CapacitacionesClient:
    """Numeral 3, the training."""

    transport: Transport

    def record(self, held: Capacitacion, key: str) -> CapacitacionRow:
        """Return the new row of a training that was held. The same `key` again, the same."""
        path = "/v1/capacitaciones"
        return self.transport.send("POST", path, held, CapacitacionRow, under(key))

    def page(self, wanted: Wanted = ALL, cursor: str = "", limit: int = 0) -> Page[CapacitacionRow]:
        """Return a page, newest first."""
        params = asked(wanted, cursor, limit)
        return self.transport.get("/v1/capacitaciones", Page[CapacitacionRow], params)

    def pdf(self, capacitacion_id: int) -> bytes:
        """Return the attendance list as PDF bytes."""
        return self.transport.content(f"/v1/capacitaciones/{capacitacion_id}/pdf")


@dataclass(frozen=True, slots=True)
class AspirantesClient:
    """Numerals 4 and 5."""

    transport: Transport

    def register(self, registro: RegistroAspirante, key: str) -> Registered:
        """Return the new Id Solicitante. The same `key` again answers the same, mails nothing."""
        return self.transport.send("POST", "/v1/aspirantes", registro, Registered, under(key))

    def drafts(self) -> tuple[Borrador, ...]:
        """Return what one began to register and did not conclude, the last saved first."""
        return self.transport.get("/v1/borradores", tuple[Borrador, ...])

    def keep_draft(self, draft: Borrador) -> Borrador:
        """Return a draft as it was kept."""
        return self.transport.send("POST", "/v1/borradores", draft, Borrador)

    def drop_draft(self, key: str) -> None:
        """Forget a draft."""
        self.transport.send("DELETE", f"/v1/borradores/{key}", None, type(None))

    def page(self, wanted: Wanted = ALL, cursor: str = "", limit: int = 0) -> Page[AspiranteRow]:
        """Return a page."""
        params = asked(wanted, cursor, limit)
        return self.transport.get("/v1/aspirantes", Page[AspiranteRow], params)

    def alike(self, asked: Coincidencia) -> Coincidencias:
        """Return which aspirantes have a clave, an e-mail or a name already."""
        return self.transport.send("POST", "/v1/aspirantes/coincidencias", asked, Coincidencias)

    def detail(self, id_solicitante: str) -> AspiranteDetail:
        """Return everything the desk holds of one."""
        return self.transport.get(f"/v1/aspirantes/{id_solicitante}", AspiranteDetail)

    def expediente(self, id_solicitante: str) -> ExpedienteAspirante:
        """Return the whole file of one."""
        path = f"/v1/aspirantes/{id_solicitante}/expediente"
        return self.transport.get(path, ExpedienteAspirante)

    def history(self, id_solicitante: str, cursor: str = "") -> Page[BitacoraRow]:
        """Return a page of the acts about one, the last one first."""
        path = f"/v1/aspirantes/{id_solicitante}/bitacora"
        return self.transport.get(path, Page[BitacoraRow], asked(ALL, cursor, 0))

    def note_situacion(
        self, id_solicitante: str, new: NewSituacion, version: int
    ) -> AspiranteDetail:
        """Return one whose candidatura ended, or was restored."""
        path = f"/v1/aspirantes/{id_solicitante}/situacion"
        return self.transport.send("POST", path, new, AspiranteDetail, seen(version))

    def close(self, id_solicitante: str) -> ActaCierre:
        """Return the acta de cierre, issued now."""
        path = f"/v1/aspirantes/{id_solicitante}/acta"
        return self.transport.send("POST", path, None, ActaCierre)

    def acta_pdf(self, id_solicitante: str) -> bytes:
        """Return the acta as PDF bytes. Refused with `no_existe` where there is none."""
        return self.transport.content(f"/v1/aspirantes/{id_solicitante}/acta/pdf")

    def correct(self, id_solicitante: str, correccion: Correccion, version: int) -> AspiranteDetail:
        """Return the aspirante with the corrected data. No mail goes out."""
        path = f"/v1/aspirantes/{id_solicitante}/registro"
        return self.transport.send("PUT", path, correccion, AspiranteDetail, seen(version))

    def correct_mail(self, id_solicitante: str, correo: NewCorreo, version: int) -> AspiranteDetail:
        """Return the aspirante with the corrected address: the access is sent anew."""
        path = f"/v1/aspirantes/{id_solicitante}/correo"
        return self.transport.send("PUT", path, correo, AspiranteDetail, seen(version))


@dataclass(frozen=True, slots=True)
class CorreosClient:
    """Numerals 5 and 7, seen from the desk."""

    transport: Transport

    def page(self, wanted: Wanted = ALL, cursor: str = "", limit: int = 0) -> Page[CorreoRow]:
        """Return a page of the outbox, newest first."""
        query = asked(wanted, cursor, limit)
        return self.transport.get("/v1/correos", Page[CorreoRow], query)

    def body(self, correo_id: int) -> CorreoBody:
        """Return what a mail says, its secrets veiled."""
        return self.transport.get(f"/v1/correos/{correo_id}/cuerpo", CorreoBody)

    def send_again(self, correo_id: int) -> CorreoRow:
        """Return the mail, queued again. Refused where its content was deleted."""
        return self.transport.send("POST", f"/v1/correos/{correo_id}/reenvio", None, CorreoRow)


class Central:
    """All clients of one person at the desk. Thread-safe."""

    def __init__(self, url: str, authority: Path) -> None:
        """Connect to `url` (no final slash), trusting only the PEM file `authority`.

        Raises AddressMalformed or PinUnusable.
        """
        self.transport = RenewingTransport(url, authority)
        self.sesiones = SesionesClient(self.transport)
        self.mi_cuenta = MiCuentaClient(self.transport)
        self.entradas = EntradasClient(self.transport)
        self.procesos = ProcesosClient(self.transport)
        self.geografia = GeografiaClient(self.transport)
        self.geografia_imports = ImportsClient(self.transport, ImportKind.GEOGRAFIA)
        self.padron_imports = ImportsClient(self.transport, ImportKind.PADRON)
        self.constancias = ConstanciasClient(self.transport)
        self.capacitaciones = CapacitacionesClient(self.transport)
        self.aspirantes = AspirantesClient(self.transport)
        self.escaneos = EscaneosClient(self.transport)
        self.correos = CorreosClient(self.transport)
        self.apartados = ApartadosClient(self.transport)
        self.tabletas = TabletasClient(self.transport)
        self.cuentas = CuentasClient(self.transport)
        self.exportaciones = ExportacionesClient(self.transport)
        self.hoy = HoyClient(self.transport)
        self.bitacora = BitacoraClient(self.transport)
        self.auxiliares = AuxiliaresClient(self.transport)
        self.avances = AvancesClient(self.transport)
        self.acuses = AcusesClient(self.transport)
        self.verificaciones = VerificacionesClient(self.transport)
        self.lotes = LotesClient(self.transport)
        self.respuesta_imports = ImportsClient(self.transport, ImportKind.RESPUESTA)
        self.revision = RevisionClient(self.transport)
        self.solicitudes = SolicitudesClient(self.transport)
        self.vulneraciones = VulneracionesClient(self.transport)

    def close(self) -> None:
        """Close the connections."""
        self.transport.close()
