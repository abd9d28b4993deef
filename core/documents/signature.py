"""The only module that uses pyHanko: a document signed as PAdES B-B (ETSI EN 319 142-1).

The signature is shown in a line at the foot, drawn as the rest is, so that a file that is PDF/A-1b
stays one.
"""

from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from tempfile import NamedTemporaryFile
from typing import Any, Final
from zoneinfo import ZoneInfo

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID

from core import spanish_dates
from core.documents.paper import INNER, SOFT, Paper, fitted, plain

_BOX: Final = (68, 12, 68 + round(INNER), 28)
"""Where it is shown on the first page: left, bottom, right, top, in points from the lower left."""
_FIELD: Final = "Firma"


class CertificateOutOfDate(Exception):
    """The certificate is not valid yet, or no longer."""


@dataclass(frozen=True, slots=True)
class Signatory:
    """A certificate with its chain and its key, as PEM; the key has no passphrase."""

    chain: bytes = field(repr=False)
    key: bytes = field(repr=False)

    @property
    def name(self) -> str:
        """Return the common name of the certificate. Raises ValueError where it is none."""
        found = x509.load_pem_x509_certificates(self.chain)[0]
        names = found.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        return str(names[0].value) if names else found.subject.rfc4514_string()

    def check(self, at: datetime) -> None:
        """Raise CertificateOutOfDate at an hour that is not the certificate's.

        Raises ValueError for files that are no certificate and no key, or not those of each other.
        """
        found = x509.load_pem_x509_certificates(self.chain)[0]
        own = load_pem_private_key(self.key, password=None).public_key()
        if _spki(own) != _spki(found.public_key()):
            msg = "the key is not that of the certificate"
            raise ValueError(msg)
        if not found.not_valid_before_utc <= at <= found.not_valid_after_utc:
            raise CertificateOutOfDate


def signed_pdf(pdf: bytes, by: Signatory, reason: str, at: datetime, zone: ZoneInfo) -> bytes:
    """Return the PDF with a signature behind it. Raises what `Signatory.check` does."""
    by.check(at)
    from asn1crypto import keys
    from asn1crypto import x509 as asn1
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers
    from pyhanko.stamp import StaticStampStyle
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    certificates = [
        asn1.Certificate.load(each.public_bytes(Encoding.DER))
        for each in x509.load_pem_x509_certificates(by.chain)
    ]
    key = load_pem_private_key(by.key, password=None)
    raw = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    store = SimpleCertificateStore()
    store.register_multiple(certificates)
    signer = signers.SimpleSigner(certificates[0], keys.PrivateKeyInfo.load(raw), store)

    class Writer(IncrementalPdfFileWriter):  # type: ignore[misc]  # it has no types
        """One that leaves alone what the file says of itself: XMP says the same."""

        def _update_meta(self) -> None:
            pass

    says = f"Firmado electrónicamente por {by.name}, el {spanish_dates.day_and_hour(at, zone)}."
    about = signers.PdfSignatureMetadata(
        field_name=_FIELD, subfilter=fields.SigSeedSubFilter.PADES, reason=reason, name=by.name
    )
    place: Any = fields.SigFieldSpec(_FIELD, on_page=0, box=_BOX)
    out = BytesIO()
    with NamedTemporaryFile(suffix=".pdf") as line:  # pyHanko reads a page by the name of its file
        line.write(_line(says, at))
        line.flush()
        shown = StaticStampStyle.from_pdf_file(line.name, border_width=0, background_opacity=1.0)
        made = signers.PdfSigner(about, signer=signer, stamp_style=shown, new_field_spec=place)
        made.sign_pdf(Writer(BytesIO(pdf)), output=out)
    return out.getvalue()


def _spki(key: PublicKeyTypes) -> bytes:
    return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def _line(says: str, at: datetime) -> bytes:
    """Return the line as a page of its own, as large as its place."""
    wide, high = _BOX[2] - _BOX[0], _BOX[3] - _BOX[1]
    paper = Paper("Firma", lambda _: None, author="", at=at, size=(wide, high))
    words = fitted(wide, high, plain(says), size=8, lead=10, color=SOFT)
    paper.paragraph(0, 2, wide, plain(says), **words)
    return paper.to_bytes()
