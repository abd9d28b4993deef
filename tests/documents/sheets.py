"""What the documents' tests share: a fictitious proceso, and how to read a page back."""

from datetime import UTC, date, datetime

import pypdfium2
import zxingcpp

from core.domain.proceso.periodo import Periodo
from core.domain.proceso.proceso import Ambito, Cargo, Mode, Notice, Proceso
from core.domain.registration.constancia import Constancia

PERIODO = Periodo(
    datetime(2026, 11, 2, 6, tzinfo=UTC),
    datetime(2026, 12, 17, 6, tzinfo=UTC),
    datetime(2026, 12, 18, 6, tzinfo=UTC),
    "Lineamientos, numeral 8",
)


def a_proceso(mode: Mode = Mode.PRACTICA) -> Proceso:
    return Proceso(
        id="MUESTRA-2027",
        name="Proceso Electoral Local 2026-2027",
        instituto="Instituto Electoral del Estado",
        mode=mode,
        entidad="01",
        time_zone="America/Mexico_City",
        agreement="IEE/CG/038/2026",
        cargos=(
            Cargo("d5", "Diputación local por el distrito 5", Ambito.DISTRITO, "01", "005", 100),
        ),
        generos=("Mujer", "Hombre"),
        legal_grounds=("la Ley Electoral del Estado", "los Lineamientos y su Anexo I"),
        notice=Notice("1", "Aviso ficticio"),
        duty_text="Deber ficticio",
    )


def a_constancia(sobrenombre: str = "La Maestra", nombre: str = "Ana") -> Constancia:
    return Constancia(
        number="IEE/CG/041/2026",
        date=date(2026, 10, 30),
        nombre=nombre,
        apellido_paterno="Muestra",
        apellido_materno="Ficticia",
        sin_segundo_apellido=False,
        sobrenombre=sobrenombre,
        cargo="d5",
    )


def texts(pdf: bytes) -> list[str]:
    """Return the text of each page, blanks collapsed."""
    document = pypdfium2.PdfDocument(pdf)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def codes(pdf: bytes, dpi: int) -> list[str]:
    """Return what the QR codes of all pages say, as rendered."""
    document = pypdfium2.PdfDocument(pdf)
    pictures = [page.render(scale=dpi / 72).to_numpy() for page in document]
    only = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)  # a row of one may read as bars
    return [each.text for picture in pictures for each in zxingcpp.read_barcodes(picture, only)]


def metadata(pdf: bytes) -> str:
    """Return every value of the document's information, joined."""
    found = pypdfium2.PdfDocument(pdf).get_metadata_dict()
    return " ".join(str(value) for value in found.values())
