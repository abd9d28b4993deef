"""Mails of lists take turns by aspirante; what waited already goes out as it stood."""

import sqlalchemy as sa
from alembic import op

revision = "0173"
down_revision = "0172"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns and indexes; mails of lists that wait stay behind the others."""
    op.add_column("correo", sa.Column("whose", sa.String(), nullable=False, server_default=""))
    op.add_column("correo", sa.Column("turn", sa.Integer(), nullable=False, server_default="0"))
    op.execute(
        "UPDATE correo SET turn = 1 WHERE state = 'waiting'"
        " AND kind IN ('activacion', 'tambien_para', 'acuse', 'acuses')"
    )
    waits = "next_try_at IS NOT NULL"
    for name, columns, where in (
        ("ix_correo_turno", ["turn", "id"], sa.text(waits)),
        ("ix_correo_de_quien", ["whose", "turn"], sa.text(f"{waits} AND whose <> ''")),
    ):
        op.create_index(name, "correo", columns, sqlite_where=where, postgresql_where=where)
