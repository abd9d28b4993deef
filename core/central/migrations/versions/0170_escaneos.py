"""Scanned documents of expedientes: their rows; the bytes lie sealed in the store."""

import sqlalchemy as sa
from alembic import op

from core.central.database import Instant

revision = "0170"
down_revision = "0160"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "escaneo",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("aspirante", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("replaces", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("announced_at", Instant(), nullable=False),
        sa.Column("blob", sa.String(), nullable=False),
        sa.Column("blob_size", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("received_at", Instant(), nullable=True),
        sa.Column("received_by", sa.String(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("ended_by", sa.String(), nullable=False),
        sa.Column("end_reason", sa.Text(), nullable=False),
        sa.Column("replaced_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["aspirante"], ["aspirante.id_solicitante"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_escaneo_aspirante", "escaneo", ["aspirante"])
