"""What was sent under an Idempotency-Key, as SHA-256: a repeat is compared with it."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column. What was sent before is not known: such a key is refused with any data."""
    for table in ("aspirante", "vinculo"):
        op.add_column(
            table, sa.Column("request_sha256", sa.String(), nullable=False, server_default="")
        )
