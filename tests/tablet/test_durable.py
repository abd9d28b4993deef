"""A folder that is opened again while another thread writes in it."""

from collections.abc import Iterator
from pathlib import Path

from core.tablet import durable


def test_opening_a_folder_spares_what_is_being_written_in_it(tmp_path: Path) -> None:
    (tmp_path / f"cortado{durable.PARTIAL}").write_bytes(b"half")

    def body() -> Iterator[bytes]:
        yield b"uno"
        durable.folder(tmp_path)
        yield b" y dos"

    partial, final = tmp_path / f"nuevo{durable.PARTIAL}", tmp_path / "nuevo"
    durable.write_then(partial, body(), lambda: (b"", final))
    assert [path.name for path in tmp_path.iterdir()] == ["nuevo"]
    assert final.read_bytes() == b"uno y dos"
