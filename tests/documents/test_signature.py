"""A document signed as PAdES: openssl, which had no part in it, finds it whole, and a byte off."""

import re
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from tests.documents.read_back import fonts, structure
from tests.documents.sheets import a_constancia, a_proceso
from tests.documents.test_constancia import _pdf

pytest.importorskip("pyhanko", reason="requirements.lock has it; make setup brings it")

from core.documents.signature import CertificateOutOfDate, Signatory, signed_pdf

AT = datetime(2026, 11, 24, 16, 42, tzinfo=UTC)
WHO = "Secretaría Ejecutiva MUESTRA"
_RANGE = re.compile(rb"/ByteRange \[ *0 +(\d+) +(\d+) +(\d+) *\]")


def a_signatory() -> tuple[Signatory, bytes]:
    """Return one, and the authority that vouches for it, as PEM."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Autoridad MUESTRA")])
    authority, own = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))

    def certificate(who: x509.Name, key: ec.EllipticCurvePrivateKey, *, ca: bool) -> bytes:
        now = datetime.now(UTC)  # noqa: TID251  openssl asks the clock of the machine
        usage = x509.KeyUsage(not ca, not ca, False, False, False, ca, False, False, False)  # noqa: FBT003
        made = x509.CertificateBuilder(name, who, key.public_key(), 7 if ca else 8)
        made = made.not_valid_before(AT - timedelta(1)).not_valid_after(now + timedelta(9))
        made = made.add_extension(x509.BasicConstraints(ca, None), critical=True)
        made = made.add_extension(usage, critical=True)
        return made.sign(authority, hashes.SHA256()).public_bytes(Encoding.PEM)

    root = certificate(name, authority, ca=True)
    leaf = certificate(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, WHO)]), own, ca=False)
    key = own.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return Signatory(leaf + root, key), root


def verified(pdf: bytes, root: bytes, folder: Path) -> bool:
    """Tell whether openssl finds the signature of these very bytes, under this authority."""
    found = _RANGE.search(pdf)
    assert found
    end, begin, rest = (int(each) for each in found.groups())
    assert begin + rest == len(pdf), "the signature covers the whole file"
    cms = bytes.fromhex(pdf[end + 1 : begin - 1].decode("ascii"))
    (folder / "cms.der").write_bytes(cms)
    (folder / "content").write_bytes(pdf[:end] + pdf[begin:])
    (folder / "root.pem").write_bytes(root)
    order = "openssl cms -verify -inform DER -binary -purpose any -out /dev/null"
    files = ["-in", "cms.der", "-content", "content", "-CAfile", "root.pem"]
    done = subprocess.run([*order.split(), *files], cwd=folder, capture_output=True, check=False)
    return done.returncode == 0


def test_it_is_whole_and_one_byte_more_or_less_is_not(tmp_path: Path) -> None:
    by, root = a_signatory()
    plain = _pdf(a_constancia(), a_proceso())
    pdf = signed_pdf(plain, by, "Constancia", AT, ZoneInfo("America/Mexico_City"))
    assert pdf.startswith(plain), "what was there stays as it was"
    assert b"/ETSI.CAdES.detached" in pdf
    assert verified(pdf, root, tmp_path)
    at = pdf.index(b"/Title")
    assert not verified(pdf[:at] + b"/Tytle" + pdf[at + 6 :], root, tmp_path)
    assert not verified(pdf, a_signatory()[1], tmp_path)


def test_it_says_who_and_when_on_the_paper_and_stays_tagged_with_its_fonts() -> None:
    by, _ = a_signatory()
    pdf = signed_pdf(
        _pdf(a_constancia(), a_proceso()), by, "Constancia", AT, ZoneInfo("America/Mexico_City")
    )
    assert all(fonts(pdf).values())
    assert structure(pdf)
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    foot = document[0].render(scale=2, may_draw_forms=True).to_numpy()[-56:-24, 136:900]
    assert foot.min() < 160, "the line of the signature is drawn"


def test_a_key_of_another_certificate_or_none_is_an_error() -> None:
    by, _ = a_signatory()
    with pytest.raises(ValueError):  # noqa: PT011  the library's own words
        signed_pdf(b"%PDF", Signatory(by.chain, b"no"), "x", AT, ZoneInfo("UTC"))


@pytest.mark.parametrize("days", [-2, 4_000])
def test_a_certificate_signs_in_its_time_alone(days: int) -> None:
    by, _ = a_signatory()
    with pytest.raises(CertificateOutOfDate):
        signed_pdf(b"", by, "Constancia", AT + timedelta(days), ZoneInfo("UTC"))


def test_a_key_of_another_certificate_signs_nothing() -> None:
    by, other = a_signatory()[0], a_signatory()[0]
    with pytest.raises(ValueError, match="not that of the certificate"):
        signed_pdf(b"", Signatory(by.chain, other.key), "Constancia", AT, ZoneInfo("UTC"))
