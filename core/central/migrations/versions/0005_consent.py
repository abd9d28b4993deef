"""Vínculos that the auxiliar accepts, reports of stolen devices, and links of one use in mails."""

import sqlalchemy as sa
from alembic import op

from core.central.database import Instant

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make columns and tables. Vínculos that exist count as accepted from their start."""
    op.add_column("vinculo", sa.Column("accepted_at", Instant(), nullable=True))
    op.execute("UPDATE vinculo SET accepted_at = started_at")
    op.add_column("dispositivo", sa.Column("reopened_at", Instant(), nullable=True))
    _codes()
    _reports()
    _links()


def _codes() -> None:
    """Say for which vínculo a code was sent: one of before, for its auxiliar's first in force."""
    for name in ("vinculo", "replaces"):
        op.add_column(
            "codigo_activacion", sa.Column(name, sa.String(), nullable=False, server_default="")
        )
    op.create_index("ix_codigo_activacion_vinculo", "codigo_activacion", ["vinculo"])
    op.execute(
        "UPDATE codigo_activacion SET vinculo = COALESCE((SELECT MIN(id) FROM vinculo WHERE"
        " vinculo.auxiliar = codigo_activacion.auxiliar AND vinculo.ended_at IS NULL), '')"
    )


def _reports() -> None:
    op.create_table(
        "reporte_robo",
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("vinculo", sa.String(), nullable=False),
        sa.Column("aspirante", sa.String(), nullable=False),
        sa.Column("reported_at", Instant(), nullable=False),
        sa.Column("withdrawn_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["device"], ["dispositivo.id"]),
        sa.ForeignKeyConstraint(["vinculo"], ["vinculo.id"]),
        sa.PrimaryKeyConstraint("device", "vinculo"),
    )


def _links() -> None:
    op.create_table(
        "enlace",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("used_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("sha256"),
    )
    op.create_index(op.f("ix_enlace_about"), "enlace", ["about"], unique=False)
