"""A request about personal data may lack something that its owner is asked for."""

import sqlalchemy as sa
from alembic import op

revision = "0171"
down_revision = "0170"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the days: nobody was asked for anything."""
    for name in ("prevented_on", "remedied_on", "dropped_on"):
        op.add_column("solicitud_datos", sa.Column(name, sa.Date(), nullable=True))
