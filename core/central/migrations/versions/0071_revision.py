"""What waits for mesa de control is listed in the order of receipt, however much it is."""

import sqlalchemy as sa
from alembic import op

revision = "0071"
down_revision = "0101"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Keep the order of receipt beside each verdict, and make the index of it."""
    column = sa.Column("position", sa.Integer(), nullable=False, server_default="0")
    op.add_column("veredicto", column)
    op.execute(
        "UPDATE veredicto SET position ="
        " (SELECT position FROM apoyo WHERE apoyo.folio = veredicto.folio)"
    )
    op.drop_index("ix_veredicto_revision", "veredicto")
    few = sa.text("resultado = 'En mesa de control'")
    op.create_index(
        "ix_veredicto_revision", "veredicto", ["position"], sqlite_where=few, postgresql_where=few
    )
