"""What waits for mesa de control is found by an index of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make it."""
    few = sa.text("resultado = 'En mesa de control'")
    op.create_index(
        "ix_veredicto_revision", "veredicto", ["folio"], sqlite_where=few, postgresql_where=few
    )
