"""The systemd units give each process its own keys, and no other."""

import re
from pathlib import Path

import pytest

from core.server.host.keys import WEB, WORKER

TLS = {"server.pem", "server.key"}
"""No credentials: these are copies of the start, and the pair is changed while the web runs."""

DEPLOY = Path(__file__).resolve().parents[2] / "resources" / "deploy"


@pytest.mark.parametrize(
    ("unit", "own", "others"),
    [("web", WEB, {*WORKER} - {*WEB}), ("worker", WORKER, {*WEB} - {*WORKER})],
)
def test_a_unit_loads_what_its_process_reads_and_nothing_of_the_other(
    unit: str, own: tuple[str, ...], others: set[str]
) -> None:
    text = (DEPLOY / f"apoyo-{unit}.service").read_text("utf-8")
    given = set(re.findall(r"^LoadCredential=([a-z.]+):", text, re.MULTILINE))
    assert given == set(own) - TLS
    assert ("APOYO_TLS_FOLDER=/etc/apoyo/tls\n" in text) == (set(own) >= TLS)
    assert others
    assert not given & others
    assert f"User=apoyo-{unit}\n" in text
    assert ("apoyo-key-passphrase" in text) == (unit == "worker")
    assert "APOYO_KEYS_FOLDER=%d" in text
