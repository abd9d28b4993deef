"""When a tablet was suspended, apart from its change, and which tablet opened an envío."""

import sqlalchemy as sa
from alembic import op

from core.central.database import Instant

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add both, and what is looked up to bound a tablet out of use."""
    op.add_column("dispositivo", sa.Column("suspended_at", Instant(), nullable=True))
    op.execute("UPDATE dispositivo SET suspended_at = voided_at WHERE void_reason = 'robada'")
    op.add_column("envio", sa.Column("device", sa.String(), nullable=False, server_default=""))
    op.create_index("ix_envio_device", "envio", ["device", "opened_at"])
    op.create_index("ix_apoyo_device", "apoyo", ["device", "received_at"])
