"""Copies of a constancia are counted; one may be voided, and replaced."""

import sqlalchemy as sa
from alembic import op

from core.central.database import Instant

revision = "0140"
down_revision = "0111"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns: none was voided, and nobody counted what was printed."""
    for column in (
        sa.Column("printed", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("voided_at", Instant(), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=False, server_default=""),
        sa.Column("replaced_by", sa.String(), nullable=False, server_default=""),
    ):
        op.add_column("constancia", column)
