"""Privacy notices that auxiliares read on their tablets."""

import sqlalchemy as sa
from alembic import op

from core.central.database import Instant

revision = "0120"
down_revision = "0102"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "aviso_leido_en_tableta",
        sa.Column("auxiliar", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("read_at", Instant(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["auxiliar"], ["auxiliar.number"]),
        sa.ForeignKeyConstraint(["device"], ["dispositivo.id"]),
        sa.PrimaryKeyConstraint("auxiliar", "sha256"),
    )
