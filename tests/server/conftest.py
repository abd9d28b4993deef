"""A world on a real server over TLS, on both databases."""

import pytest

from tests.apoyo_world import World
from tests.central_server import Central


@pytest.fixture
def world(central: Central) -> World:
    return World.made(central)


only_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
