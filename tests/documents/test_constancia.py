import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from core.documents.constancia import TITLE, BitacoraHead, Ejemplar, constancia_body, constancia_pdf
from core.documents.proof import PaperProof
from core.domain.proceso.periodo import Periodo
from core.domain.proceso.proceso import Mode, Proceso
from core.domain.registration.constancia import Constancia
from core.domain.values.signed import CONSTANCIA
from core.sealing.signed import from_text, open_signed, sign, to_text
from tests.documents.sheets import PERIODO, a_constancia, a_proceso, codes, texts

KEY = Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)
PAGE = "https://apoyo.instituto-de-muestra.example/documento/constancia/12/ABCD2345EFGH6789"
HEAD = BitacoraHead(1204, "7f3a91c204deb85a" * 4, datetime(2026, 10, 30, 16, 30, tzinfo=UTC))


def _qr(constancia: Constancia, proceso: Proceso) -> str:
    return to_text(sign(CONSTANCIA, constancia_body(constancia, proceso), by=KEY))


def _pdf(constancia: Constancia, proceso: Proceso, periodo: Periodo | None = PERIODO) -> bytes:
    proof = PaperProof(PAGE, _qr(constancia, proceso))
    return constancia_pdf(Ejemplar(constancia, proceso, periodo, proof, HEAD))


def test_it_says_title_name_sobrenombre_cargo_number_and_date_in_words() -> None:
    (page,) = texts(_pdf(a_constancia(), a_proceso()))
    for said in (
        TITLE,
        "Ana Muestra Ficticia",
        "Sobrenombre: La Maestra",
        "Diputación local por el distrito 5",
        "IEE/CG/041/2026",
        "treinta de octubre de dos mil veintiséis",
        "la Ley Electoral del Estado; los Lineamientos y su Anexo I",
        "2 de noviembre de 2026 a las 0:00 horas",
        "7f3a 91c2 04de b85a",
        "Nombre y firma",
    ):
        assert said in page, said


def test_without_a_sobrenombre_there_is_no_empty_label() -> None:
    (page,) = texts(_pdf(a_constancia(sobrenombre=""), a_proceso()))
    assert "Sobrenombre" not in page


def test_a_constancia_before_any_period_promises_no_dates() -> None:
    (page,) = texts(_pdf(a_constancia(), a_proceso(), periodo=None))
    assert "quien podrá recabar el apoyo ciudadano con la aplicación móvil." in page


@pytest.mark.parametrize(("mode", "said"), [(Mode.PRACTICA, True), (Mode.REAL, False)])
def test_only_a_practica_says_practica(mode: Mode, *, said: bool) -> None:
    (page,) = texts(_pdf(a_constancia(), a_proceso(mode)))
    assert ("PRÁCTICA" in page) is said


@pytest.mark.parametrize("dpi", [150, 200])
@pytest.mark.parametrize("nombre", ["Ana", "María de los Ángeles Guadalupe Ñandú " * 4])
def test_its_code_reads_from_the_page_and_verifies(dpi: int, nombre: str) -> None:
    constancia = a_constancia(nombre=nombre.strip())
    (read,) = codes(_pdf(constancia, a_proceso()), dpi)
    body = open_signed(from_text(read.partition("#")[2]), kind=CONSTANCIA, by=KEY.public_key())
    facts = json.loads(body)
    assert facts == {
        "cargo": "Diputación local por el distrito 5",
        "fecha": "2026-10-30",
        "nombre": f"{nombre.strip()} Muestra Ficticia",
        "numero": "IEE/CG/041/2026",
        "proceso": a_proceso().id,
        "sobrenombre": "La Maestra",
    }


def test_the_same_facts_give_the_same_bytes() -> None:
    assert _pdf(a_constancia(), a_proceso()) == _pdf(a_constancia(), a_proceso())


def test_marks_in_a_name_are_printed_as_they_are() -> None:
    (page,) = texts(_pdf(a_constancia(sobrenombre="<b>Tita</b> & Cía"), a_proceso()))
    assert "<b>Tita</b> & Cía" in page


def test_grounds_too_long_for_one_page_push_signature_and_code_to_the_next() -> None:
    proceso = replace(a_proceso(), legal_grounds=("los Lineamientos de MUESTRA",) * 200)
    first, *_, last = texts(_pdf(a_constancia(), proceso))
    assert "Nombre y firma" not in first
    assert "Nombre y firma" in last
    assert "PRÁCTICA" in last
