"""The roll-up by sección, and the lista nominal of each sección of a geography."""

import sqlalchemy as sa
from alembic import op

revision = "0160"
down_revision = "0130"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table and count what there is; no geography told of how many its lists are."""
    op.create_table(
        "conteo_seccion",
        sa.Column("aspirante", sa.String(), nullable=False),
        sa.Column("seccion", sa.String(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("aspirante", "seccion"),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO conteo_seccion (aspirante, seccion, total)"
        " SELECT apoyo.aspirante, veredicto.seccion, COUNT(*)"
        " FROM apoyo JOIN veredicto ON veredicto.folio = apoyo.folio"
        " WHERE veredicto.resultado = 'Encontrado en Lista Nominal' AND veredicto.seccion <> ''"
        " GROUP BY apoyo.aspirante, veredicto.seccion"
    )
    op.add_column("geografia_seccion", sa.Column("lista", sa.Integer(), nullable=True))
