"""Counts of tries that decay: under a key, the instant when the count is zero again."""

import sqlalchemy as sa
from alembic import op

from core.central.database import Instant

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table anew. The counts of before are let go: they lasted an hour at most."""
    op.drop_table("intento")
    op.create_table(
        "intento",
        sa.Column("key_sha256", sa.String(), primary_key=True),
        sa.Column("zero_at", Instant(), nullable=False),
    )
    op.create_index("ix_intento_zero_at", "intento", ["zero_at"])
