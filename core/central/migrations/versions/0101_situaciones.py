"""What ended or restored a candidatura, and actas that have no effect any more."""

import sqlalchemy as sa
from alembic import op

from core.central.database import Instant

revision = "0101"
down_revision = "0100"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add both tables."""
    op.create_table(
        "situacion",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("aspirante", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("vinculos", sa.Text(), nullable=False),
        sa.Column("invitaciones", sa.Integer(), nullable=False),
        sa.Column("acta", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["aspirante"], ["aspirante.id_solicitante"]),
    )
    op.create_index("ix_situacion_aspirante", "situacion", ["aspirante"])
    op.create_table(
        "acta_sin_efecto",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("aspirante", sa.String(), nullable=False),
        sa.Column("issued_at", Instant(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["aspirante"], ["aspirante.id_solicitante"]),
    )
    op.create_index("ix_acta_sin_efecto_aspirante", "acta_sin_efecto", ["aspirante"])
