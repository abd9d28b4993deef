"""The acta de cierre of an aspirante, as it was issued."""

import sqlalchemy as sa
from alembic import op

from core.central.database import Instant

revision = "0031"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table of actas."""
    op.create_table(
        "acta_cierre",
        sa.Column("aspirante", sa.String(), nullable=False),
        sa.Column("issued_at", Instant(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["aspirante"], ["aspirante.id_solicitante"]),
        sa.PrimaryKeyConstraint("aspirante"),
    )
