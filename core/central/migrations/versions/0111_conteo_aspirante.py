"""The roll-up of aspirantes as a whole, and what of an envío still lacks, to be found by."""

import sqlalchemy as sa
from alembic import op

revision = "0111"
down_revision = "0110"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table and add up what there is; change the indexes of envíos."""
    op.create_table(
        "conteo_aspirante",
        sa.Column("aspirante", sa.String(), nullable=False),
        sa.Column("resultado", sa.String(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("aspirante", "resultado"),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO conteo_aspirante (aspirante, resultado, total)"
        " SELECT aspirante, resultado, SUM(total) FROM conteo GROUP BY aspirante, resultado"
    )
    op.drop_index("ix_envio_aspirante", "envio")
    op.create_index("ix_envio_dicho", "envio", ["aspirante", "said_at"])
    lacks = sa.text("announced > received")
    op.create_index(
        "ix_envio_incompleto",
        "envio",
        ["aspirante", "auxiliar", "number"],
        sqlite_where=lacks,
        postgresql_where=lacks,
    )
