"""Numeral 3 on paper: originals and reprints, several at once, voided, and the page of its code."""

import base64
import re
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp

from core.domain.access.roles import Role
from core.messages import explain
from core.server.errors import DocumentCertificateOutOfDate, DocumentKeyWrong
from core.server.papers.signatures import sign_pdf
from tests import registro
from tests.central_server import Central, Client
from tests.documents.sheets import texts
from tests.documents.test_signature import AT, a_signatory
from tests.domain.proceso.test_membrete import a_png

_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


@dataclass(frozen=True, slots=True)
class _Fixed:
    """A clock that stands."""

    hour: datetime

    def now(self) -> datetime:
        return self.hour


def _desk(central: Central) -> Client:
    registro.open_proceso(central)
    return central.someone(Role.REGISTRAR)


def _issued(desk: Client, number: str = "CI-001/26", **changes: Any) -> dict[str, Any]:  # noqa: ANN401
    given = desk.post("/v1/constancias", registro.constancia(number, **changes))
    assert given.status_code == 201, given.text
    row: dict[str, Any] = given.json()
    return row


def _print(desk: Client, asked: dict[str, Any], key: str = "") -> Any:  # noqa: ANN401  a response
    headers = {"Idempotency-Key": key or secrets.token_hex(8)}
    return desk.post("/v1/constancias/impresiones", asked, headers=headers)


def _printed(desk: Client, *ids: int) -> list[str]:
    made = _print(desk, {"ids": list(ids)})
    assert made.status_code == 200, made.text
    return texts(made.content)


def _page(central: Central, pdf: bytes) -> tuple[int, str]:
    """Return what a telephone sees that reads the code."""
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=3).to_numpy()
    (found,) = zxingcpp.read_barcodes(picture, _QR)
    address = found.text.partition("#")[0]
    assert address.startswith(central.url)
    answered = central.stranger().get(address.removeprefix(central.url))
    return answered.status_code, " ".join(re.sub(r"<[^>]+>", " ", answered.text).split())


def test_the_first_is_the_original_and_the_next_says_that_it_is_none(central: Central) -> None:
    desk = _desk(central)
    row = _issued(desk)
    read = texts(desk.get(f"/v1/constancias/{row['id']}/pdf").content)
    assert "COPIA DE CONSULTA" in read[0]
    (first,) = _printed(desk, row["id"])
    assert "REIMPRESIÓN" not in first
    assert "COPIA" not in first
    (second,) = _printed(desk, row["id"])
    assert "REIMPRESIÓN 1 ·" in second
    (listed,) = desk.get("/v1/constancias").json()["items"]
    assert listed["printed"] == 2


def test_a_print_whose_answer_was_lost_counts_once(central: Central) -> None:
    central.clock.stop()
    desk = _desk(central)
    row = _issued(desk)
    ids = {"ids": [row["id"]]}
    first = _print(desk, ids, "llave")
    central.clock.forward(timedelta(minutes=2))
    again = _print(desk, ids, "llave")
    assert (again.status_code, texts(again.content)) == (200, texts(first.content))
    assert desk.get("/v1/constancias").json()["items"][0]["printed"] == 1
    second, repeated = (texts(_print(desk, ids, "otra-llave").content) for _ in range(2))
    assert "REIMPRESIÓN 1 ·" in second[0]
    assert repeated == second
    reused = _print(desk, {"ids": [row["id"], _issued(desk, "CI-002/26")["id"]]}, "llave")
    assert (reused.status_code, reused.json()["code"]) == (409, "impresion_con_otros_datos")
    for key in (None, "", "dos llaves", "ñ", "x" * 101):
        headers = {} if key is None else {"Idempotency-Key": key.encode()}
        refused = desk.post("/v1/constancias/impresiones", ids, headers=headers)
        assert refused.status_code == 422, key
    assert desk.get("/v1/constancias").json()["items"][1]["printed"] == 2


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_could_not_be_signed_is_no_copy(central: Central, tmp_path: Path) -> None:
    desk, settings = _desk(central), central.deps.settings
    row = _issued(desk)
    wrong = {"documents_certificate": tmp_path / "no.pem"}
    object.__setattr__(central.deps, "settings", settings.model_copy(update=wrong))
    refused = _print(desk, {"ids": [row["id"]]})
    assert (refused.status_code, refused.json()["code"]) == (503, "llave_de_documentos")
    object.__setattr__(central.deps, "settings", settings)
    (first,) = _printed(desk, row["id"])
    assert "REIMPRESIÓN" not in first


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_several_are_one_document_a_page_each(central: Central) -> None:
    desk = _desk(central)
    rows = [_issued(desk, f"CI-{number:03}/26") for number in (1, 2, 3)]
    pages = _printed(desk, *(each["id"] for each in rows))
    assert len(pages) == 3
    for number, page in enumerate(pages, 1):
        assert f"CI-{number:03}/26" in page
        assert "Hoja 1" in page
    for refused in (
        _print(desk, {"ids": []}),
        desk.post("/v1/constancias/consulta", {"ids": []}),
    ):
        assert refused.json()["code"] == "nada_que_imprimir"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_several_may_be_seen_before_one_of_them_counts(central: Central) -> None:
    desk = _desk(central)
    ids = [_issued(desk, f"CI-{number:03}/26")["id"] for number in (1, 2)]
    pages = texts(desk.post("/v1/constancias/consulta", {"ids": ids}).content)
    assert len(pages) == 2
    assert all("COPIA DE CONSULTA" in page for page in pages)
    assert {each["printed"] for each in desk.get("/v1/constancias").json()["items"]} == {0}


