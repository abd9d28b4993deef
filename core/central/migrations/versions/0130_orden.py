"""By what lists are ordered: a folded name with apellidos first, and indexes of other orders."""

import unicodedata
from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from alembic import op

revision = "0130"
down_revision = "0140"
branch_labels = None
depends_on = None

_AT_ONCE = 5_000
_MOST = 600
_NAMED = {
    "aspirante": ("id_solicitante", ["orden", "id_solicitante"]),
    "constancia": ("id", ["orden", "id"]),
    "vinculo": ("id", ["aspirante", "orden", "id"]),
}


def upgrade() -> None:
    """Add the column to each table of names, fill it, and index every order that may be long."""
    for table, (key, index) in _NAMED.items():
        added = sa.Column("orden", sa.Text(), nullable=False, server_default="")
        op.add_column(table, added)
        _fill(table, key)
        op.create_index(f"ix_{table}_orden", table, index)
    op.create_index("ix_constancia_fecha", "constancia", ["date", "id"])
    op.create_index("ix_aspirante_registro", "aspirante", ["registered_at", "id_solicitante"])
    op.create_index("ix_correo_pedido", "correo", ["created_at", "id"])
    op.create_index("ix_correo_para", "correo", ["to", "id"])


def _fill(table: str, key: str) -> None:
    connection = op.get_bind()
    change = sa.text(f"UPDATE {table} SET orden = :orden WHERE {key} = :key")  # noqa: S608  constants
    for some in _parts(table, key):
        names = [{"key": row[0], "orden": _folded(" ".join(row[1:]))[:_MOST]} for row in some]
        connection.execute(change, names)


def _parts(table: str, key: str) -> Iterator[Sequence[Sequence[str]]]:
    """Give the rows some thousands at a time, in the order of their key."""
    columns = "apellido_paterno, apellido_materno, nombre"
    asked = f"SELECT {key}, {columns} FROM {table}"  # noqa: S608  constants
    order = f"ORDER BY {key} LIMIT {_AT_ONCE}"
    rows = op.get_bind().execute(sa.text(f"{asked} {order}")).all()
    onward = sa.text(f"{asked} WHERE {key} > :last {order}")
    while rows:
        yield [tuple(row) for row in rows]
        rows = op.get_bind().execute(onward, {"last": rows[-1][0]}).all()


def _folded(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text)
    bare = "".join(each for each in spread if not unicodedata.combining(each))
    return " ".join(bare.casefold().split())
