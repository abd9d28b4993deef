"""What vanishes is seen: from outside by the kernel's word, and from inside a driven app."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.walkthrough.stage import REPOSITORY
from tests.walkthrough.waiting import until
from tests.walkthrough.watch import Watch

_FLEETING = """
import sys
from pathlib import Path
from tests.walkthrough.drive.writes import Writes
here, kept, log = (Path(each) for each in sys.argv[1:4])
Writes('prueba', log, kept).listen()
clear = here / 'claro.jpg'
clear.write_bytes(b'CLARO' * 99)
HOW
"""
HOWS = {
    "removed": "clear.unlink()",
    "wiped and removed": "clear.write_bytes(b'0' * 495); clear.unlink()",
    "replaced": "(here / 'b').write_bytes(b'x'); (here / 'b').replace(clear)",
}


def _holds(folder: Path, what: bytes) -> bool:
    return any(what in path.read_bytes() for path in folder.iterdir() if path.is_file())


_VANISHES = """
import os, sys
from pathlib import Path
here = Path(sys.argv[1])
for number in range(40):
    (here / f"claro{number}").write_bytes(b"FUGAZ %d." % number)
    os.unlink(here / f"claro{number}")
sys.stdin.read()
"""


def test_what_vanishes_at_once_is_kept_wherever_it_lies(tmp_path: Path) -> None:
    pids: set[int] = set()
    kept, elsewhere = tmp_path / "vistos", tmp_path / "otra parte"
    elsewhere.mkdir()
    watch = Watch(kept, lambda: pids)
    watch.start([])
    if not watch.whole:
        watch.stop()
        pytest.skip("only root may ask for the whole machine")
    command = [sys.executable, "-c", _VANISHES, str(elsewhere)]
    program = subprocess.Popen(command, start_new_session=True, stdin=subprocess.PIPE)
    pids.add(program.pid)
    until(lambda: _holds(kept, b"FUGAZ 39."), "no se vio", 60)
    stranger = [sys.executable, "-c", _VANISHES.replace("FUGAZ", "AJENO"), str(elsewhere)]
    subprocess.run(stranger, check=True, stdin=subprocess.DEVNULL)
    program.communicate()
    watch.stop()
    assert not watch.lost
    assert all(_holds(kept, b"FUGAZ %d." % number) for number in range(40))
    assert {str(elsewhere / f"claro{number}") for number in range(40)} <= watch.paths


def test_without_that_right_what_comes_to_be_in_the_folders_is_kept(tmp_path: Path) -> None:
    data, kept = tmp_path / "data", tmp_path / "vistos"
    data.mkdir()
    (data / "antes").write_bytes(b"ANTES")
    watch = Watch(kept, set)
    watch.start([data], privileged=False)
    word = watch.sees(data)
    deep = data / "a" / "b"
    deep.mkdir(parents=True)
    (deep / "hondo").write_bytes(b"HONDO")
    until(lambda: _holds(kept, b"HONDO"), "no se vio", 60)
    (deep / "hondo").unlink()
    (data / "antes").unlink()
    watch.stop()
    assert not watch.lost
    assert all(_holds(kept, each) for each in (word.encode(), b"HONDO", b"ANTES"))


@pytest.mark.parametrize("how", HOWS)
def test_an_app_is_seen_from_inside_whatever_it_does_with_a_clear_file(
    tmp_path: Path, how: str
) -> None:
    here, kept, log = tmp_path / "app", tmp_path / "vistos", tmp_path / "log.txt"
    here.mkdir()
    script = _FLEETING.replace("HOW", HOWS[how])
    command = [sys.executable, "-c", script, str(here), str(kept), str(log)]
    subprocess.run(command, cwd=REPOSITORY, check=True)
    assert str(here / "claro.jpg") in log.read_text()
    if how != "replaced":
        assert _holds(kept, b"CLARO")
