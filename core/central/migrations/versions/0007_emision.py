"""The emission of an opened record is two digits or nothing: what else was kept is erased."""

import re

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_EMISION = re.compile("(?:[0-9]{2})?")


def upgrade() -> None:
    """Empty the others. They were read from a card as they stood, and could be a name."""
    table = sa.table("apertura", sa.column("emision", sa.String()))
    connection = op.get_bind()
    kept = connection.execute(sa.select(table.c.emision).distinct()).scalars().all()
    for text in kept:
        if not _EMISION.fullmatch(text):
            connection.execute(sa.update(table).where(table.c.emision == text).values(emision=""))
