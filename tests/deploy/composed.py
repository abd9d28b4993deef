"""What the compose file says, carried out on this machine: its commands, settings and secrets.

A container has names, paths and secrets of its own; here each becomes a port, a folder and a folder
of links. Database and store are given: real ones, that the tests run anyway.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.deploy.sharer import Sharer

DEPLOY = Path(__file__).resolve().parents[2] / "resources" / "deploy"
ROOT = DEPLOY.parents[1]
WEBS, WORKERS = ("web1", "web2", "web3"), ("worker1", "worker2")
_PATIENCE_SECONDS = 240.0
_LOOK_SECONDS = 0.02
_VARIABLE = re.compile(r"\$\{(\w+):\?[^}]*\}")
_NO_MORE: Mapping[str, str] = {}
_PROGRAM = [sys.executable, "-m", "core.server"]


def composed() -> dict[str, Any]:
    """Return the file as it is read."""
    said: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
    return said


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as held:
        return int(held.getsockname()[1])


@dataclass
class Composition:
    """The services of the file, those of the program and the proxy as processes of this machine.

    `variables` are what the file asks of its reader, `given` what the names of the database and of
    the store stand for here. `beside` is added to the environment of every service of ours.
    """

    folder: Path
    given: Mapping[str, str]
    variables: dict[str, str] = field(default_factory=dict)
    said: dict[str, Any] = field(default_factory=composed)
    ports: dict[str, int] = field(default_factory=dict)
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    sharer: Sharer | None = None
    beside: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Give each web and the proxy a port, and every bind mount its folder."""
        self.ports = {name: free_port() for name in ("proxy", *WEBS)}
        self.variables |= {"APOYO_PUBLIC_URL": self.url, "APOYO_HOST": "localhost"}
        for each in ("central", "copia", "secretos"):
            (self.folder / each).mkdir(parents=True)

    @property
    def url(self) -> str:
        """Return the address of the proxy."""
        return f"https://127.0.0.1:{self.ports['proxy']}"

    def environment(self, name: str) -> dict[str, str]:
        """Return the settings of a service, its variables filled and its names as they are here."""
        said = self.said["services"][name].get("environment", {})
        filled = {each: _VARIABLE.sub(self._variable, str(text)) for each, text in said.items()}
        return {each: self._here(name, text) for each, text in filled.items()}

    def command(self, name: str) -> list[str]:
        """Return the words of a service's command."""
        words = [self._here(name, str(word)) for word in self.said["services"][name]["command"]]
        return [*_PROGRAM, *words[1:]] if words[0] == "apoyo" else words

    def start(self, name: str, environment: Mapping[str, str] = _NO_MORE) -> None:
        """Start a service with its settings and secrets alone; its log is its standard output.

        `environment` is added to its own.
        """
        self._lay_out(name)
        with self.log(name).open("ab") as out:
            self.running[name] = subprocess.Popen(
                self.command(name), env=self._environ(name) | {**self.beside, **environment},
                stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                start_new_session=True,
            )  # fmt: skip

    def run(self, name: str, *more: str, **variables: str) -> str:
        """Run a service that ends, with more words; return what it said."""
        self._lay_out(name)
        done = subprocess.run(
            [*self.command(name), *more],
            env=self._environ(name) | variables,
            capture_output=True,
            text=True,
            check=False,
            timeout=_PATIENCE_SECONDS,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def up(self, *names: str) -> None:
        """Start services of ours; return once each has said that it is ready."""
        for name in names:
            self.start(name)
        for name in names:
            self.wait(name)

    def wait(self, name: str) -> None:
        """Return once a service has said so since it was started."""
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while not self._is_ready(name):
            assert self.running[name].poll() is None, self.log(name).read_text("utf-8")
            assert time.monotonic() < deadline, self.log(name).read_text("utf-8")
            time.sleep(_LOOK_SECONDS)  # noqa: TID251  for another process

    def up_again(self, name: str, environment: Mapping[str, str] = _NO_MORE) -> None:
        """Start a service until it is ready; one that ends, as without its database, again."""
        deadline = time.monotonic() + _PATIENCE_SECONDS
        self.start(name, environment)
        while not self._is_ready(name):
            assert time.monotonic() < deadline, self.log(name).read_text("utf-8")
            if self.running[name].poll() is not None:
                self.kill(name)
                self.start(name, environment)
            time.sleep(_LOOK_SECONDS)  # noqa: TID251  for another process

    def proxy(self) -> None:
        """Start the proxy: the file's own where it is installed, else a sharer of connections."""
        if shutil.which(self.command("proxy")[0]):
            self.start("proxy")
            return
        self.sharer = Sharer(self.ports["proxy"], [self.ports[each] for each in WEBS])

    def kill(self, name: str) -> None:
        """End a service as a power cut does; what it said before is set apart."""
        self.running[name].kill()
        self.running.pop(name).wait()
        self.log(name).rename(self.log(f"{name}.{time.monotonic_ns()}"))

    def down(self) -> None:
        """End everything."""
        for each in self.running.values():
            each.kill()
            each.wait()
        if self.sharer:
            self.sharer.stop()

    def log(self, name: str) -> Path:
        return self.folder / f"{name}.log"

    def _is_ready(self, name: str) -> bool:
        said = self.log(name).read_text("utf-8")
        return re.search(r"Web lista|Trabajador listo", said) is not None

    def _variable(self, found: re.Match[str]) -> str:
        return self.variables[found[1]]

    def _environ(self, name: str) -> dict[str, str]:
        clean = {each: text for each, text in os.environ.items() if not each.startswith("APOYO_")}
        return clean | self.environment(name) | {"PYTHONPATH": str(ROOT)}

    def _here(self, name: str, text: str) -> str:
        """Return a text of the file with what its names, paths and ports are on this machine."""
        own = self.ports.get(name, 0)
        names = {
            "0.0.0.0:8443": f"127.0.0.1:{own}",
            "172.28.18.2": "127.0.0.1",
            "/etc/haproxy.cfg": str(self.folder / "haproxy.cfg"),
            "/run/secrets": str(self._secrets(name)),
            "/copia": str(self.folder / "copia"),
            "/var/lib/apoyo": str(self.folder / ("central" if name == "init" else f"{name}.data")),
            **{f" {each}:8443": f" 127.0.0.1:{self.ports[each]}" for each in WEBS},
            **self.given,
        }
        for each, place in names.items():
            text = text.replace(each, place)
        return text

    def _secrets(self, name: str) -> Path:
        return self.folder / f"{name}.secrets"

    def _lay_out(self, name: str) -> None:
        """Lay the secrets of a service into its folder, and what else is mounted."""
        folder = self._secrets(name)
        folder.mkdir(exist_ok=True)
        for each in self.said["services"][name].get("secrets", ()):
            source = each["source"] if isinstance(each, dict) else each
            target = Path(each["target"]).name if isinstance(each, dict) else each
            file = self.folder / self.said["secrets"][source]["file"]
            if not (folder / target).is_symlink():
                (folder / target).symlink_to(file)
        if name == "proxy":
            text = (DEPLOY / "haproxy.cfg").read_text("utf-8")
            (self.folder / "haproxy.cfg").write_text(self._here(name, text), "utf-8")
