"""`apoyo central verify`: says each thing that does not hold together, and exits with 1."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from core.domain.access.roles import Role
from core.server.cli import main
from core.server.composition.acts import blobs
from core.server.jobs.acuses import AcuseJobs
from tests.apoyo_world import World
from tests.escaneos import a_pdf, bring
from tests.server.conftest import only_sqlite

pytestmark = only_sqlite


def run(world: World, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[str]]:
    """Return the status of the command, and its lines."""
    code = main(["central", "verify", "--data", str(world.central.data), *words])
    return code, capsys.readouterr().out.splitlines()


def change(world: World, *statements: str) -> None:
    with world.central.deps.units.writing("prueba") as work:
        for statement in statements:
            work.session.connection().execute(text(statement))


@pytest.fixture
def folios(world: World, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the folios of three records that were received, with their acuse."""
    monkeypatch.setenv("APOYO_DATABASE_URL", world.central.deps.settings.database)
    tablet = world.tablet()
    found = [each.folio for each in tablet.send(*(tablet.record() for _ in range(3)))]
    AcuseJobs(world.central.deps)()
    return found


_TAMPERED: dict[str, tuple[tuple[str, ...], str]] = {
    "gap": (
        ("UPDATE apoyo SET sequence = 9 WHERE sequence = 3",),
        "A los folios del aspirante 000001 les falta un número",
    ),
    "entry": (
        ("UPDATE apoyo SET position = 1 WHERE sequence = 2",),
        "La bitácora no nombra el folio {} en su lugar",
    ),
    "envio": (
        ("UPDATE envio SET received = 7",),
        "no recibió los apoyos que dice",
    ),
    "acuse": (("UPDATE envio SET acuse = NULL",), "no tiene el acuse que dice"),
    "roll-up": (
        ("UPDATE conteo SET total = 4",),
        "El avance del aspirante 000001 no es la cuenta de sus apoyos",
    ),
    "chain": (
        ("UPDATE bitacora SET content = content || ' ' WHERE sequence = 4",),
        "La bitácora se rompe en el asiento 4",
    ),
    "receipt": (
        ("UPDATE apoyo SET receipt = (SELECT receipt FROM apoyo WHERE sequence = 1)",),
        "El folio {}: su recibo no es válido",
    ),
}


def test_what_holds_together_is_said_so(
    world: World, folios: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(folios) == 3
    assert run(world, capsys) == (0, ["Todo cuadra"])
    assert run(world, capsys, "--read", "1000") == (0, ["Todo cuadra"])


@pytest.mark.parametrize("kind", _TAMPERED)
def test_each_kind_of_tampering_is_told(
    world: World, folios: list[str], capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    statements, words = _TAMPERED[kind]
    change(world, *statements)
    code, lines = run(world, capsys)
    assert code == 1
    assert any(words.format(folios[1]) in line for line in lines)


def test_a_record_that_only_the_bitacora_names_is_told(
    world: World, folios: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    change(world, "DELETE FROM apoyo WHERE sequence = 2")
    code, lines = run(world, capsys)
    assert code == 1
    assert f"El folio {folios[1]} está en la bitácora y no entre los apoyos" in lines


def _lost(content: bytes) -> bytes:
    del content
    return b""


_SPOILT: dict[str, tuple[Callable[[bytes], bytes], str, bool]] = {
    "lost": (_lost, "falta su sobre", True),
    "shorter": (lambda content: content[:-1], "su sobre no tiene el tamaño que tenía", True),
    "other": (lambda content: b"x" + content[1:], "su sobre no es el que se recibió", False),
}
"""What is done to an envelope, what is said of it, and whether that is seen without reading it."""


@pytest.mark.parametrize("kind", _SPOILT)
def test_an_envelope_that_is_not_what_was_received_is_told(
    world: World, folios: list[str], capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    spoil, words, unread = _SPOILT[kind]
    with world.central.deps.units.reading() as work:
        row = work.integrity.records(after=0, limit=9)[1]
    path = blobs(world.central.deps).folder / f"{row.record_id}-{row.sha256}"
    content = spoil(path.read_bytes())
    path.write_bytes(content) if content else path.unlink()
    told = (1, [f"El folio {folios[1]}: {words}"])
    assert run(world, capsys) == (told if unread else (0, ["Todo cuadra"]))
    assert run(world, capsys, "--read", "50") == told


@pytest.mark.parametrize("kind", _SPOILT)
def test_a_scanned_document_that_is_not_what_was_received_is_told(
    world: World, folios: list[str], capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    brought = bring(world.central.someone(Role.REGISTRAR), a_pdf()).json()["id"]
    assert run(world, capsys, "--read", "1000") == (0, ["Todo cuadra"])
    spoil, words, unread = _SPOILT[kind]
    (path,) = blobs(world.central.deps).folder.glob(f"{brought}-*")
    content = spoil(path.read_bytes())
    path.write_bytes(content) if content else path.unlink()
    told = (1, [f"El documento escaneado {brought} del aspirante 000001: {words}"])
    assert run(world, capsys) == (told if unread else (0, ["Todo cuadra"]))
    assert run(world, capsys, "--read", "1000") == told
    del folios
