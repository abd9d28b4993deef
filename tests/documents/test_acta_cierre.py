"""The acta de cierre as a document: whose, its totals, its lists, its place in the log."""

from dataclasses import replace
from datetime import UTC, datetime

from core.documents.acta_cierre import acta_pdf
from core.domain.apoyos.acta import ActaCierre, ClosingFigures, Missing, SilentTablet
from core.domain.proceso.periodo import Periodo
from tests.documents.sheets import a_proceso, texts

PAGE = "https://apoyo.instituto-de-muestra.example/documento/acta/000001/ABCD2345EFGH6789"
AT = datetime(2026, 12, 1, 18, 0, tzinfo=UTC)
ENDS = datetime(2026, 11, 30, 6, 0, tzinfo=UTC)
FIGURES = ClosingFigures(
    received=4310,
    counted=2754,
    pending_verification=12,
    extemporaneous=7,
    umbral=4436,
    missing=(Missing("000201", 3, AT),),
    silent=(SilentTablet("ab12cd34ef56ab78", "000202", None),),
)
CAPTURE_ENDS = datetime(2026, 11, 29, 6, 0, tzinfo=UTC)
ACTA = ActaCierre(
    "000001", "distrito-5",
    Periodo(datetime(2026, 11, 1, tzinfo=UTC), CAPTURE_ENDS, ENDS, "MUESTRA"),
    FIGURES, AT, "eva", 1042, "ab" * 32,
)  # fmt: skip


def test_it_says_whose_it_is_the_totals_and_the_lists() -> None:
    (page,) = texts(acta_pdf(ACTA, "Ana Muestra Ficticia", a_proceso(), PAGE))
    said = " ".join(page.split())
    for each in (
        "Ana Muestra Ficticia",
        "Id Solicitante 000001",
        "El envío de apoyos terminó el 30 de noviembre de 2026, 00:00 h, con fundamento",
        "Recibidos 4,310",
        "Cuentan 2,754",
        "No llegaron 3",
        "Extemporáneos 7",
        "Umbral del cargo: 4,436. Por verificar: 12.",
        "Anunciados que no llegaron: 1",
        "Auxiliar 000201: 3 anunciados que no llegaron",
        "Auxiliar 000202, tableta ab12cd34ef56ab78: nunca anunció apoyos",
        "Entrada 1,042 de la bitácora",
        "abababab",
        "PRÁCTICA",
    ):
        assert each in said, each


def test_a_long_list_takes_more_pages_and_the_same_acta_the_same_bytes() -> None:
    many = tuple(Missing(f"{number:06}", number, AT) for number in range(1, 120))
    long = replace(ACTA, figures=replace(FIGURES, missing=many, silent=()))
    pages = texts(acta_pdf(long, "Ana Muestra Ficticia", a_proceso(), PAGE))
    assert len(pages) > 3
    assert "Auxiliar 000119" in " ".join(pages)
    assert "Ninguna." in pages[-1]
    assert "Auxiliar 000001: 1 anunciado que no llegó, según" in pages[0]
    assert acta_pdf(long, "Ana", a_proceso(), PAGE) == acta_pdf(long, "Ana", a_proceso(), PAGE)
