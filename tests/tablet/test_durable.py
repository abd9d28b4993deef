"""A folder opened again while another thread writes in it, and what is durable before what."""

import os
from pathlib import Path

import pytest

from core.tablet import durable


def test_opening_a_folder_spares_what_is_being_written_in_it(tmp_path: Path) -> None:
    (tmp_path / f"cortado{durable.PARTIAL}").write_bytes(b"half")

    def ending() -> tuple[bytes, Path]:
        durable.folder(tmp_path)
        return b" y dos", final

    partial, final = tmp_path / f"nuevo{durable.PARTIAL}", tmp_path / "nuevo"
    durable.write_then(partial, [b"uno"], ending)
    assert [path.name for path in tmp_path.iterdir()] == ["nuevo"]
    assert final.read_bytes() == b"uno y dos"


@pytest.mark.parametrize("size", [0, 3, 14, 15, 5000])
def test_what_is_written_over_a_reserved_place_is_whole(tmp_path: Path, size: int) -> None:
    place, final = tmp_path / f"next{durable.PARTIAL}", tmp_path / "nuevo"
    durable.reserve(place, size)
    assert place.read_bytes() == bytes(size)
    durable.write_then(place, [b"cuerpo", b" y"], lambda: (b" firma", final))
    assert final.read_bytes() == b"cuerpo y firma"
    assert [path.name for path in tmp_path.iterdir()] == ["nuevo"]


def test_a_reserved_place_takes_another_size_and_stays_when_the_folder_opens(
    tmp_path: Path,
) -> None:
    place = tmp_path / f"next{durable.PARTIAL}"
    for size in (4096, 100, 9000, 9000):
        durable.reserve(place, size)
        durable.folder(tmp_path)
        assert place.read_bytes() == bytes(size)


def noted(patched: pytest.MonkeyPatch) -> list[str]:
    """Note each call that makes a change, or makes it durable."""
    made: list[str] = []

    def of(name: str) -> None:
        real = getattr(os, name)

        def call(*args: object) -> object:
            made.append(name)
            return real(*args)

        patched.setattr(os, name, call)

    for name in ("write", "fsync", "replace", "unlink"):
        of(name)
    return made


def test_a_record_is_on_the_disk_signature_and_all_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, final = tmp_path / f"next{durable.PARTIAL}", tmp_path / "nuevo"
    with monkeypatch.context() as patched:
        made = noted(patched)
        durable.write_then(place, [b"cuerpo"], lambda: (b" firma", final))
    assert made == ["write", "fsync", "write", "fsync", "replace", "fsync"]


def test_an_erasure_is_durable_when_it_returns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "uno").write_bytes(b"sellado")
    with monkeypatch.context() as patched:
        made = noted(patched)
        durable.erase(tmp_path / "uno")
        durable.erase(tmp_path / "uno")
    assert made == ["unlink", "fsync"] * 2
