"""Drafts of registrations, sealed."""

import sqlalchemy as sa
from alembic import op

from core.central.database import Instant

revision = "0102"
down_revision = "0071"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "borrador",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("saved_at", Instant(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["cuenta.id"]),
        sa.PrimaryKeyConstraint("account_id", "key"),
    )
