"""Verification by parts: what waits for a verdict, what a run rested on, whose facts it knew."""

import sqlalchemy as sa
from alembic import op

from core.central.database import Instant

revision = "0014"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them, and indexes for what is asked; drop those that nothing reads."""
    op.add_column("apoyo", sa.Column("judged_at", Instant(), nullable=True))
    op.execute(
        "UPDATE apoyo SET judged_at ="
        " (SELECT judged_at FROM veredicto WHERE veredicto.folio = apoyo.folio)"
    )
    _partial("ix_apoyo_sin_juzgar", "apoyo", ["position"], "judged_at IS NULL")
    op.create_index("ix_apoyo_par", "apoyo", ["aspirante", "auxiliar", "position"])
    _partial("ix_veredicto_ciudadano", "veredicto", ["padron_row", "resultado"], "padron_row <> ''")
    op.drop_index("ix_veredicto_resultado", "veredicto")
    for column in ("clave", "cic"):
        op.drop_index(f"ix_apertura_{column}", "apertura")
    op.add_column(
        "verificacion", sa.Column("ground", sa.String(), nullable=False, server_default="")
    )
    op.add_column(
        "verificacion", sa.Column("whole", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.create_table(
        "par_juzgado",
        sa.Column("aspirante", sa.String(), nullable=False),
        sa.Column("auxiliar", sa.String(), nullable=False),
        sa.Column("facts", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("aspirante", "auxiliar"),
    )


def _partial(name: str, table: str, columns: list[str], where: str) -> None:
    condition = sa.text(where)
    op.create_index(name, table, columns, sqlite_where=condition, postgresql_where=condition)
