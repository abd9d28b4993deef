"""What must not be let through, tried on a copy of the data: forgeries, late acts, other hours."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.walkthrough.cast import ANA, CARGO_1, CARGO_2, PROCESO
from tests.walkthrough.evidence.base import instant, rows
from tests.walkthrough.plot import Plot
from tests.walkthrough.probe import Stranger, idempotent
from tests.walkthrough.probe_device import StrangeTablet
from tests.walkthrough.run import Run

_ZONE = ZoneInfo(PROCESO["time_zone"])
_LATE_NUMBER = "IEEM/CG/043/2026"
_AGREEMENT = "IEEM/CG/051/2026"
_SIGNATURE_BYTES = 64
_JUDGED = (
    "SELECT v.resultado FROM apoyo a LEFT JOIN veredicto v ON v.folio = a.folio"
    " WHERE a.record_id = ?"
)


@dataclass
class Sender:
    """A tablet of our own on the copy, and what every record that it seals says."""

    tablet: StrangeTablet
    names: dict[str, str]
    payload: dict[str, Any]
    election: bytes

    def sealed(self, **header: str) -> tuple[str, bytes]:
        """Return record id and envelope."""
        return self.tablet.envelope(self.names, self.payload, self.election, **header)

    def send(self, server: Stranger, sealed: tuple[str, bytes], keep: str) -> str:
        """Send it; return its record id. The exchange is kept by that name."""
        record_id, envelope = sealed
        self.tablet.send(server, self.names["aspirante"], record_id, envelope, keep=keep)
        return record_id


def forgeries(plot: Plot, server: Stranger, sender: Sender) -> None:
    """Send envelopes that the tablet they name did not sign, or not so."""
    ids = {name: sender.send(server, each, name) for name, each in _forged(plot, sender)}
    plot.note("copia", "forged", value=ids)


def _forged(plot: Plot, sender: Sender) -> Iterator[tuple[str, tuple[str, bytes]]]:
    record_id, envelope = sender.sealed()
    yield "firma_alterada", (record_id, envelope[:-1] + bytes([envelope[-1] ^ 1]))
    record_id, envelope = sender.sealed()
    middle = len(envelope) // 2
    other = envelope[:middle] + bytes([envelope[middle] ^ 1]) + envelope[middle + 1 :]
    yield "sobre_alterado", (record_id, other)
    record_id, envelope = sender.sealed()
    yield "firma_en_ceros", (record_id, envelope[:-_SIGNATURE_BYTES] + bytes(_SIGNATURE_BYTES))
    stranger = StrangeTablet(Ed25519PrivateKey.generate(), device=sender.tablet.device)
    names, payload, election = sender.names, sender.payload, sender.election
    yield "firma_de_otra_llave", stranger.envelope(names, payload, election)
    device = plot.notes["copia"]["devices_before"][0]["id"]
    yield "en_nombre_de_otra_tableta", sender.sealed(device=device)


def other_hours(plot: Plot, server: Stranger, sender: Sender, uti: str) -> None:
    """Send records around the end of P2, whose time of sending is first made long on the copy.

    So they arrive in time, and only when they were begun and saved can keep them from counting.
    """
    run = Run(plot.run.root, plot.notes)
    query = "SELECT * FROM periodo WHERE cargo = ? ORDER BY version DESC LIMIT 1"
    (last,) = rows(run, query, CARGO_2["id"], part="copia")
    end = instant(last["capture_ends_at"])
    periodo = {
        "starts_at": instant(last["starts_at"]).isoformat(),
        "capture_ends_at": end.isoformat(),
        "sending_ends_at": (end + timedelta(days=1)).isoformat(),
        "ground": "Lineamientos, numerales 8 y 9",
    }
    act = {
        "cargo": CARGO_2["id"], "aspirante": "", "periodo": periodo, "agreement": _AGREEMENT,
        "version": 0,
    }  # fmt: skip
    server.call("POST", "/v1/periodos", body=act, token=uti, keep="envio_mas_largo")
    moments = {
        "guardado_despues_del_fin": (1, 5),
        "empezado_dentro_guardado_despues": (-30, 5),
        "guardado_justo_al_fin": (-30, 0),
        "guardado_dentro": (-60, -30),
    }
    ids: dict[str, str] = {}
    for name, (started, saved) in moments.items():
        header = {"started_at": _after(end, started), "saved_at": _after(end, saved)}
        ids[name] = sender.send(server, sender.sealed(**header), name)
    plot.note("copia", "other_hours", value=ids)


def verdicts(plot: Plot) -> None:
    """Note what became of every record sent to the copy: None for one that is not there."""
    run = Run(plot.run.root, plot.notes)
    for kind in ("forged", "other_hours"):
        found = {
            name: [each["resultado"] for each in rows(run, _JUDGED, record_id, part="copia")]
            for name, record_id in plot.notes["copia"][kind].items()
        }
        plot.note("copia", f"{kind}_verdicts", value=found)


def late_registration(plot: Plot, server: Stranger, uti: str) -> None:
    """Register on the copy, today, somebody whose constancia is of yesterday."""
    yesterday = datetime.now(_ZONE).date() - timedelta(days=1)
    constancia = {
        "number": _LATE_NUMBER, "date": yesterday.isoformat(),
        "nombre": "Carla", "apellido_paterno": "Tardía", "apellido_materno": "Ficticia",
        "sin_segundo_apellido": False, "sobrenombre": "", "cargo": CARGO_1["id"],
        "delivered_at": f"{yesterday.isoformat()}T18:00:00+00:00",
        "delivered_to": "Carla Tardía Ficticia", "issued_here": False,
    }  # fmt: skip
    server.call("POST", "/v1/constancias", body=constancia, token=uti, keep="constancia_de_ayer")
    for keep, reason in (("tardio_sin_motivo", ""), ("tardio", "Llegó después de las 24 horas")):
        server.call(
            "POST", "/v1/aspirantes", body=_registro(yesterday) | {"late_reason": reason},
            headers=idempotent(), token=uti, keep=keep,
        )  # fmt: skip
    run = Run(plot.run.root, plot.notes)
    stored = rows(run, "SELECT * FROM aspirante WHERE clave = ?", _CLAVE, part="copia")
    plot.note("copia", "late", value=[bool(each["same_day"]) for each in stored])


_CLAVE = "TRFCCR90010114M400"


def _registro(day: date) -> dict[str, Any]:
    return {
        "cargo": CARGO_1["id"],
        "persona": {
            "nombre": "Carla", "apellido_paterno": "Tardía", "apellido_materno": "Ficticia",
            "sin_segundo_apellido": False, "sobrenombre": "", "lugar_nacimiento": "Guadalajara",
            "fecha_nacimiento": "1990-01-01", "genero": "Mujer",
        },
        "credencial": {
            "clave": {"text": _CLAVE}, "ocr": {"text": "9001123456789"}, "cic": None,
            "entidad": ANA.entidad, "municipio": ANA.municipio, "seccion": {"text": ANA.seccion},
        },
        "contacto": {"domicilio": "", "oficina": "", "movil": "3310000043"},
        "autenticacion": {
            "correo": "carla.tardia@ficticio.example", "cuenta": "", "proveedor": "",
        },
        "expediente": {
            "recibido": day.isoformat(), "recibido_por": "Olga Ficticia Oficialía",
            "manifestacion": day.isoformat(), "constancia": _LATE_NUMBER, "observaciones": "",
        },
    }  # fmt: skip


def _after(end: datetime, seconds: float) -> str:
    return (end + timedelta(seconds=seconds)).isoformat()
