"""Indexes for what waits (an acuse, its mail, an open envío) and for pages by key."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Say on an envío which acuse it has; index the few that wait instead of all that do not."""
    op.add_column("envio", sa.Column("acuse", sa.Integer(), nullable=True))
    op.execute(
        "UPDATE envio SET acuse = (SELECT number FROM acuse WHERE acuse.envio_id = envio.id)"
    )
    _partial("ix_envio_sin_acuse", "envio", ["closed_at", "number"], "acuse IS NULL")
    _partial("ix_envio_abierto", "envio", ["progressed_at"], "closed_at IS NULL")
    op.drop_index("ix_envio_closed_at", "envio")
    _partial("ix_acuse_sin_correo", "acuse", ["aspirante", "number"], "mailed_at IS NULL")
    op.create_index("ix_acuse_auxiliar_fecha", "acuse", ["auxiliar", "issued_at", "envio_id"])
    op.drop_index("ix_acuse_auxiliar", "acuse")


def _partial(name: str, table: str, columns: list[str], where: str) -> None:
    condition = sa.text(where)
    op.create_index(name, table, columns, sqlite_where=condition, postgresql_where=condition)
