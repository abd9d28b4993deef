import hashlib
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from core.documents.acuse import acuse_pdf
from core.domain.apoyos.acuse import Acuse
from core.domain.apoyos.envio import folio
from core.domain.proceso.proceso import Mode
from core.domain.values.signed import ACUSE
from core.sealing.signed import sign
from core.wire import to_json
from tests.documents.sheets import a_proceso, codes, metadata, texts

PAGE = "https://apoyo.instituto-de-muestra.example/documento/acuse/000001-3/ABCD2345EFGH6789"
KEY = Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)
AN_ACUSE = Acuse(
    proceso="MUESTRA-2027",
    mode="practica",
    number=3,
    id_solicitante="000001",
    auxiliar="000002",
    envio=2,
    envios=5,
    received=1240,
    pending=3,
    pending_as_of=datetime(2026, 11, 24, 16, 42, tzinfo=UTC),
    folios=tuple(folio("000001", number) for number in range(1, 8)),
    issued_at=datetime(2026, 11, 24, 16, 43, tzinfo=UTC),
)


def _pdf(acuse: Acuse, mode: Mode = Mode.PRACTICA) -> bytes:
    return acuse_pdf(sign(ACUSE, to_json(acuse), by=KEY), a_proceso(mode), PAGE)


def test_it_says_totals_and_every_folio() -> None:
    (page,) = texts(_pdf(AN_ACUSE))
    assert re.search(r"Envíos\s+5\s+de este auxiliar", page)
    assert re.search(r"Registros recibidos\s+1,240\s+en el servidor", page)
    assert re.search(r"Pendientes de enviar\s+3\s+según el dispositivo", page)
    assert "según el dispositivo, 24 nov 2026, 10:42" in page
    assert "Folios recibidos en este envío: 7" in page
    assert all(each in page for each in AN_ACUSE.folios)


@pytest.mark.parametrize("number", [0, 1, 99, 101, 233, 500])
def test_every_folio_stands_once_however_many_there_are(number: int) -> None:
    folios = tuple(folio("000001", each) for each in range(1, number + 1))
    pages = texts(_pdf(replace(AN_ACUSE, folios=folios)))
    found = [word for page in pages for word in page.split() if word.count("-") == 2]
    assert sorted(found) == sorted(folios)
    assert all("PRÁCTICA" in page for page in pages)


@pytest.mark.parametrize("dpi", [150, 200])
def test_its_code_has_the_number_and_the_hash_of_the_signed_body(dpi: int) -> None:
    digest = hashlib.sha256(to_json(AN_ACUSE)).hexdigest()
    assert codes(_pdf(AN_ACUSE), dpi) == [
        f"{PAGE}#apoyo-acuse:1?p=MUESTRA-2027&i=000001&n=3&h={digest}",
    ]


def test_it_says_practica_only_where_it_is_one_and_names_nobody() -> None:
    assert "PRÁCTICA" not in texts(_pdf(AN_ACUSE, Mode.REAL))[0]
    assert "Acuse 3 del aspirante 000001" in metadata(_pdf(AN_ACUSE))


def test_the_same_acuse_gives_the_same_bytes() -> None:
    assert _pdf(AN_ACUSE) == _pdf(AN_ACUSE)
