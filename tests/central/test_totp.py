"""Codes of time, against the values that RFC 6238 prints (appendix B, SHA-1, last six digits)."""

from datetime import UTC, datetime

import pytest

from core.central.access.totp import CryptographyTotp
from core.ports.second_step import Totp

SECRET = b"12345678901234567890"


@pytest.fixture
def totp() -> Totp:
    return CryptographyTotp()


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (1_111_111_109, "081804"),
        (1_111_111_111, "050471"),
        (1_234_567_890, "005924"),
        (2_000_000_000, "279037"),
        (20_000_000_000, "353130"),
    ],
)
def test_a_code_is_that_of_its_interval(totp: Totp, seconds: int, code: str) -> None:
    def step(later: int) -> int | None:
        return totp.step(SECRET, code, datetime.fromtimestamp(seconds + later, UTC))

    assert step(0) == step(30) == step(-30) == seconds // 30
    assert step(60) is step(-60) is None
    assert totp.step(SECRET, "", datetime.fromtimestamp(seconds, UTC)) is None


def test_a_secret_is_typed_or_read_from_a_uri(totp: Totp) -> None:
    typed = totp.base32(SECRET)
    assert typed == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    uri = totp.uri(SECRET, "ana ñandú")
    assert uri.startswith("otpauth://totp/Apoyo%20Ciudadano:ana%20%C3%B1and%C3%BA?")
    for part in (f"secret={typed}", "digits=6", "period=30", "algorithm=SHA1"):
        assert part in uri
