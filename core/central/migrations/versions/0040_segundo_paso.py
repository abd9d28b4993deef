"""Accounts may ask for a code at sign-in; a session keeps where it comes from."""

import sqlalchemy as sa
from alembic import op

from core.central.database import Instant

revision = "0040"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns, and the tables of codes of recovery and of tickets."""
    op.add_column("cuenta", sa.Column("totp_secret", sa.LargeBinary(), nullable=True))
    op.add_column("cuenta", sa.Column("totp_on_at", Instant(), nullable=True))
    last = sa.Column("totp_last_step", sa.Integer(), nullable=False, server_default="0")
    op.add_column("cuenta", last)
    for column in ("device", "address"):
        op.add_column("sesion", sa.Column(column, sa.String(), nullable=False, server_default=""))
    op.create_table(
        "codigo_recuperacion",
        sa.Column("code", sa.String(), primary_key=True),
        sa.Column("account_id", sa.Integer(), sa.ForeignKey("cuenta.id"), nullable=False),
        sa.Column("used_at", Instant(), nullable=True),
    )
    op.create_index("ix_codigo_recuperacion_account_id", "codigo_recuperacion", ["account_id"])
    op.create_table(
        "paso_pendiente",
        sa.Column("ticket", sa.String(), primary_key=True),
        sa.Column("account_id", sa.Integer(), sa.ForeignKey("cuenta.id"), nullable=False),
        sa.Column("bound", sa.String(), nullable=False),
        sa.Column("until", Instant(), nullable=False),
    )
    op.create_index("ix_paso_pendiente_account_id", "paso_pendiente", ["account_id"])
    op.create_index("ix_paso_pendiente_until", "paso_pendiente", ["until"])
