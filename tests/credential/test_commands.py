"""The command line: one object, one file each of a batch, one line and status 2 on trouble."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import cast

import numpy as np
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from core.credential import __main__ as commands
from core.credential.__main__ import main
from core.credential.batch import read_batch
from core.credential.reader import CredentialReader
from core.cv import cv2
from core.muestra.make import make_sample
from core.muestra.people import Asked
from tests.credential.cards import card, the_reader


@pytest.fixture
def _read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands read by the engine that other tests read the same cards with."""
    monkeypatch.setattr(commands, "open_reader", lambda *_: the_reader())


@pytest.mark.usefixtures("_read_once")
def test_read_prints_one_object(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sample = card(3, "easy", "G")
    sample.write(tmp_path, "a")
    front, back = str(tmp_path / "a_front.jpg"), str(tmp_path / "a_back.jpg")
    assert main(["read", "--front", front, "--back", back, "--on", "2026-11-24", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["fields"]["curp"] == sample.person.text("curp")


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "imagen_vacia"), (b"texto", "imagen_no_es"), (None, "archivo_no_se_lee")],
)
def test_a_file_that_cannot_be_used_ends_with_two_and_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, code: str
) -> None:
    path = tmp_path / "x.jpg"
    if content is not None:
        path.write_bytes(content)
    assert main(["read", "--front", str(path), "--json"]) == 2
    told = capsys.readouterr().err.strip()
    assert told.startswith(code)
    assert "\n" not in told


def test_a_missing_model_folder_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.jpg"
    path.write_bytes(card(3, "easy", "G").front.jpeg)
    assert main(["read", "--front", str(path), "--models", str(tmp_path / "nada")]) == 2
    assert capsys.readouterr().err.startswith("modelo_falta")


@pytest.mark.usefixtures("_read_once")
def test_a_batch_goes_on_after_a_bad_file(tmp_path: Path) -> None:
    card(3, "easy", "E").write(tmp_path, "good")
    (tmp_path / "bad_front.jpg").write_bytes(b"nada")
    out = tmp_path / "out"
    assert main(["read", "--batch", str(tmp_path), "--out", str(out)]) == 0
    bad = json.loads((out / "bad.json").read_text("utf-8"))
    good = json.loads((out / "good.json").read_text("utf-8"))
    assert bad["error"]["code"] == "imagen_no_es"
    assert good["fields"]["clave_elector"]


@pytest.mark.usefixtures("_read_once")
def test_a_batch_takes_names_in_any_case_and_any_decoder_s_fault(tmp_path: Path) -> None:
    sample = card(3, "easy", "E")
    info = PngInfo()
    info.add_text("MUESTRA", "x" * 2_000_000, zip=True)
    Image.new("RGB", (64, 48)).save(tmp_path / "e_front.jpg", "PNG", pnginfo=info)
    (tmp_path / "m_front.JPG").write_bytes(sample.front.jpeg + b"MotionPhoto_Data")
    (tmp_path / "m_back.jpeg").write_bytes(sample.back.jpeg)
    (tmp_path / "z_FRONT.Jpg").write_bytes(sample.front.jpeg)
    out = tmp_path / "out"
    assert main(["read", "--batch", str(tmp_path), "--out", str(out)]) == 0
    read = {name: json.loads((out / f"{name}.json").read_text("utf-8")) for name in "emz"}
    assert read["m"]["fields"]["cic"] == sample.person.text("cic")
    assert read["z"]["fields"]["clave_elector"]
    assert "findings" in read["e"]


def test_a_fault_of_the_reader_itself_does_not_end_a_batch(tmp_path: Path) -> None:
    class Broken:
        def read(self, front: bytes, *_: object) -> object:
            raise MemoryError(front)

    for name in ("a", "z"):
        (tmp_path / f"{name}_front.jpg").write_bytes(b"MUESTRA")
    assert (
        read_batch(cast("CredentialReader", Broken()), tmp_path, tmp_path, date(2026, 11, 28)) == 0
    )
    told = [json.loads((tmp_path / f"{name}.json").read_text("utf-8")) for name in "az"]
    assert [one["error"]["code"] for one in told] == ["lectura_fallo"] * 2


def test_a_folder_without_fronts_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "foto.jpg").write_bytes(b"nada")
    assert main(["read", "--batch", str(tmp_path)]) == 2
    assert "lote_sin_frentes" in capsys.readouterr().err


@pytest.mark.sampled(1)
@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_json_is_utf_8_whatever_the_terminal_says(tmp_path: Path, encoding: str) -> None:
    sample = make_sample(3, "easy", "E", Asked(paterno="PEÑA"))
    (tmp_path / "n.jpg").write_bytes(sample.front.jpeg)
    command = [sys.executable, "-m", "core.credential", "read", "--front", "n.jpg", "--json"]
    root = str(Path(__file__).resolve().parents[2])
    said = subprocess.run(
        command,
        cwd=tmp_path,
        env=os.environ | {"PYTHONIOENCODING": encoding, "PYTHONPATH": root},
        capture_output=True,
        check=True,
    ).stdout
    assert json.loads(said.decode("utf-8"))["fields"]["apellido_paterno"] == "PEÑA"


def _video(path: Path, frames: list[np.ndarray]) -> None:
    size = (frames[0].shape[1], frames[0].shape[0])
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 15, size)
    for frame in frames:
        writer.write(frame)
    writer.release()


def test_watch_takes_a_steady_frame_after_an_empty_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shot = card(3, "easy", "G").front.jpeg
    seen = cv2.resize(cv2.imdecode(np.frombuffer(shot, np.uint8), 1), (960, 720))
    table = np.full_like(seen, 120)
    _video(tmp_path / "v.avi", [table] * 4 + [seen] * 12)
    assert main(["watch", str(tmp_path / "v.avi"), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["frame"] >= 4
    assert found["guidance"][0]["code"] == "guia_busque"


def test_watch_takes_nothing_where_no_card_is_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _video(tmp_path / "v.avi", [np.full((720, 1280, 3), 90, np.uint8)] * 10)
    assert main(["watch", str(tmp_path / "v.avi"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["frame"] is None
