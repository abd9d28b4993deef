"""Activation codes and tablets in the database: of every secret, only its SHA-256."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, bindparam
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, delete, func, select
from sqlmodel.sql.expression import SelectOfScalar

from core.central.access.sessions import hashed
from core.central.database import row_of
from core.central.tables.apoyos import StoredApoyo, StoredEnvio
from core.central.tables.vinculos import StoredCode, StoredDevice
from core.domain.apoyos.apoyo_errors import CodeExpired, CodeUnknown
from core.domain.device.dispositivo import STOLEN, LateSending
from core.domain.device.paquete import Activation
from core.domain.registration.auxiliar import Vinculo
from core.ports.central_vinculos import CODE_LASTS, Admitted, Device, IssuedCode
from core.ports.shared import Clock

_REMEMBERED = timedelta(days=90)
_ID_BYTES = 8
_TOKEN_BYTES = 32
_DEVICE: tuple[Any, ...] = (
    col(StoredDevice.id),
    col(StoredDevice.auxiliar),
    col(StoredDevice.public_key),
    col(StoredDevice.frames),
    col(StoredDevice.activated_at),
    col(StoredDevice.voided_at),
    col(StoredDevice.void_reason),
    col(StoredDevice.suspended_at),
    col(StoredDevice.reopened_at),
)
"""In the order of Device's fields."""
_OF_TOKEN = select_columns(*_DEVICE).where(col(StoredDevice.upload_token) == bindparam("token"))


@dataclass(frozen=True, slots=True)
class StoredCodes:
    """Codes in the database. `make` returns a new random code."""

    session: Session
    clock: Clock
    make: Callable[[], str]

    def issue(self, vinculo: Vinculo, replaces: str = "") -> str:
        self.void(vinculo.id)
        code = self.make()
        row = StoredCode(
            sha256=hashed(code),
            auxiliar=vinculo.auxiliar,
            vinculo=vinculo.id,
            replaces=replaces,
            issued_at=self.clock.now(),
        )
        self.session.add(row)
        self.session.flush()
        return code

    def is_waiting(self, auxiliar: str) -> bool:
        good = col(StoredCode.issued_at) > self.clock.now() - CODE_LASTS
        waiting = _unused(StoredCode.auxiliar, auxiliar).where(good)
        return self.session.exec(waiting).first() is not None

    def read(self, code: str) -> IssuedCode:
        row = self._row(code)
        return IssuedCode(row.auxiliar, row.vinculo, row.used_at is not None, row.replaces)

    def spend(self, code: str) -> None:
        row = self._row(code)
        row.used_at = self.clock.now()
        self.session.add(row)
        self.session.flush()
        self._void(_unused(StoredCode.auxiliar, row.auxiliar))

    def void(self, vinculo_id: str) -> None:
        self._void(_unused(StoredCode.vinculo, vinculo_id))

    def forget_over(self) -> int:
        """Delete codes long past their expiry; return how many.

        An expired one is kept for a while, so that its auxiliar is told why it fails.
        """
        over = col(StoredCode.issued_at) <= self.clock.now() - _REMEMBERED
        return self.session.exec(delete(StoredCode).where(over)).rowcount

    def _void(self, codes: SelectOfScalar[StoredCode]) -> None:
        for row in self.session.exec(codes).all():
            row.voided_at = self.clock.now()
            self.session.add(row)
        self.session.flush()

    def _row(self, code: str) -> StoredCode:
        row = self.session.get(StoredCode, hashed(code))
        if row is None or row.voided_at is not None:
            raise CodeUnknown
        if self.clock.now() >= row.issued_at + CODE_LASTS:
            raise CodeExpired
        return row


@dataclass(frozen=True, slots=True)
class StoredDevices:
    """Devices in the database."""

    session: Session
    clock: Clock

    def active(self, auxiliar: str) -> Device | None:
        query = select(StoredDevice).where(
            StoredDevice.auxiliar == auxiliar, col(StoredDevice.voided_at).is_(None)
        )
        row = self.session.exec(query).first()
        return _device(row) if row else None

    def find(self, device_id: str) -> Device | None:
        row = self.session.get(StoredDevice, device_id)
        return _device(row) if row else None

    def with_upload_token(self, sha256: str) -> Device | None:
        """Return the tablet of an upload token, by its SHA-256 in hex: also a voided one."""
        return of_upload_token(self.session.connection(), sha256)

    def admit(self, auxiliar: str, activation: Activation) -> Admitted:
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        row = StoredDevice(
            id=secrets.token_hex(_ID_BYTES),
            auxiliar=auxiliar,
            public_key=activation.device_key,
            app_hash=activation.app_hash,
            frames=activation.frames,
            upload_token=hashed(token),
            activated_at=self.clock.now(),
        )
        self.session.add(row)
        self.session.flush()
        return Admitted(_device(row), token)

    def admit_again(self, device: Device) -> Admitted:
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        row = self._row(device.id)
        row.upload_token = hashed(token)
        self.session.add(row)
        self.session.flush()
        return Admitted(_device(row), token)

    def void(self, device_id: str, reason: str) -> None:
        row = self._row(device_id)
        row.voided_at, row.void_reason = self.clock.now(), reason
        self.session.add(row)
        self.session.flush()
        if reason == STOLEN:
            self.suspend(device_id)

    def suspend(self, device_id: str) -> None:
        row = self._row(device_id)
        row.suspended_at, row.reopened_at = row.suspended_at or self.clock.now(), None
        self.session.add(row)
        self.session.flush()

    def reopen(self, device_id: str) -> None:
        row = self._row(device_id)
        row.reopened_at = self.clock.now()
        self.session.add(row)
        self.session.flush()

    def late(self, device: Device) -> LateSending:
        since = device.late_since
        if since is None:
            return LateSending()
        opened = select(func.count()).where(
            StoredEnvio.device == device.id, col(StoredEnvio.opened_at) >= since
        )
        kept = select(func.count(), func.coalesce(func.sum(StoredApoyo.size), 0)).where(
            StoredApoyo.device == device.id, col(StoredApoyo.received_at) >= since
        )
        records, size = self.session.exec(kept).one()
        return LateSending(self.session.exec(opened).one(), records, int(size))

    def _row(self, device_id: str) -> StoredDevice:
        return row_of(self.session, StoredDevice, device_id)


def _unused(column: str, value: str) -> SelectOfScalar[StoredCode]:
    """Return the query of unused codes whose `column` (auxiliar or vínculo) is `value`."""
    return select(StoredCode).where(
        col(column) == value,
        col(StoredCode.used_at).is_(None),
        col(StoredCode.voided_at).is_(None),
    )


def of_upload_token(connection: Connection, sha256: str) -> Device | None:
    """Return the tablet of an upload token, by its SHA-256 in hex: also a voided one."""
    row = connection.execute(_OF_TOKEN, {"token": sha256}).first()
    return Device(*row) if row else None


def _device(row: StoredDevice) -> Device:
    return Device(
        id=row.id,
        auxiliar=row.auxiliar,
        key=row.public_key,
        frames=row.frames,
        activated_at=row.activated_at,
        voided_at=row.voided_at,
        void_reason=row.void_reason,
        suspended_at=row.suspended_at,
        reopened_at=row.reopened_at,
    )
