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


# fmt: off
HARD = (
    "LimitCORE=0", "NoNewPrivileges=yes", "CapabilityBoundingSet=", "ProtectSystem=strict",
    "ProtectHome=yes", "PrivateTmp=yes", "PrivateDevices=yes", "ProtectKernelTunables=yes",
    "ProtectKernelModules=yes", "ProtectKernelLogs=yes", "ProtectControlGroups=yes",
    "ProtectClock=yes", "ProtectHostname=yes", "ProtectProc=invisible",
    "RestrictAddressFamilies=AF_INET_AF_INET6_AF_UNIX", "RestrictNamespaces=yes",
    "RestrictRealtime=yes", "RestrictSUIDSGID=yes", "LockPersonality=yes",
    "SystemCallArchitectures=native", "SystemCallFilter=@system-service", "UMask=0007",
    "ReadWritePaths=/var/lib/apoyo", "InaccessiblePaths=-/etc/apoyo/keys", "Restart=on-failure",
)
# fmt: on


@pytest.mark.parametrize("unit", ["web", "worker", "metrics"])
def test_a_unit_is_given_no_more_of_the_machine_than_it_needs(unit: str) -> None:
    text = (DEPLOY / f"apoyo-{unit}.service").read_text("utf-8")
    said = {line.replace(" ", "_") for line in text.splitlines()}
    assert set(HARD) <= said
    assert not [
        line for line in said if line.startswith(("Ambient", "User=root", "ExecStartPre=+"))
    ]
    [order] = [line for line in text.splitlines() if line.startswith("ExecStart=")]
    assert order.split()[1:] == ["central", unit]
