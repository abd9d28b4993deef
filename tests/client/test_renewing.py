"""A person's session at the desk goes on over the life of its tokens, against the real server."""

from contextlib import closing
from datetime import timedelta

import pytest

from core.client.renewing import RenewingTransport
from core.client.segundo_paso import MiCuentaClient
from core.domain.access.session import Login
from core.errors import CentralRefused
from tests.central_server import ADMIN, ADMIN_PASSWORD, Central

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
TOKEN_IS_OVER = timedelta(minutes=16)


def test_whatever_is_asked_once_the_token_is_over_renews_it(central: Central) -> None:
    with closing(RenewingTransport(central.url, central.authority)) as transport:
        transport.sign_in(Login(ADMIN, ADMIN_PASSWORD))
        own = MiCuentaClient(transport)
        for ask in (own.sessions, own.second_step, own.end_others):
            central.clock.forward(TOKEN_IS_OVER)
            ask()
        assert [each.current for each in own.sessions()] == [True]


def test_a_wrong_password_renews_nothing(central: Central) -> None:
    with closing(RenewingTransport(central.url, central.authority)) as transport:
        transport.sign_in(Login(ADMIN, ADMIN_PASSWORD))
        with pytest.raises(CentralRefused) as refused:
            transport.sign_in(Login(ADMIN, "otra contraseña"))
        assert refused.value.code == "acceso_incorrecto"
        assert not transport.token
