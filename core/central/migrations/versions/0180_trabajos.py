"""A job is done by one worker at a time; an acuse knows the mail that took it to its auxiliar."""

import sqlalchemy as sa
from alembic import op

from core.central.database import Instant

revision = "0180"
down_revision = "0174"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the jobs that are leased as a whole, and the mail of each acuse: unknown so far."""
    trabajo = op.create_table(
        "trabajo",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("leased_by", sa.String(), nullable=False),
        sa.Column("leased_until", Instant(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.bulk_insert(trabajo, [{"id": each, "leased_by": ""} for each in ("acuses", "recuento")])
    op.add_column("acuse", sa.Column("mail", sa.Integer(), nullable=True))
