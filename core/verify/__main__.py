"""`python -m core.verify FILE|- --key BASE64URL`: says ✔ and what it holds, or ✘ and why."""

import argparse
import base64
import hashlib
import io
import json
import sys
from pathlib import Path

from core.verify.signed import NotVerified, read_signed, verify_signed
from core.verify.statements import check_acuse_qr, check_receipt_of, check_statement


def main(argv: list[str]) -> int:
    """Verify the file or stdin that `argv` names and print ✔ or ✘ with the reason.

    Returns 0 if it verifies, 1 if it does not, 2 if it could not be read.
    """
    for stream in (sys.stdin, sys.stdout, sys.stderr):  # whatever the terminal calls itself
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    options = _parser().parse_args(_joined(argv))
    try:
        text = sys.stdin.read() if options.file == "-" else Path(options.file).read_text("utf-8")
        key = base64.urlsafe_b64decode(options.key + "=" * (-len(options.key) % 4))
        envelope = Path(options.record).read_bytes() if options.record else None
    except (OSError, ValueError) as error:
        return _say(f"✘ no se pudo leer: {error}", 2)
    try:
        return _say(_judged(text, key, options.qr, envelope), 0)
    except NotVerified as error:
        return _say(f"✘ {error}", 1)


def _judged(text: str, key: bytes, qr: str, envelope: bytes | None) -> str:
    """Return what is proved, in lines. Raises NotVerified."""
    body = verify_signed(text, key)
    kind = read_signed(text)["kind"]
    fields = check_statement(kind, body)
    if qr:
        check_acuse_qr(qr, body)
    if envelope is not None:
        check_receipt_of(envelope, body)
    digest = hashlib.sha256(body).hexdigest()
    shown = json.dumps(fields, ensure_ascii=False, indent=2)
    return f"✔ {kind}: la firma y el contenido son válidos\nSHA-256 {digest}\n{shown}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m core.verify", description="Comprueba un documento firmado del sistema."
    )
    parser.add_argument("file", help="archivo con el JSON o el texto del QR; - lee de la entrada")
    parser.add_argument("--key", required=True, help="llave de firma del servidor, base64url")
    parser.add_argument("--qr", default="", help="texto del QR impreso en el acuse, para cotejarlo")
    parser.add_argument("--record", default="", help="registro sellado, para cotejar su recibo")
    return parser


def _joined(argv: list[str]) -> list[str]:
    """Return `--key X` as `--key=X`: a key may begin with a hyphen."""
    joined: list[str] = []
    for word in argv:
        if joined and joined[-1] == "--key":
            joined[-1] += "=" + word
        else:
            joined.append(word)
    return joined


def _say(text: str, code: int) -> int:
    sys.stdout.write(text + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
