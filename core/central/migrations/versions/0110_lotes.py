"""Batches for the DERFE, their lines and files; and who is behind a record, to be found by."""

import sqlalchemy as sa
from alembic import op

from core.central.database import Instant

revision = "0110"
down_revision = "0120"
branch_labels = None
depends_on = None

_PARTIAL = {
    "ix_lote_renglon_dicho": (("clave", "cic"), "state IN ('aplicada', 'juzgada')"),
    "ix_lote_renglon_aparte": (("import_id",), "state = 'revisada'"),
    "ix_lote_renglon_por_juzgar": (("referencia",), "state = 'aplicada'"),
}


def upgrade() -> None:
    """Add the tables, and the index of records by citizen."""
    _lotes()
    _lines()
    op.create_index("ix_apertura_ciudadano", "apertura", ["clave", "cic"])


def _lotes() -> None:
    op.create_table(
        "lote",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("asked_by", "ordered_by", "key", "sha256", "code", "leased_by")
        ),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("size", "done", "lines", "left_out", "answered")
        ),
        sa.Column("leased_until", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_lote_state", "lote", ["state"])
    op.create_table(
        "lote_archivo",
        sa.Column("lote", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["lote"], ["lote.id"]),
        sa.PrimaryKeyConstraint("lote"),
    )


def _lines() -> None:
    op.create_table(
        "lote_renglon",
        sa.Column("referencia", sa.String(), nullable=False),
        sa.Column("lote", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("clave", "cic", "state", "estatus", "cause", "seccion")
        ),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["lote"], ["lote.id"]),
        sa.ForeignKeyConstraint(["import_id"], ["importacion.id"]),
        sa.PrimaryKeyConstraint("referencia"),
    )
    op.create_index("ix_lote_renglon_lote", "lote_renglon", ["lote"])
    op.create_index("ix_lote_renglon_ciudadano", "lote_renglon", ["clave", "cic"])
    for name, (columns, condition) in _PARTIAL.items():
        where = sa.text(condition)
        op.create_index(
            name, "lote_renglon", list(columns), sqlite_where=where, postgresql_where=where
        )
