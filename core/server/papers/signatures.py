"""Documents signed in the name of the Instituto, where the server has a certificate to do so."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from cryptography.exceptions import UnsupportedAlgorithm

from core.server.composition.dependencies import Dependencies
from core.server.errors import DocumentCertificateOutOfDate, DocumentKeyWrong

if TYPE_CHECKING:
    from core.documents.signature import Signatory


def signatory(deps: Dependencies) -> "Signatory | None":
    """Return who signs now, None where no certificate is set.

    The files are read each time: a new certificate needs no restart. Raises DocumentKeyWrong or
    DocumentCertificateOutOfDate: nothing leaves with a signature that nobody could verify.
    """
    certificate = deps.settings.documents_certificate
    if certificate is None:
        return None
    from core.documents.signature import Signatory

    key = deps.settings.documents_key or certificate
    with _trouble_of(certificate):
        by = Signatory(certificate.read_bytes(), key.read_bytes())
        by.check(deps.clock.now())
    return by


def sign_pdf(deps: Dependencies, pdf: bytes, reason: str) -> bytes:
    """Return the PDF signed (PAdES), or as it is where no certificate is set.

    Raises what `signatory` does.
    """
    by, certificate = signatory(deps), deps.settings.documents_certificate
    if by is None or certificate is None:
        return pdf
    from core.documents.signature import signed_pdf

    with deps.units.reading() as work:
        zone = ZoneInfo(work.procesos.current().proceso.time_zone)
    with _trouble_of(certificate):
        return signed_pdf(pdf, by, reason, deps.clock.now(), zone)


@contextmanager
def _trouble_of(certificate: Path) -> Iterator[None]:
    """Tell of the operator's files what goes wrong with them."""
    from core.documents.signature import CertificateOutOfDate

    try:
        yield
    except CertificateOutOfDate as cause:
        raise DocumentCertificateOutOfDate({"file": str(certificate)}) from cause
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as cause:
        raise DocumentKeyWrong({"file": str(certificate)}) from cause
