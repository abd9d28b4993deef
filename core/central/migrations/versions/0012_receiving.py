"""What an envío has received is counted on it; when a record was first announced stays with it."""

import sqlalchemy as sa
from alembic import op

from core.central.database import Instant

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns, and fill them from the rows that they were read from until now."""
    op.add_column("envio", sa.Column("received", sa.Integer(), nullable=False, server_default="0"))
    op.execute(
        "UPDATE envio SET received = (SELECT COUNT(*) FROM apoyo WHERE apoyo.envio = envio.id)"
    )
    op.add_column("apoyo", sa.Column("announced_at", Instant(), nullable=True))
    op.execute(
        "UPDATE apoyo SET announced_at = (SELECT MIN(announced_at) FROM anunciado"
        " WHERE anunciado.record_id = apoyo.record_id AND anunciado.sha256 = apoyo.sha256)"
    )
