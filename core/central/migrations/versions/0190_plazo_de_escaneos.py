"""When the term of a scanned document ended, and its file was deleted."""

import sqlalchemy as sa
from alembic import op

from core.central.database import Instant

revision = "0190"
down_revision = "0181"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the hour; what there is was not erased."""
    op.add_column("escaneo", sa.Column("erased_at", Instant(), nullable=True))
