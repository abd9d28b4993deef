"""One grammar for the address of a server: no two libraries read two hosts in it."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from urllib3.util import parse_url

from core.domain.errors import AddressMalformed
from core.domain.values.server_address import server_address


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("https://Central.Example", "https://central.example"),
        ("  https://central.example:8443/ ", "https://central.example:8443"),
        ("https://127.0.0.1:1", "https://127.0.0.1:1"),
        ("https://[::1]:8443", "https://[::1]:8443"),
        ("https://xn--ixtln-1ta.example", "https://xn--ixtln-1ta.example"),
    ],
)
def test_an_address_is_written_in_one_way(typed: str, said: str) -> None:
    assert server_address(typed) == said


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://",
        "http://central.example",
        "central.example",
        "https://a/b",
        "https://a?b",
        "https://a#b",
        "https://a@b",
        "https://a:b@c",
        "https://a\\@b",
        "https://a b",
        "https://a\nb",
        "https://a%2eb",
        "https://a:",
        "https://a:0",
        "https://a:65536",
        "https://a:٣",
        "https://ixtlán.example",
        "https://\u212aa",
        "https://-a",
        "https://a..b",
        "https://" + "a." * 200 + "b",
        "https://a\x00",
    ],
)
def test_what_could_be_read_in_two_ways_is_no_address(text: str) -> None:
    with pytest.raises(AddressMalformed):
        server_address(text)


@given(st.text("abz09.-_:/@?#%\\[] \n\u212aé", max_size=24).map("https://".__add__))
def test_every_address_is_read_alike_by_the_libraries_that_call_it(text: str) -> None:
    try:
        address = server_address(text)
    except AddressMalformed:
        return
    assert server_address(address) == address
    try:
        ours, theirs = urlsplit(address), parse_url(address)
    except ValueError:
        return  # brackets with no address in them: nobody calls it
    assert theirs.host is not None
    assert ours.hostname == theirs.host.strip("[]")
    assert ours.port == theirs.port
    assert not ours.path
