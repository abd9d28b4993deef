"""What requests under an Idempotency-Key made: whose answer was lost is not made twice."""

import sqlalchemy as sa
from alembic import op

from core.central.database import Instant

revision = "0181"
down_revision = "0180"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "peticion_con_llave",
        sa.Column("key_sha256", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("request_sha256", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("key_sha256"),
    )
