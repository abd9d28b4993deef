"""`apoyo central doctor`: how the server is, in lines for a person or as Prometheus reads them."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509

from core.central.unit_of_work import Units
from core.server.host.keys import KeyFiles
from core.settings.server import ServerSettings

_LEAST_FREE = 5 << 30
_LEAST_DAYS, _LEAST_PAGES = 30, 7
"""Ours lasts five years; who renews public ones does so some weeks before their end."""
_HOUR = 3_600


@dataclass(frozen=True, slots=True)
class Vital:
    """One measure. `name` is Prometheus's, with the unit at its end; `limit` of None: none is bad.

    It is bad above `limit`, or below it where `least`.
    """

    name: str
    words: str
    value: float
    limit: float | None = None
    least: bool = False

    @property
    def bad(self) -> bool:
        """Tell whether a person should look into it."""
        if self.limit is None:
            return False
        return self.value < self.limit if self.least else self.value > self.limit


def vitals(
    settings: ServerSettings, units: Units, *, only_readable: bool = False
) -> Iterator[Vital]:
    """Yield how the server is now. Changes nothing. Raises OSError for a certificate not there.

    With `only_readable` a certificate that this process may not read is left out: the worker of a
    user of its own has not that of the web.
    """
    free = shutil.disk_usage(settings.data).free
    yield Vital("apoyo_disk_free_bytes", "Disco libre, bytes", free, _LEAST_FREE, least=True)
    now = units.clock.now()
    yield Vital("apoyo_clock_seconds", "Reloj del servidor, segundos de 1970", now.timestamp())
    for name, words, chain, least in _certificates(settings):
        if not only_readable or os.access(chain, os.R_OK):
            yield Vital(name, words, _days_left(chain, now), least, least=True)
    with units.reading() as work:
        queues, judging = work.queues, work.cuts.last() is not None
        received, aside = queues.received(), queues.for_a_person()
        failed = queues.mails_failed()
        oldest = (
            ("verdict", "Un apoyo espera su veredicto, segundos", queues.unjudged_since(), judging),
            (
                "acuse",
                "Un envío cerrado espera su acuse, segundos",
                queues.without_acuse_since(),
                True,
            ),
            ("mail", "Un correo espera salir, segundos", queues.unmailed_since(), True),
            ("open", "Un envío abierto no avanza, segundos", queues.unmoved_since(), True),
            (
                "task",
                "Una importación o un lote espera al trabajador, segundos",
                queues.unmade_since(),
                True,
            ),
        )
    yield Vital("apoyo_received_total", "Apoyos recibidos", received)
    yield Vital("apoyo_set_aside_items", "Apartados que esperan a una persona", aside, 0)
    yield Vital("apoyo_mail_failed_items", "Correos que no llegaron", failed, 0)
    for name, words, since, expected in oldest:
        age = (now - since) / timedelta(seconds=1) if since else 0.0
        yield Vital(f"apoyo_oldest_{name}_seconds", words, age, _HOUR if expected else None)


def as_line(vital: Vital) -> str:
    """Return it for a person."""
    return f"{'✘' if vital.bad else '✔'} {vital.words}: {vital.value:,.0f}"


def as_prometheus(vital: Vital) -> str:
    """Return it in Prometheus's text format (version 0.0.4)."""
    kind = "counter" if vital.name.endswith("_total") else "gauge"
    return f"# TYPE {vital.name} {kind}\n{vital.name} {vital.value:.0f}"


def _certificates(settings: ServerSettings) -> Iterator[tuple[str, str, Path, float]]:
    """Yield each certificate: the measure of its days left, its file, and how many are too few."""
    keys = KeyFiles.of(settings)
    words = "Días que le quedan al certificado del servidor"
    yield "apoyo_certificate_left_days", words, keys.server[0], _LEAST_DAYS
    words = "Días que le quedan a la autoridad que los programas comparan"
    yield "apoyo_authority_left_days", words, keys.authority, _LEAST_DAYS
    if settings.pages_certificate is not None:
        words = "Días que le quedan al certificado de las páginas"
        yield "apoyo_pages_certificate_left_days", words, settings.pages_certificate, _LEAST_PAGES
    if settings.documents_certificate is not None:
        name = "apoyo_documents_certificate_left_days"
        words = "Días que le quedan al certificado que firma documentos"
        yield name, words, settings.documents_certificate, _LEAST_DAYS


def _days_left(chain: Path, now: datetime) -> float:
    """Return the days until the first of a chain's certificates ends: so long it is believed."""
    found = x509.load_pem_x509_certificates(chain.read_bytes())
    return (min(each.not_valid_after_utc for each in found) - now) / timedelta(days=1)
