"""Entering through a provider of identity (4.e.b)."""

import sqlalchemy as sa
from alembic import op

from core.central.database import Instant

revision = "0080"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables of entradas and of linked accounts."""
    op.create_table(
        "entrada",
        sa.Column("secret", sa.String(), primary_key=True),
        sa.Column("page", sa.String(), nullable=False, unique=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), sa.ForeignKey("cuenta.id"), nullable=True),
        sa.Column("proveedor", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("until", Instant(), nullable=False),
        sa.Column("state", sa.String(), nullable=True, unique=True),
        sa.Column("browser", sa.String(), nullable=False),
        sa.Column("returned_at", Instant(), nullable=True),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("sub", sa.String(), nullable=False),
        sa.Column("correo", sa.String(), nullable=False),
        sa.Column("vouched", sa.Boolean(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("refused", sa.String(), nullable=False),
    )
    op.create_index("ix_entrada_account_id", "entrada", ["account_id"])
    op.create_index("ix_entrada_until", "entrada", ["until"])
    op.create_table(
        "identidad",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("account_id", sa.Integer(), sa.ForeignKey("cuenta.id"), nullable=False),
        sa.Column("proveedor", sa.String(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("sub", sa.String(), nullable=False),
        sa.Column("correo", sa.String(), nullable=False),
        sa.Column("linked_at", Instant(), nullable=False),
        sa.UniqueConstraint("issuer", "sub"),
        sa.UniqueConstraint("account_id", "proveedor"),
    )
    op.create_index("ix_identidad_account_id", "identidad", ["account_id"])
