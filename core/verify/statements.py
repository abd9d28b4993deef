"""Structure of each kind of statement, beyond its signature: exactly its fields."""

import hashlib
import re
from collections.abc import Callable, Mapping
from typing import Any

from core.verify.signed import NotVerified, bytes_of, read_object

Body = Mapping[str, Any]

_ACUSE_FIELDS = {"proceso", "mode", "number", "id_solicitante", "auxiliar", "envio", "envios"} | {
    "received",
    "pending",
    "pending_as_of",
    "folios",
    "issued_at",
}
_RECEIPT_FIELDS = {"record_id", "sha256", "folio", "received_at", "position"}
_ACUSE_QR = re.compile(
    r"(?:https://[^\s#]+#)?apoyo-acuse:1\?p=([^&]+)&i=([0-9]+)&n=([0-9]+)&h=([0-9a-f]{64})"
)
_FOLIO = re.compile(r"([0-9]{6}-[0-9]{5,})-([0-9])")


def check_statement(kind: str, body: bytes) -> Body:
    """Return the fields of a verified body of `kind`.

    Raises NotVerified for an unknown kind, and for missing, extra or malformed fields.
    """
    fields = read_object(body)
    check = _CHECKS.get(kind)
    if check is None:
        raise NotVerified(f"clase desconocida: {kind}")
    try:
        check(fields)
    except (TypeError, KeyError, AttributeError, ValueError) as cause:
        raise NotVerified("un dato firmado no tiene la forma del formato") from cause
    return fields


def check_acuse_qr(text: str, body: bytes) -> None:
    """Raise NotVerified unless the printed QR belongs to this verified acuse."""
    found = _ACUSE_QR.fullmatch(text.strip())
    _require(found, "no es el QR de un acuse")
    fields = read_object(body)
    digest = hashlib.sha256(body).hexdigest()
    said = (str(fields["proceso"]), str(fields["id_solicitante"]), str(fields["number"]), digest)
    _require(found and found.groups() == said, "el QR del papel no es el de este acuse")


def check_receipt_of(envelope: bytes, body: bytes) -> None:
    """Raise NotVerified unless this verified receipt is for exactly these envelope bytes."""
    digest = hashlib.sha256(envelope).hexdigest()
    _require(read_object(body).get("sha256") == digest, "el recibo no es de ese registro")


def _acuse(fields: Body) -> None:
    """Totals and folios: no name, no hour per folio, no record id (numeral 27)."""
    _exactly(fields, _ACUSE_FIELDS)
    folios = fields["folios"]
    for folio in folios:
        _folio(folio)
        _require(folio.startswith(fields["id_solicitante"] + "-"), "un folio es de otro aspirante")
    _require(len(set(folios)) == len(folios), "un folio está dos veces")
    _require(len(folios) <= fields["received"], "hay más folios que recibidos")
    _require(fields["pending"] >= 0, "los pendientes son negativos")
    _require(1 <= fields["envio"] <= fields["envios"], "el número de envío no cabe en el total")


def _receipt(fields: Body) -> None:
    _exactly(fields, _RECEIPT_FIELDS)
    _require(re.fullmatch(r"[0-9a-f]{32}", fields["record_id"]), "el registro no tiene nombre")
    _require(re.fullmatch(r"[0-9a-f]{64}", fields["sha256"]), "la huella no es SHA-256")
    _folio(fields["folio"])


def _packet(fields: Body) -> None:
    """Its election key is named by the first 16 hex digits of SHA-256 of it."""
    raw = bytes_of(fields.get("election_key", ""))
    named = hashlib.sha256(raw).hexdigest()[:16] == fields.get("election_key_id")
    _require(named and len(raw) == 32, "la llave de la elección no es la que se nombra")  # noqa: PLR2004  bytes of X25519


def _proceso(fields: Body) -> None:
    proceso = fields.get("proceso", {})
    _require(isinstance(proceso, dict) and proceso.get("agreement"), "falta el acuerdo")
    _require(isinstance(fields.get("periodos"), list), "faltan los periodos")


def _constancia(fields: Body) -> None:
    for name in ("proceso", "numero", "fecha", "nombre", "cargo"):
        _require(fields.get(name), f"falta {name}")


_CHECKS: dict[str, Callable[[Body], None]] = {
    "acuse": _acuse,
    "recibo": _receipt,
    "paquete": _packet,
    "proceso": _proceso,
    "constancia": _constancia,
}


def _exactly(fields: Body, names: set[str]) -> None:
    _require(set(fields) == names, "los datos no son exactamente los del formato")


def _folio(folio: str) -> None:
    """ID-NNNNN-C: the last digit is ISO 7064 MOD 11,10 over the digits before it."""
    found = _FOLIO.fullmatch(folio)
    _require(found, f"folio mal formado: {folio}")
    product = 10
    for digit in re.sub(r"\D", "", folio[:-1]):
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    _require(folio[-1] == str((11 - product) % 10), f"folio con dígito equivocado: {folio}")


def _require(holds: object, reason: str) -> None:
    if not holds:
        raise NotVerified(reason)
