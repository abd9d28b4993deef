"""Accounts, proceso, registration, outbox and bitácora: the first tables."""

import sqlalchemy as sa
from alembic import op

from core.central.database import Instant

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, those that others point at first."""
    _bitacora()
    _capacitacion()
    _constancia()
    _correo()
    _cuenta()
    _intento()
    _municipio()
    _periodo()
    _proceso()
    _seccion()
    _asistente()
    _aspirante()
    _correo_adjunto()
    _sesion()


def _bitacora() -> None:
    op.create_table(
        "bitacora",
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("sequence"),
        sa.UniqueConstraint("hash"),
    )


def _capacitacion() -> None:
    op.create_table(
        "capacitacion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("held_at", Instant(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("instructor", sa.String(), nullable=False),
        sa.Column("topics", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )


def _constancia() -> None:
    op.create_table(
        "constancia",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("nombre", sa.String(), nullable=False),
        sa.Column("apellido_paterno", sa.String(), nullable=False),
        sa.Column("apellido_materno", sa.String(), nullable=False),
        sa.Column("sin_segundo_apellido", sa.Boolean(), nullable=False),
        sa.Column("sobrenombre", sa.String(), nullable=False),
        sa.Column("cargo", sa.String(), nullable=False),
        sa.Column("delivered_at", Instant(), nullable=True),
        sa.Column("delivered_to", sa.String(), nullable=False),
        sa.Column("issued_here", sa.Boolean(), nullable=False),
        sa.Column("issued_at", Instant(), nullable=False),
        sa.Column("bitacora_sequence", sa.Integer(), nullable=False),
        sa.Column("bitacora_hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )


def _correo() -> None:
    op.create_table(
        "correo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("to", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("secret", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("sent_at", Instant(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_try_at", Instant(), nullable=True),
        sa.Column("last_error", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_correo_about"), "correo", ["about"], unique=False)
    op.create_index(op.f("ix_correo_kind"), "correo", ["kind"], unique=False)
    op.create_index(op.f("ix_correo_state"), "correo", ["state"], unique=False)


def _cuenta() -> None:
    op.create_table(
        "cuenta",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("password", sa.String(), nullable=False),
        sa.Column("must_change", sa.Boolean(), nullable=False),
        sa.Column("one_use", sa.Boolean(), nullable=False),
        sa.Column("temporary_until", Instant(), nullable=True),
        sa.Column("used_at", Instant(), nullable=True),
        sa.Column("roles", sa.String(), nullable=False),
        sa.Column("id_solicitante", sa.String(), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("first_login_at", Instant(), nullable=True),
        sa.Column("last_login_at", Instant(), nullable=True),
        sa.Column("duty_version", sa.String(), nullable=False),
        sa.Column("duty_sha256", sa.String(), nullable=False),
        sa.Column("duty_accepted_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("id_solicitante"),
        sa.UniqueConstraint("user"),
    )


def _intento() -> None:
    op.create_table(
        "intento",
        sa.Column("user_sha256", sa.String(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("blocked_until", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("user_sha256"),
    )


def _municipio() -> None:
    op.create_table(
        "municipio",
        sa.Column("entidad", sa.String(), nullable=False),
        sa.Column("numero", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("entidad", "numero"),
    )


def _periodo() -> None:
    op.create_table(
        "periodo",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("cargo", sa.String(), nullable=False),
        sa.Column("aspirante", sa.String(), nullable=False),
        sa.Column("starts_at", Instant(), nullable=False),
        sa.Column("capture_ends_at", Instant(), nullable=False),
        sa.Column("sending_ends_at", Instant(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("agreement", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("version"),
    )


def _proceso() -> None:
    op.create_table(
        "proceso",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("proceso_id", sa.String(), nullable=False),
        sa.Column("published_at", Instant(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("signature", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("version"),
    )


def _seccion() -> None:
    op.create_table(
        "seccion",
        sa.Column("entidad", sa.String(), nullable=False),
        sa.Column("seccion", sa.String(), nullable=False),
        sa.Column("municipio", sa.String(), nullable=False),
        sa.Column("distrito", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("entidad", "seccion"),
    )


def _asistente() -> None:
    op.create_table(
        "asistente",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("capacitacion_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("constancia", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["capacitacion_id"],
            ["capacitacion.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_asistente_capacitacion_id"), "asistente", ["capacitacion_id"], unique=False
    )
    op.create_index(op.f("ix_asistente_constancia"), "asistente", ["constancia"], unique=False)


def _aspirante() -> None:
    op.create_table(
        "aspirante",
        sa.Column("id_solicitante", sa.String(), nullable=False),
        sa.Column("idempotency_key", sa.String(), nullable=False),
        sa.Column("registered_at", Instant(), nullable=False),
        sa.Column("same_day", sa.Boolean(), nullable=False),
        sa.Column("late_reason", sa.Text(), nullable=False),
        sa.Column("cargo", sa.String(), nullable=False),
        sa.Column("nombre", sa.String(), nullable=False),
        sa.Column("apellido_paterno", sa.String(), nullable=False),
        sa.Column("apellido_materno", sa.String(), nullable=False),
        sa.Column("sin_segundo_apellido", sa.Boolean(), nullable=False),
        sa.Column("sobrenombre", sa.String(), nullable=False),
        sa.Column("lugar_nacimiento", sa.String(), nullable=False),
        sa.Column("fecha_nacimiento", sa.Date(), nullable=False),
        sa.Column("genero", sa.String(), nullable=False),
        sa.Column("clave", sa.String(), nullable=False),
        sa.Column("ocr", sa.String(), nullable=False),
        sa.Column("cic", sa.String(), nullable=False),
        sa.Column("entidad", sa.String(), nullable=False),
        sa.Column("municipio", sa.String(), nullable=False),
        sa.Column("seccion", sa.String(), nullable=False),
        sa.Column("telefono_domicilio", sa.String(), nullable=False),
        sa.Column("telefono_oficina", sa.String(), nullable=False),
        sa.Column("telefono_movil", sa.String(), nullable=False),
        sa.Column("correo", sa.String(), nullable=False),
        sa.Column("cuenta", sa.String(), nullable=False),
        sa.Column("proveedor", sa.String(), nullable=False),
        sa.Column("recibido", sa.Date(), nullable=False),
        sa.Column("recibido_por", sa.String(), nullable=False),
        sa.Column("manifestacion", sa.Date(), nullable=False),
        sa.Column("constancia_id", sa.Integer(), nullable=False),
        sa.Column("observaciones", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["constancia_id"],
            ["constancia.id"],
        ),
        sa.PrimaryKeyConstraint("id_solicitante"),
        sa.UniqueConstraint("clave"),
        sa.UniqueConstraint("constancia_id"),
        sa.UniqueConstraint("idempotency_key"),
    )
    op.create_index(op.f("ix_aspirante_cargo"), "aspirante", ["cargo"], unique=False)


def _correo_adjunto() -> None:
    op.create_table(
        "correo_adjunto",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("content_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mail_id"],
            ["correo.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_correo_adjunto_mail_id"), "correo_adjunto", ["mail_id"], unique=False)


def _sesion() -> None:
    op.create_table(
        "sesion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("family", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("refresh", sa.String(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("refresh_until", Instant(), nullable=False),
        sa.Column("renewed_at", Instant(), nullable=True),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["cuenta.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("refresh"),
        sa.UniqueConstraint("token"),
    )
    op.create_index(op.f("ix_sesion_account_id"), "sesion", ["account_id"], unique=False)
    op.create_index(op.f("ix_sesion_family"), "sesion", ["family"], unique=False)
