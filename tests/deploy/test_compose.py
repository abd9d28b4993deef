"""The compose file, as processes: replicas and workers die under load, nothing is lost or doubled.

The short form starts two replicas and one worker; `make soak` all of the file, after its own init.
"""

import json
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from core.server.host.keys import WEB, WORKER
from core.server.host.stores import KEY_FILE
from core.server.web import compose
from core.settings.server import ServerSettings
from tests import s3
from tests.apoyo_world import World
from tests.central_server import ADMIN, ADMIN_PASSWORD, PASSPHRASE, Central, MovableClock
from tests.deploy.composed import DEPLOY, ROOT, WEBS, WORKERS, Composition, composed
from tests.deploy.site import PATIENCE_SECONDS, Site, inbox

LOGIN = {"user": ADMIN, "password": ADMIN_PASSWORD}
_TABLETS, _RECORDS = 6, 60
_KILLS = 12
_REST_SECONDS = 3.0


@contextmanager
def site(url: str, store: s3.Store, folder: Path, keys: Path | None) -> Iterator[Site]:
    """Give the composition on this database and a fresh place of the store; nothing is started.

    Without `keys` its own init has to make them.
    """
    place = store.bucket()
    given = {
        "postgresql+psycopg://apoyo@db/apoyo": url,
        "s3://apoyo/central": place,
        "http://s3:8333": store.endpoint,
    }
    with inbox() as (received, smtp):
        made = Composition(folder, given, {"APOYO_SMTP_URL": smtp})
        s3.write_keys(folder / "secretos")
        (folder / "secretos" / "pgpass").touch(0o600)
        (folder / "secretos" / "apoyo-key-passphrase").write_text(PASSPHRASE, "utf-8")
        try:
            if keys is not None:
                shutil.copytree(keys, folder / "central" / "keys")
            else:
                _init(made)
            each = Site(made, _central(made, url, store, place), store, place, received)
            yield each
            each.central.deps.units.engine.dispose()
        finally:
            made.down()


def _init(made: Composition) -> None:
    password = made.folder / "contrasena"
    password.write_text(ADMIN_PASSWORD, "utf-8")
    words = ("--admin-user", ADMIN, "--admin-password-file", str(password))
    said = made.run("init", *words, APOYO_KEY_PASSPHRASE=PASSPHRASE)
    assert "Servidor preparado" in said
    assert list((made.folder / "copia").iterdir())


def _central(made: Composition, url: str, store: s3.Store, place: str) -> Central:
    """Return the database as a test sees it, and the proxy as its people call it."""
    data = made.folder / "central"
    s3.write_keys(data / "keys")
    settings = ServerSettings(
        data=data,
        database_url=url,
        blob_url=place,
        blob_endpoint=store.endpoint,
        public_url=made.url,
    )
    clock = MovableClock()
    return Central(made.url, compose(settings, clock), clock)


def verified(each: Site) -> str:
    """Return what `apoyo central verify` says, in a process of its own, every envelope read."""
    settings = each.central.deps.settings
    environment = each.composition.environment("web1") | {
        "APOYO_DATA": str(settings.data),
        "APOYO_KEYS_FOLDER": str(settings.keys),
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "core.server", "central", "verify", "--read", "1000"]
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, timeout=600
    )
    return done.stdout + done.stderr


@pytest.mark.postgres
@pytest.mark.s3
def test_a_replica_that_dies_under_load_loses_and_doubles_nothing(
    fresh_postgres: str, s3_store: s3.Store, prepared_keys: Path, tmp_path: Path
) -> None:
    with site(fresh_postgres, s3_store, tmp_path / "sitio", prepared_keys) as each:
        made = each.composition
        made.up("web1", "web2", "worker1")
        made.proxy()
        world = World.made(each.central)
        tablets = [world.tablet() for _ in range(2)]
        with ThreadPoolExecutor(3) as pool:
            sending = [pool.submit(each.send, tablet, 8) for tablet in tablets]
            signing = pool.submit(each.sign_in, LOGIN)
            each.until(lambda: len(each.given) > 2, "receipts")
            made.kill("web1")
            for done in (*sending, signing):
                done.result()
        each.settle()
        each.check()
        assert set(each.inbox.came.values()) == {1}
        assert verified(each).strip() == "Todo cuadra"
        assert not list((made.folder / "web2.data").rglob("*"))


@pytest.mark.postgres
@pytest.mark.s3
def test_all_of_it_goes_on_while_any_of_it_is_killed(
    empty_postgres: str,
    s3_store: s3.Store,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> None:
    if not request.config.getoption("--soak"):
        pytest.skip("three replicas and two workers, killed for minutes: make soak")
    with site(empty_postgres, s3_store, tmp_path / "sitio", None) as each:
        made = each.composition
        made.run("migrate")
        made.up(*WEBS, *WORKERS)
        made.proxy()
        each.sign_in(LOGIN)
        world = World.made(each.central)
        tablets = [world.tablet() for _ in range(_TABLETS)]
        with ThreadPoolExecutor(_TABLETS + 2) as pool:
            sending = [pool.submit(each.send, tablet, _RECORDS) for tablet in tablets]
            signing = [pool.submit(each.sign_in, LOGIN) for _ in range(4)]
            for _ in range(_KILLS):
                name = random.choice((*WEBS, *WORKERS))
                made.kill(name)
                time.sleep(_REST_SECONDS)  # noqa: TID251  so long nobody starts it anew
                made.up(name)
            for done in (*sending, *signing):
                done.result(PATIENCE_SECONDS)
        each.settle()
        each.check()
        assert verified(each).strip() == "Todo cuadra"


def test_each_process_is_given_its_own_secrets_and_no_other() -> None:
    said = composed()
    for name, own in (*((each, WEB) for each in WEBS), *((each, WORKER) for each in WORKERS)):
        given = set(said["services"][name]["secrets"])
        more = {"pgpass", KEY_FILE} | ({"apoyo-key-passphrase"} if own is WORKER else set())
        assert given == {*own, *more}
        assert given <= set(said["secrets"])


def test_the_file_and_what_it_mounts_agree() -> None:
    said: dict[str, Any] = composed()
    for service in said["services"].values():
        for mount in service.get("volumes", ()):
            source = mount.partition(":")[0]
            if source.startswith("./haproxy"):
                assert (DEPLOY / source).is_file()
    proxied = (DEPLOY / "haproxy.cfg").read_text("utf-8")
    for web in WEBS:
        assert f"server {web} {web}:8443" in proxied
        assert said["services"][web]["environment"]["APOYO_LISTEN"].endswith(":8443")
    address = said["services"]["proxy"]["networks"]["inside"]["ipv4_address"]
    assert said["services"]["web1"]["environment"]["APOYO_TRUSTED_PROXIES"] == address
    assert json.dumps(said["services"]["web1"]) == json.dumps(said["services"]["web3"])
