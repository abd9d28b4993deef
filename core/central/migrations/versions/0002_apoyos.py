"""Auxiliares, tablets, envíos, received records and acuses."""

import sqlalchemy as sa
from alembic import op

from core.central.database import Instant

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, those that others point at first."""
    _auxiliar()
    _vinculo()
    _codigo_activacion()
    _dispositivo()
    _tableta_nonce()
    _tableta_sesion()
    _envio()
    _anunciado()
    _apoyo()
    _acuse()


def _auxiliar() -> None:
    op.create_table(
        "auxiliar",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("correo", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("correo"),
    )


def _vinculo() -> None:
    op.create_table(
        "vinculo",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("auxiliar", sa.String(), nullable=False),
        sa.Column("aspirante", sa.String(), nullable=False),
        sa.Column("idempotency_key", sa.String(), nullable=False),
        sa.Column("started_at", Instant(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("end_reason", sa.String(), nullable=False),
        sa.Column("nombre", sa.String(), nullable=False),
        sa.Column("apellido_paterno", sa.String(), nullable=False),
        sa.Column("apellido_materno", sa.String(), nullable=False),
        sa.Column("sin_segundo_apellido", sa.Boolean(), nullable=False),
        sa.Column("fecha_nacimiento", sa.Date(), nullable=False),
        sa.Column("telefono", sa.String(), nullable=False),
        sa.Column("correo", sa.String(), nullable=False),
        sa.Column("cuenta", sa.String(), nullable=False),
        sa.Column("proveedor", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["aspirante"],
            ["aspirante.id_solicitante"],
        ),
        sa.ForeignKeyConstraint(
            ["auxiliar"],
            ["auxiliar.number"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("aspirante", "idempotency_key"),
    )
    op.create_index(op.f("ix_vinculo_aspirante"), "vinculo", ["aspirante"], unique=False)
    op.create_index(op.f("ix_vinculo_auxiliar"), "vinculo", ["auxiliar"], unique=False)


def _codigo_activacion() -> None:
    op.create_table(
        "codigo_activacion",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("auxiliar", sa.String(), nullable=False),
        sa.Column("issued_at", Instant(), nullable=False),
        sa.Column("used_at", Instant(), nullable=True),
        sa.Column("voided_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["auxiliar"],
            ["auxiliar.number"],
        ),
        sa.PrimaryKeyConstraint("sha256"),
    )
    op.create_index(
        op.f("ix_codigo_activacion_auxiliar"), "codigo_activacion", ["auxiliar"], unique=False
    )


def _dispositivo() -> None:
    op.create_table(
        "dispositivo",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("auxiliar", sa.String(), nullable=False),
        sa.Column("public_key", sa.String(), nullable=False),
        sa.Column("app_hash", sa.String(), nullable=False),
        sa.Column("frames", sa.String(), nullable=False),
        sa.Column("upload_token", sa.String(), nullable=False),
        sa.Column("activated_at", Instant(), nullable=False),
        sa.Column("voided_at", Instant(), nullable=True),
        sa.Column("void_reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["auxiliar"],
            ["auxiliar.number"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("upload_token"),
    )
    op.create_index(op.f("ix_dispositivo_auxiliar"), "dispositivo", ["auxiliar"], unique=False)


def _tableta_nonce() -> None:
    op.create_table(
        "tableta_nonce",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
    )
    op.create_index(op.f("ix_tableta_nonce_device"), "tableta_nonce", ["device"], unique=False)


def _tableta_sesion() -> None:
    op.create_table(
        "tableta_sesion",
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["device"],
            ["dispositivo.id"],
        ),
        sa.PrimaryKeyConstraint("token"),
    )
    op.create_index(op.f("ix_tableta_sesion_device"), "tableta_sesion", ["device"], unique=False)


def _envio() -> None:
    op.create_table(
        "envio",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("aspirante", sa.String(), nullable=False),
        sa.Column("auxiliar", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("announced", sa.Integer(), nullable=False),
        sa.Column("said_at", Instant(), nullable=False),
        sa.Column("opened_at", Instant(), nullable=False),
        sa.Column("progressed_at", Instant(), nullable=False),
        sa.Column("closed_at", Instant(), nullable=True),
        sa.Column("close_reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["aspirante"],
            ["aspirante.id_solicitante"],
        ),
        sa.ForeignKeyConstraint(
            ["auxiliar"],
            ["auxiliar.number"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("aspirante", "auxiliar", "number"),
    )
    op.create_index(op.f("ix_envio_aspirante"), "envio", ["aspirante"], unique=False)
    op.create_index(op.f("ix_envio_auxiliar"), "envio", ["auxiliar"], unique=False)
    op.create_index(op.f("ix_envio_closed_at"), "envio", ["closed_at"], unique=False)


def _anunciado() -> None:
    op.create_table(
        "anunciado",
        sa.Column("envio", sa.String(), nullable=False),
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("counter", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("announced_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["envio"],
            ["envio.id"],
        ),
        sa.PrimaryKeyConstraint("envio", "record_id"),
    )
    op.create_index(op.f("ix_anunciado_record_id"), "anunciado", ["record_id"], unique=False)


def _apoyo() -> None:
    op.create_table(
        "apoyo",
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("folio", sa.String(), nullable=False),
        sa.Column("aspirante", sa.String(), nullable=False),
        sa.Column("auxiliar", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("device_counter", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("envio", sa.String(), nullable=False),
        sa.Column("started_at", Instant(), nullable=False),
        sa.Column("saved_at", Instant(), nullable=False),
        sa.Column("received_at", Instant(), nullable=False),
        sa.Column("frames", sa.String(), nullable=False),
        sa.Column("clock", sa.String(), nullable=False),
        sa.Column("key_id", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("receipt", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["aspirante"],
            ["aspirante.id_solicitante"],
        ),
        sa.ForeignKeyConstraint(
            ["auxiliar"],
            ["auxiliar.number"],
        ),
        sa.ForeignKeyConstraint(
            ["device"],
            ["dispositivo.id"],
        ),
        sa.ForeignKeyConstraint(
            ["envio"],
            ["envio.id"],
        ),
        sa.PrimaryKeyConstraint("record_id"),
        sa.UniqueConstraint("aspirante", "sequence"),
        sa.UniqueConstraint("folio"),
        sa.UniqueConstraint("position"),
    )
    op.create_index(op.f("ix_apoyo_envio"), "apoyo", ["envio"], unique=False)


def _acuse() -> None:
    op.create_table(
        "acuse",
        sa.Column("aspirante", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("auxiliar", sa.String(), nullable=False),
        sa.Column("envio_id", sa.String(), nullable=False),
        sa.Column("envio", sa.Integer(), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("pending", sa.Integer(), nullable=False),
        sa.Column("pending_as_of", Instant(), nullable=False),
        sa.Column("folios", sa.Integer(), nullable=False),
        sa.Column("issued_at", Instant(), nullable=False),
        sa.Column("mailed_at", Instant(), nullable=True),
        sa.Column("signed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["aspirante"],
            ["aspirante.id_solicitante"],
        ),
        sa.ForeignKeyConstraint(
            ["auxiliar"],
            ["auxiliar.number"],
        ),
        sa.ForeignKeyConstraint(
            ["envio_id"],
            ["envio.id"],
        ),
        sa.PrimaryKeyConstraint("aspirante", "number"),
        sa.UniqueConstraint("envio_id"),
    )
    op.create_index(op.f("ix_acuse_auxiliar"), "acuse", ["auxiliar"], unique=False)
