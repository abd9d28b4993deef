"""The log of the server: one line of JSON an event, and nobody's data in it."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from core.central.database import open_database
from core.server.host.log_lines import JsonLines
from core.server.jobs.one_by_one import log_fault

SECRET = "MUESTRA FICTICIA PEREZ"


@pytest.fixture
def said() -> Iterator[io.StringIO]:
    """Give what is logged meanwhile, as a process of the server writes it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines("worker"))
    root = logging.getLogger()
    root.addHandler(handler)
    yield stream
    root.removeHandler(handler)


def lines(stream: io.StringIO) -> list[dict[str, str]]:
    return [json.loads(each) for each in stream.getvalue().splitlines()]


@pytest.mark.logs("apoyo.worker")
def test_a_fault_is_one_line_with_its_place_and_without_its_message(said: io.StringIO) -> None:
    try:
        int(SECRET)
    except ValueError as fault:
        log_fault("acuses", fault)
    [line] = lines(said)
    assert (line["level"], line["process"], line["who"]) == ("ERROR", "worker", "apoyo.worker")
    assert line["what"] == "acuses: ValueError"
    assert "test_log_lines.py" in line["trace"]
    assert SECRET not in said.getvalue()


@pytest.mark.logs("asyncio")
def test_what_a_library_says_of_an_exception_is_left_out(said: io.StringIO) -> None:
    log = logging.getLogger("asyncio")
    try:
        int(SECRET)
    except ValueError:
        log.exception("Task exception was never retrieved\nfuture: %s", SECRET)
    log.warning("one\n%s", SECRET)
    first, second = lines(said)
    assert first["what"] == "Task exception was never retrieved (ValueError)"
    assert (second["what"], "trace" in second) == ("one", False)
    assert SECRET not in said.getvalue()


def test_an_error_of_the_database_does_not_name_what_was_asked(database_url: str) -> None:
    engine = open_database(database_url)
    ask = text("INSERT INTO trabajo (id, leased_by) VALUES (:id, :who)")
    with pytest.raises(IntegrityError) as refused, engine.begin() as connection:
        connection.execute(ask, {"id": "acuses", "who": SECRET})
    engine.dispose()
    assert SECRET not in str(refused.value)
