"""The independent verifier says yes to what the server signs, and no to the rest."""

import base64
import hashlib
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from core.domain.apoyos.acuse import Acuse
from core.domain.apoyos.apoyo import RecordId
from core.domain.apoyos.envio import Receipt, folio
from core.domain.values.signed import Signed
from core.sealing.signed import sign, to_text
from core.verify import (
    NotVerified,
    check_acuse_qr,
    check_receipt_of,
    check_statement,
    verify_signed,
)
from core.verify.__main__ import main
from core.wire import to_json
from tests.fakes.apoyos import SAVED_AT
from tests.fakes.receipts import make_receipt

SERVER = Ed25519PrivateKey.from_private_bytes(bytes([41]) * 32)  # its text begins with a hyphen
KEY = SERVER.public_key().public_bytes_raw()
KEY_TEXT = base64.urlsafe_b64encode(KEY).rstrip(b"=").decode()
ACUSE = Acuse(
    proceso="practica-2027",
    mode="practica",
    number=3,
    id_solicitante="000123",
    auxiliar="000045",
    envio=2,
    envios=2,
    received=5,
    pending=1,
    pending_as_of=SAVED_AT,
    folios=(folio("000123", 4), folio("000123", 5)),
    issued_at=SAVED_AT,
)


def json_of(signed: Signed) -> str:
    return to_json(signed).decode()


def test_a_body_comes_out_of_json_of_a_mapping_and_of_a_line() -> None:
    signed = sign("acuse", to_json(ACUSE), by=SERVER)
    for said in (json_of(signed), json.loads(json_of(signed)), to_text(signed)):
        assert verify_signed(said, KEY) == to_json(ACUSE)


@pytest.mark.parametrize("part", ["body", "key", "signature", "kind"])
def test_one_changed_character_is_refused(part: str) -> None:
    signed = sign("acuse", to_json(ACUSE), by=SERVER)
    text: str = getattr(signed, part)
    doctored = replace(signed, **{part: text[:-1] + ("A" if text[-1] != "A" else "E")})
    with pytest.raises(NotVerified):
        verify_signed(json_of(doctored), KEY)


@pytest.mark.parametrize("text", ["", "hola", "[]", "{}", "apoyo-firmado:1?t=acuse", '"x"'])
def test_what_is_no_statement_is_refused(text: str) -> None:
    with pytest.raises(NotVerified):
        verify_signed(text, KEY)


def test_a_statement_of_another_key_is_refused() -> None:
    signed = sign("acuse", to_json(ACUSE), by=Ed25519PrivateKey.generate())
    with pytest.raises(NotVerified, match="otra llave"):
        verify_signed(json_of(signed), KEY)


def test_a_whole_acuse_is_taken() -> None:
    assert check_statement("acuse", to_json(ACUSE))["folios"] == list(ACUSE.folios)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"folios": [folio("000123", 4)] * 2}, "dos veces"),
        ({"folios": ["000123-00004-X"]}, "mal formado"),
        ({"folios": [folio("000123", 4)[:-1] + "x"]}, "mal formado"),
        ({"folios": [folio("000999", 4)]}, "otro aspirante"),
        ({"received": 1}, "más folios"),
        ({"pending": -1}, "negativos"),
        ({"envio": 3}, "envío"),
        ({"nombre": "FICTICIA MUESTRA"}, "exactamente"),
    ],
)
def test_an_acuse_with_anything_else_is_refused(change: dict[str, object], reason: str) -> None:
    body = json.dumps({**json.loads(to_json(ACUSE)), **change}).encode()
    with pytest.raises(NotVerified, match=reason):
        check_statement("acuse", body)


def test_a_folio_with_another_digit_is_refused() -> None:
    whole = folio("000123", 4)
    for digit in set("0123456789") - {whole[-1]}:
        body = json.dumps({**json.loads(to_json(ACUSE)), "folios": [whole[:-1] + digit]}).encode()
        with pytest.raises(NotVerified, match="dígito"):
            check_statement("acuse", body)


def test_the_qr_on_the_paper_belongs_to_its_acuse() -> None:
    body = to_json(ACUSE)
    digest = hashlib.sha256(body).hexdigest()
    check_acuse_qr(f"apoyo-acuse:1?p=practica-2027&i=000123&n=3&h={digest}", body)
    for wrong in (
        f"apoyo-acuse:1?p=practica-2027&i=000123&n=4&h={digest}",
        f"apoyo-acuse:1?p=practica-2027&i=000123&n=3&h={'0' * 64}",
        "apoyo-acuse:1",
    ):
        with pytest.raises(NotVerified):
            check_acuse_qr(wrong, body)


def test_a_receipt_is_that_of_its_record_alone() -> None:
    sha256 = hashlib.sha256(b"sobre").hexdigest()
    receipt = Receipt(RecordId("a1" * 16), sha256, folio("000123", 7), SAVED_AT, 41)
    body = verify_signed(json_of(make_receipt(receipt, by=SERVER)), KEY)
    assert check_statement("recibo", body)["folio"] == receipt.folio
    check_receipt_of(b"sobre", body)
    with pytest.raises(NotVerified):
        check_receipt_of(b"otro sobre", body)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"record_id": "A1" * 16}, "no tiene nombre"),
        ({"sha256": "0" * 63}, "no es SHA-256"),
        ({"folio": "000123-00007-X"}, "mal formado"),
        ({"folio": folio("000123", 7)[:-1] + folio("000123", 8)[-1]}, "dígito"),
        ({"nombre": "FICTICIA MUESTRA"}, "exactamente"),
    ],
)
def test_a_receipt_with_anything_else_is_refused(change: dict[str, object], reason: str) -> None:
    receipt = Receipt(RecordId("a1" * 16), "0" * 64, folio("000123", 7), SAVED_AT, 41)
    body = {**json.loads(to_json(receipt)), **change}
    with pytest.raises(NotVerified, match=reason):
        check_statement("recibo", json.dumps(body).encode())


