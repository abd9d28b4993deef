"""A transport that renews its session: access tokens of 15 minutes, rotating refresh tokens."""

import platform
import threading
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from typing import ClassVar

from core.client.transport import Body, Transport
from core.domain.access.entrada import EntradaNumber
from core.domain.access.segundo_paso import SecondLogin
from core.domain.access.session import Login, Session
from core.errors import CentralRefused
from core.wire import adapter

EXPIRED = "sesion_vencida"


class RenewingTransport(Transport):
    """A Transport of one person.

    A refused token is renewed once and the call repeated; if the refresh token has expired too,
    CentralRefused `sesion_vencida` reaches the caller.
    """

    _not_renewed: ClassVar = frozenset(
        {
            "POST /v1/sesiones",
            "POST /v1/sesiones/segundo_paso",
            "POST /v1/entradas/sesion",
            "POST /v1/sesiones/renovar",
            "DELETE /v1/sesiones",
        }
    )
    _refresh: str = ""

    def __init__(self, url: str, authority: Path, token: str = "") -> None:
        super().__init__(url, authority, token)
        self._session.headers["User-Agent"] = _own_name()

    def sign_in(self, login: Login) -> Session:
        """Return the session of a person, and use it from now on."""
        self.token = ""
        return self._use(self.send("POST", "/v1/sesiones", login, Session))

    def sign_in_by_code(self, login: SecondLogin) -> Session:
        """Return the session of who proved the password before, and use it from now on."""
        self.token = ""
        return self._use(self.send("POST", "/v1/sesiones/segundo_paso", login, Session))

    def sign_in_by_number(self, typed: EntradaNumber) -> Session:
        """Return the session of whom a provider proved, and use it from now on."""
        self.token = ""
        return self._use(self.send("POST", "/v1/entradas/sesion", typed, Session))

    def sign_out(self) -> None:
        """End the session on the server and forget it here."""
        try:
            self.send("DELETE", "/v1/sesiones", None, type(None))
        finally:
            self.token = self._refresh = ""

    def _use(self, session: Session) -> Session:
        self.token, self._refresh = session.token, session.refresh
        return session

    def _call(
        self,
        method: str,
        path: str,
        *,
        data: Body = None,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, str] | None = None,
    ) -> bytes:
        used = self.token
        try:
            return super()._call(method, path, data=data, headers=headers, params=params)
        except CentralRefused as refused:
            if f"{method} {path}" in self._not_renewed or not self._renew(refused, used):
                raise
        if data is not None and not isinstance(data, bytes):
            data.seek(0)
        return super()._call(method, path, data=data, headers=headers, params=params)

    def _renew(self, refused: CentralRefused, used: str) -> bool:
        """Tell whether there is a new token. Of several calls refused at once, one renews."""
        if refused.status != HTTPStatus.UNAUTHORIZED or refused.code != EXPIRED:
            return False
        with _RENEWING:
            if self.token != used:
                return bool(self.token)
            if not self._refresh:
                return False
            body = adapter(dict[str, str]).dump_json({"refresh": self._refresh})
            headers = {"Content-Type": "application/json"}
            path = "/v1/sesiones/renovar"
            self.token = ""
            self._use(self.upload("POST", path, body, Session, headers))
            return True


def _own_name() -> str:
    """Return what people know this program and this machine by, in the list of their sessions."""
    node = "".join(sign for sign in platform.node() if sign.isascii() and sign.isprintable())
    return f"Escritorio en {node or 'un equipo sin nombre'} ({platform.system()})"


_RENEWING = threading.Lock()
