"""The reader, opened once for all tests: its models take a tenth of a second each."""

import pytest

from core.credential.engines import open_reader
from core.credential.reader import CredentialReader


@pytest.fixture(scope="session")
def reader() -> CredentialReader:
    return open_reader()
