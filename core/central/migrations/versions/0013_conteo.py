"""The roll-up of records by vínculo and result, filled from the records that are there."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, and count once."""
    op.create_table(
        "conteo",
        sa.Column("aspirante", sa.String(), nullable=False),
        sa.Column("auxiliar", sa.String(), nullable=False),
        sa.Column("resultado", sa.String(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("aspirante", "auxiliar", "resultado"),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO conteo (aspirante, auxiliar, resultado, total)"
        " SELECT apoyo.aspirante, apoyo.auxiliar, COALESCE(veredicto.resultado, ''), COUNT(*)"
        " FROM apoyo LEFT JOIN veredicto ON veredicto.folio = apoyo.folio"
        " GROUP BY apoyo.aspirante, apoyo.auxiliar, COALESCE(veredicto.resultado, '')"
    )
