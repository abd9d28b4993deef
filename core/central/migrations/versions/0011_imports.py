"""Imports as jobs, versions of the geography, and leases of what workers do."""

import sqlalchemy as sa
from alembic import op

from core.central.database import Instant

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables. The geography of before is the first version, in force since ever."""
    _imports()
    _geografia()
    for table in ("correo", "verificacion"):
        for column in _lease():
            op.add_column(table, column)


def _lease() -> tuple[sa.Column[str], sa.Column[object]]:
    return (
        sa.Column("leased_by", sa.String(), nullable=False, server_default=""),
        sa.Column("leased_until", Instant(), nullable=True),
    )


def _imports() -> None:
    op.create_table(
        "importacion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("done", sa.BigInteger(), nullable=False),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("encoding", "separator", "sha256", "built", "code")
        ),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("bad", sa.Integer(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("applied_by", "reason", "result")
        ),
        *_lease(),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_importacion_state", "importacion", ["state"])
    op.create_table(
        "importacion_lineas",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["importacion.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_importacion_lineas_import_id", "importacion_lineas", ["import_id"])


def _geografia() -> None:
    op.create_table(
        "geografia",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("applied", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    tables = {
        "municipio": ("entidad", "numero", "name"),
        "seccion": ("entidad", "seccion", "municipio", "distrito"),
    }
    some = sa.text("SELECT EXISTS (SELECT 1 FROM municipio)")
    if op.get_bind().execute(some).scalar():
        first = sa.text("INSERT INTO geografia (since, applied) VALUES ('1970-01-01', :yes)")
        op.get_bind().execute(first, {"yes": True})
    for table, columns in tables.items():
        named = f"geografia_{table}"
        op.create_table(
            named,
            sa.Column("version", sa.Integer(), nullable=False),
            *(sa.Column(each, sa.String(), nullable=False) for each in columns),
            sa.ForeignKeyConstraint(["version"], ["geografia.id"]),
            sa.PrimaryKeyConstraint("version", *columns[:2]),
        )
        listed = ", ".join(columns)
        rows = f"SELECT 1, {listed} FROM {table}"  # noqa: S608  names of ours
        op.execute(f"INSERT INTO {named} (version, {listed}) {rows}")
        op.drop_table(table)
