"""The reader, opened once for all tests: its models take a tenth of a second each."""

import pytest

from core.credential.reader import CredentialReader
from tests.credential.cards import the_reader


@pytest.fixture(scope="session")
def reader() -> CredentialReader:
    return the_reader()
