"""Whatever is pasted into a search is one that the server takes."""

from hypothesis import given
from hypothesis import strategies as st

from core.client.pages import asked
from core.domain.listing.renglones import Wanted


@given(st.text(max_size=300))
def test_a_search_is_short_and_has_no_sign_that_is_not_seen(typed: str) -> None:
    search = asked(Wanted(typed), "", 0).get("search", "")
    assert len(search) <= 100
    assert not [sign for sign in search if ord(sign) < 0x20 or 0x7F <= ord(sign) < 0xA0]


def test_words_stay_as_they_were_typed() -> None:
    assert asked(Wanted("  Ana\x00 MUESTRA\t🙂 "), "", 0)["search"] == "Ana MUESTRA 🙂"
