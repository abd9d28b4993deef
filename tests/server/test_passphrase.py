"""What hands the passphrase on: memory that nobody changes, read again by each new worker."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.server.errors import PassphraseMissing
from core.server.host import passphrase

PHRASE = "frase ficticia de MUESTRA"


@given(st.text(min_size=1, max_size=200).filter(lambda text: text.isprintable()))
def test_what_is_hidden_is_read_as_often_as_a_worker_starts(text: str) -> None:
    handle = passphrase.hide(text)
    try:
        assert [passphrase.read(os.dup(handle)) for _ in range(3)] == [text] * 3
    finally:
        os.close(handle)


def test_nobody_changes_what_is_hidden_and_no_child_inherits_it() -> None:
    handle = passphrase.hide(PHRASE)
    assert not os.get_inheritable(handle)
    for change in (
        lambda: os.pwrite(handle, b"x", 0),
        lambda: os.ftruncate(handle, 0),
        lambda: os.ftruncate(handle, 100),
    ):
        with pytest.raises(OSError, match="Operation not permitted"):
            change()
    os.close(handle)


def test_the_environment_loses_what_was_read_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    monkeypatch.setenv(passphrase.VARIABLE, PHRASE)
    assert passphrase.given() == PHRASE
    assert passphrase.VARIABLE not in os.environ
    with pytest.raises(PassphraseMissing):
        passphrase.given()


def test_only_a_descriptor_of_ours_is_taken_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    for said in ("", "x", "-1", "99999", "٣", str(reading)):
        monkeypatch.setenv("APOYO_KEY_PASSPHRASE_FD", said)
        assert passphrase.handed() is None
    os.close(reading)
    os.close(writing)
    handle = passphrase.hide(PHRASE)
    os.set_inheritable(handle, True)  # noqa: FBT003  positional only
    monkeypatch.setenv("APOYO_KEY_PASSPHRASE_FD", str(handle))
    assert passphrase.handed() == handle
    assert not os.get_inheritable(handle)
    assert "APOYO_KEY_PASSPHRASE_FD" not in os.environ
    assert passphrase.read(handle) == PHRASE


def test_a_new_image_gets_the_descriptor_and_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[tuple[list[str], dict[str, str]]] = []
    monkeypatch.setattr(os, "execve", lambda _path, words, env: started.append((words, env)))
    handle = passphrase.hide(PHRASE)
    before = {passphrase.VARIABLE: PHRASE, "CREDENTIALS_DIRECTORY": "/run/x", "APOYO_LISTEN": "y"}
    passphrase.start_again(handle, ("central", "run"), before)
    ((words, environment),) = started
    assert words[-2:] == ["central", "run"]
    assert environment == {"APOYO_LISTEN": "y", "APOYO_KEY_PASSPHRASE_FD": str(handle)}
    assert os.get_inheritable(handle)
    os.close(handle)