def test_a_reprint_is_drawn_by_what_was_in_force_at_the_issue(central: Central) -> None:
    desk = _desk(central)
    row = _issued(desk)
    central.clock.forward(timedelta(minutes=1))
    supervisor = central.someone(Role.SUPERVISOR)
    membrete = {"office": "Presidencia", "signatory": "Otra Persona Ficticia", "post": "Titular"}
    changed = registro.proceso(instituto="Otro Instituto", membrete=membrete)
    assert supervisor.put("/v1/proceso", changed).status_code == 200
    (page,) = _printed(desk, row["id"])
    assert "Otro Instituto" not in page
    (later,) = _printed(desk, _issued(desk, "CI-002/26")["id"])
    for said in ("Otro Instituto", "Presidencia", "Otra Persona Ficticia", "Titular"):
        assert said in later


def test_the_code_leads_to_the_page_that_says_it_is_in_force_or_voided(central: Central) -> None:
    desk = _desk(central)
    row = _issued(desk)
    made = _print(desk, {"ids": [row["id"]]}).content
    status, said = _page(central, made)
    assert status == 200
    for each in ("CI-001/26", "Ana", "está vigente"):
        assert each in said, said
    path = f"/v1/constancias/{row['id']}/anulacion"
    nameless = desk.post(path, {"reason": " "}, headers={"If-Match": '"0"'})
    assert nameless.json()["errors"] == [{"field": "reason", "code": "falta_dato"}]
    new = {"reason": "Error en el nombre", "instead": registro.constancia("CI-009/26")}
    row9 = desk.post(path, new, headers={"If-Match": '"0"'})
    assert row9.status_code == 200, row9.text
    assert row9.json()["constancia"]["number"] == "CI-009/26"
    _, said = _page(central, made)
    assert "ya no está vigente" in said
    assert "CI-009/26" in said
    (read,) = texts(desk.get(f"/v1/constancias/{row['id']}/pdf").content)
    assert "ANULADA" in read
    assert "Error en el nombre" in read
    refused = _print(desk, {"ids": [row["id"]]})
    assert (refused.status_code, refused.json()["code"]) == (409, "constancia_anulada")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_an_address_that_nobody_issued_says_so(central: Central) -> None:
    _desk(central)
    for wrong in ("constancia/1/AAAAAAAAAAAAAAAA", "acta/x/A", "otra/1/A"):
        answered = central.stranger().get(f"/documento/{wrong}")
        assert answered.status_code == 404
        assert "no expidió ningún documento" in answered.text


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_numbers_go_on_in_the_series_of_the_proceso(central: Central) -> None:
    desk = _desk(central)
    assert desk.get("/v1/constancias/siguiente").json() == {"number": ""}
    supervisor = central.someone(Role.SUPERVISOR)
    assert supervisor.put("/v1/proceso", registro.proceso(membrete={"series": "CI-###/26"}))
    assert desk.get("/v1/constancias/siguiente").json() == {"number": "CI-001/26"}
    _issued(desk, "CI-001/26")
    assert desk.get("/v1/constancias/siguiente").json() == {"number": "CI-002/26"}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_settings_are_seen_on_paper_before_they_are_published(central: Central) -> None:
    _desk(central)
    supervisor = central.someone(Role.SUPERVISOR)
    emblem = base64.b64encode(a_png()).decode()
    asked = registro.proceso(membrete={"signatory": "Persona Ficticia", "emblem": emblem})
    made = supervisor.post("/v1/proceso/muestra", asked)
    assert made.status_code == 200, made.text
    (page,) = texts(made.content)
    assert "Persona Ficticia" in page
    assert "MUESTRA" in page
    drawn = pypdfium2.PdfDocument(made.content)[0].render(scale=1).to_numpy()
    assert (abs(drawn[80:110, 72:110].astype(int) - [128, 128, 0]).sum(axis=2) < 12).any()
    wrong = registro.proceso(membrete={"emblem": "AAAA"})
    refused = supervisor.post("/v1/proceso/muestra", wrong)
    assert refused.json()["errors"] == [{"field": "membrete.emblem", "code": "emblema_forma"}]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_nothing_leaves_with_a_signature_that_nobody_could_verify(
    central: Central, tmp_path: Path
) -> None:
    _desk(central)
    pytest.importorskip("pyhanko", reason="requirements.lock has it; make setup brings it")
    by, other = a_signatory()[0], a_signatory()[0]
    chain, key = tmp_path / "chain.pem", tmp_path / "key.pem"
    chain.write_bytes(by.chain)
    said = {"documents_certificate": chain, "documents_key": key}
    settings = central.deps.settings.model_copy(update=said)
    for hour, pem, wrong in (
        (AT, other.key, DocumentKeyWrong),
        (AT, b"none", DocumentKeyWrong),
        (AT - timedelta(days=9), by.key, DocumentCertificateOutOfDate),
    ):
        key.write_bytes(pem)
        deps = replace(central.deps, settings=settings, clock=_Fixed(hour))
        with pytest.raises(wrong) as refused:
            sign_pdf(deps, b"%PDF", "Constancia")
        assert explain(refused.value).owner == "servidor"
