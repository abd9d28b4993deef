"""The bitácora is asked by act, by person and by subject; received records cost no index."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Index every entry but those of received records, which are nearly all."""
    few = sa.text("act <> 'apoyo_recibido'")
    for column in ("act", "actor", "subject"):
        op.create_index(
            f"ix_bitacora_{column}",
            "bitacora",
            [column, "sequence"],
            sqlite_where=few,
            postgresql_where=few,
        )