def test_a_packet_names_its_own_election_key() -> None:
    key = base64.urlsafe_b64encode(bytes(32)).rstrip(b"=").decode()
    other = hashlib.sha256(b"otra").hexdigest()[:16]
    with pytest.raises(NotVerified, match="la que se nombra"):
        check_statement(
            "paquete", json.dumps({"election_key": key, "election_key_id": other}).encode()
        )


_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


@pytest.mark.parametrize("part", ["key", "signature"])
def test_bytes_are_spelled_in_one_way(part: str) -> None:
    signed = sign("acuse", to_json(ACUSE), by=SERVER)
    text: str = getattr(signed, part)
    whole = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    alike = [
        text[:-1] + letter
        for letter in set(_LETTERS) - {text[-1]}
        if base64.urlsafe_b64decode(text[:-1] + letter + "=" * (-len(text) % 4)) == whole
    ]
    assert alike
    for other in alike:
        with pytest.raises(NotVerified):
            verify_signed(json_of(replace(signed, **{part: other})), KEY)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("recibo", b"{}"),
        ("proceso", b"{}"),
        ("paquete", b'{"election_key": "AAAA", "election_key_id": "00"}'),
        ("constancia", b'{"numero": "1"}'),
        ("otra", b"{}"),
        ("acuse", b"[]"),
        ("acuse", b"\xff"),
    ],
)
def test_a_body_that_is_not_whole_is_refused(kind: str, body: bytes) -> None:
    with pytest.raises(NotVerified):
        check_statement(kind, body)


def test_whole_statements_of_the_other_kinds_are_taken() -> None:
    raw = bytes(32)
    named = hashlib.sha256(raw).hexdigest()[:16]
    key = base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
    check_statement("paquete", json.dumps({"election_key": key, "election_key_id": named}).encode())
    proceso = {"proceso": {"agreement": "INE/CG1/2026"}, "periodos": []}
    check_statement("proceso", json.dumps(proceso).encode())
    facts = dict.fromkeys(("proceso", "numero", "fecha", "nombre", "cargo"), "x")
    check_statement("constancia", json.dumps(facts).encode())


def test_the_command_says_yes_no_or_unreadable(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "acuse.json"
    file.write_text(json_of(sign("acuse", to_json(ACUSE), by=SERVER)), "utf-8")
    assert main([str(file), "--key", KEY_TEXT]) == 0
    assert "✔ acuse" in capsys.readouterr().out
    assert main([str(file), "--key", KEY_TEXT, "--qr", "apoyo-acuse:1"]) == 1
    assert "✘ no es el QR" in capsys.readouterr().out
    assert main([str(tmp_path / "nada"), "--key", KEY_TEXT]) == 2


def test_it_runs_alone_and_imports_nothing_else_of_ours() -> None:
    line = to_text(sign("acuse", to_json(ACUSE), by=SERVER))
    code = (
        "import sys; from core.verify.__main__ import main; "
        f"code = main(['-', '--key', '{KEY_TEXT}']); "
        "ours = {n for n in sys.modules if n.split('.')[0] in "
        "('core', 'admin_desktop', 'capture_kiosk')}; "
        "alien = {n for n in ours if n != 'core' and not n.startswith('core.verify')}; "
        "sys.exit(code or len(alien))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=line, text=True, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "✔" in done.stdout


@pytest.mark.parametrize(
    "change",
    [
        ('{"kind":', '{"kind":"otro","kind":'),
        ('"signature"', '"body":"AA","signature"'),
        ("}", ',"kind":"acuse"}'),
        ('"kind":"acuse"', '"kind":["acuse"]'),
        ("}", ',"otra":NaN}'),
        ("}", "} {}"),
    ],
)
def test_what_two_readers_read_in_two_ways_is_refused(change: tuple[str, str]) -> None:
    said = json_of(sign("acuse", to_json(ACUSE), by=SERVER))
    assert verify_signed(said, KEY)
    with pytest.raises(NotVerified):
        verify_signed(said.replace(*change, 1), KEY)


@pytest.mark.parametrize(
    "change",
    [
        ("t=acuse", "t=otro&t=acuse"),
        ("t=acuse", "kind=acuse"),
        ("t=acuse", "t=ac%75se"),
        ("&b=", "&b=AA&b="),
        ("&k=", "&x=1&k="),
        ("&f=", "&f=%41"),
        ("&b=", "+&b="),
    ],
)
def test_a_line_of_a_qr_is_spelled_in_one_way(change: tuple[str, str]) -> None:
    line = to_text(sign("acuse", to_json(ACUSE), by=SERVER))
    assert verify_signed(line, KEY)
    with pytest.raises(NotVerified):
        verify_signed(line.replace(*change, 1), KEY)


@pytest.mark.parametrize(
    "body",
    [
        to_json(ACUSE).replace(b'"received":5', b'"received":5,"received":9'),
        to_json(ACUSE).replace(b'"received":5', b'"received":NaN'),
        to_json(ACUSE).replace(b'"received":5', b'"received":Infinity'),
        to_json(ACUSE).replace(b"000123-", "٠٠٠١٢٣-".encode()),
        b"[" * 100_000,
    ],
)
def test_a_signed_body_is_read_in_one_way_or_not_at_all(body: bytes) -> None:
    verified = verify_signed(json_of(sign("acuse", body, by=SERVER)), KEY)
    with pytest.raises(NotVerified):
        check_statement("acuse", verified)
