"""Accounts are closed, reached by mail and unlocked; and what each save changed is kept."""

import sqlalchemy as sa
from alembic import op

from core.central.database import Instant

revision = "0020"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns, and the table of changes."""
    op.add_column("cuenta", sa.Column("correo", sa.String(), nullable=False, server_default=""))
    op.add_column("cuenta", sa.Column("closed_at", Instant(), nullable=True))
    op.add_column("intento", sa.Column("whose", sa.String(), nullable=False, server_default=""))
    op.create_index("ix_intento_whose", "intento", ["whose"])
    op.create_table(
        "cambio",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("now", sa.Text(), nullable=False),
    )
    op.create_index("ix_cambio_cosa", "cambio", ["kind", "key", "version"])
