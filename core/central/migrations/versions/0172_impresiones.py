"""Prints of constancias under their Idempotency-Key: whose answer was lost is not counted twice."""

import sqlalchemy as sa
from alembic import op

from core.central.database import Instant

revision = "0172"
down_revision = "0171"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "impresion",
        sa.Column("idempotency_key", sa.String(), nullable=False),
        sa.Column("request_sha256", sa.String(), nullable=False),
        sa.Column("copies", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("idempotency_key"),
    )
