"""Requests of owners of personal data, breaches, and privacy notices that were read."""

import sqlalchemy as sa
from alembic import op

from core.central.database import Instant

revision = "0100"
down_revision = "0070"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "solicitud_datos",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("folio", sa.String(), nullable=False, unique=True),
        sa.Column("derecho", sa.String(), nullable=False),
        sa.Column("titular", sa.String(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("received_by", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("sentido", sa.String(), nullable=False),
        sa.Column("fulfilled_on", sa.Date(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
    )
    op.create_index("ix_solicitud_datos_due_on", "solicitud_datos", ["due_on"])
    op.create_table(
        "vulneracion",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("noted_at", Instant(), nullable=False),
        sa.Column("noted_by", sa.String(), nullable=False),
        sa.Column("told_by", Instant(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("is_told", sa.Boolean(), nullable=False),
    )
    op.create_index("ix_vulneracion_is_told", "vulneracion", ["is_told"])
    op.create_table(
        "aviso_leido",
        sa.Column("aspirante", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["aspirante"], ["aspirante.id_solicitante"]),
        sa.PrimaryKeyConstraint("aspirante", "sha256"),
    )
