"""One folded text a row, so that a list finds every word of it whatever its accents and case."""

import json
import unicodedata
from collections.abc import Callable, Iterator, Sequence

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_AT_ONCE = 5_000
_MOST = 600
_NOMBRE = "nombre, apellido_paterno, apellido_materno"
_NUMBER = "(SELECT number FROM constancia WHERE constancia.id = aspirante.constancia_id)"
_SOURCES = {
    "aspirante": (
        "id_solicitante",
        f"id_solicitante, {_NOMBRE}, sobrenombre, clave, correo, cuenta, telefono_movil, {_NUMBER}",
    ),
    "constancia": ("id", f"{_NOMBRE}, sobrenombre, number, delivered_to"),
    "vinculo": ("id", f"auxiliar, {_NOMBRE}, correo, cuenta, telefono"),
    "correo": ("id", '"to", about, subject'),
    "cuenta": ("id", '"user", name, roles'),
    "bitacora": ("sequence", "subject, actor, act, content"),
}
_INDEXED = {
    "aspirante": ("id_solicitante",),
    "constancia": ("id",),
    "vinculo": ("aspirante", "started_at", "id"),
    "correo": ("id",),
}


def upgrade() -> None:
    """Add the column to each searched table, fill it, and index it where rows are many."""
    for table, (key, columns) in _SOURCES.items():
        added = sa.Column("busqueda", sa.Text(), nullable=False, server_default="")
        op.add_column(table, added)
        _fill(table, key, columns, _entry if table == "bitacora" else _said)
    for table, order in _INDEXED.items():
        op.create_index(f"ix_{table}_busqueda", table, [*order, "busqueda"])


def _fill(table: str, key: str, columns: str, said: Callable[[list[str]], str]) -> None:
    connection = op.get_bind()
    change = sa.text(f"UPDATE {table} SET busqueda = :busqueda WHERE {key} = :key")  # noqa: S608  constants
    for some in _parts(table, key, columns):
        values = [
            {
                "key": row[0],
                "busqueda": _folded(said([str(each or "") for each in row[1:]]))[:_MOST],
            }
            for row in some
        ]
        connection.execute(change, values)


def _parts(table: str, key: str, columns: str) -> Iterator[Sequence[Sequence[object]]]:
    """Give the rows some thousands at a time, in the order of their key."""
    asked = f"SELECT {key}, {columns} FROM {table}"  # noqa: S608  constants
    order = f"ORDER BY {key} LIMIT {_AT_ONCE}"
    rows = op.get_bind().execute(sa.text(f"{asked} {order}")).all()
    onward = sa.text(f"{asked} WHERE {key} > :last {order}")
    while rows:
        yield rows
        rows = op.get_bind().execute(onward, {"last": rows[-1][0]}).all()


def _said(values: list[str]) -> str:
    return " ".join(values)


def _entry(values: list[str]) -> str:
    subject, actor, act, content = values
    facts = json.loads(content)["facts"].values()
    return " ".join((subject, actor, act.replace("_", " "), *facts))


def _folded(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text)
    bare = "".join(each for each in spread if not unicodedata.combining(each))
    return " ".join(bare.casefold().split())
