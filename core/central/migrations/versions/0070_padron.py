"""A cut is one file that is named by its hash, and its keyed hashes are of another kind.

What was hashed before cannot be compared: envelopes are opened again and records judged anew, once
the padrón has been imported again.
"""

import sqlalchemy as sa
from alembic import op

revision = "0070"
down_revision = "0080"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the hashes of files; forget what rests on hashes of the former kind."""
    for table in ("padron_corte", "importacion"):
        column = sa.Column("index_sha256", sa.String(), nullable=False, server_default="")
        op.add_column(table, column)
    op.execute(
        "UPDATE importacion SET state = 'por_cancelar' WHERE kind = 'padron'"
        " AND state IN ('en_revision', 'revisada', 'por_aplicar')"
    )
    for table in ("veredicto", "apertura", "par_juzgado", "conteo"):
        op.execute(sa.table(table).delete())
    op.execute("UPDATE apoyo SET judged_at = NULL WHERE judged_at IS NOT NULL")
    op.execute(
        "INSERT INTO conteo (aspirante, auxiliar, resultado, total)"
        " SELECT aspirante, auxiliar, '', COUNT(*) FROM apoyo GROUP BY aspirante, auxiliar"
    )
