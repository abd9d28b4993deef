"""Batches that ask again go on from one to the next, and say whether somebody is left."""

import sqlalchemy as sa
from alembic import op

revision = "0174"
down_revision = "0173"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns: what was asked about whole so far counts as the first turn."""
    for column in (
        sa.Column("unanswered", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("turn", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("more", sa.Boolean(), nullable=False, server_default=sa.false()),
    ):
        op.add_column("lote", column)
    lote = sa.table("lote", sa.column("whole", sa.Boolean()), sa.column("turn", sa.Integer()))
    op.execute(lote.update().where(lote.c.whole.is_(sa.true())).values(turn=1))
