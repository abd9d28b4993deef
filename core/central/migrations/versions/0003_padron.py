"""Cuts of the padrón, keyed hashes, verdicts and runs of verification."""

import sqlalchemy as sa
from alembic import op

from core.central.database import Instant

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, those that others point at first."""
    _padron_corte()
    _apertura()
    _veredicto()
    _verificacion()


def _padron_corte() -> None:
    op.create_table(
        "padron_corte",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("cut_on", sa.Date(), nullable=False),
        sa.Column("loaded_at", Instant(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("sequence"),
        sa.UniqueConstraint("id"),
    )


def _apertura() -> None:
    op.create_table(
        "apertura",
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("opened_at", Instant(), nullable=False),
        sa.Column("clave", sa.String(), nullable=False),
        sa.Column("cic", sa.String(), nullable=False),
        sa.Column("seccion", sa.String(), nullable=False),
        sa.Column("emision", sa.String(), nullable=False),
        sa.Column("doubt", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["apoyo.record_id"],
        ),
        sa.PrimaryKeyConstraint("record_id"),
    )
    op.create_index(op.f("ix_apertura_cic"), "apertura", ["cic"], unique=False)
    op.create_index(op.f("ix_apertura_clave"), "apertura", ["clave"], unique=False)


def _veredicto() -> None:
    op.create_table(
        "veredicto",
        sa.Column("folio", sa.String(), nullable=False),
        sa.Column("resultado", sa.String(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("padron_cut", sa.String(), nullable=False),
        sa.Column("judged_at", Instant(), nullable=False),
        sa.Column("padron_row", sa.String(), nullable=False),
        sa.Column("estatus", sa.String(), nullable=False),
        sa.Column("estatus_cause", sa.String(), nullable=False),
        sa.Column("seccion", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["folio"],
            ["apoyo.folio"],
        ),
        sa.PrimaryKeyConstraint("folio"),
    )
    op.create_index(op.f("ix_veredicto_resultado"), "veredicto", ["resultado"], unique=False)


def _verificacion() -> None:
    op.create_table(
        "verificacion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("padron_cut", sa.String(), nullable=False),
        sa.Column("judged", sa.Integer(), nullable=False),
        sa.Column("by_result", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
