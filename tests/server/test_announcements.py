"""How much a device may announce."""

import pytest

from core.domain.apoyo_errors import TooManyAnnouncements
from core.server.uploads import Announcements


def test_what_a_device_may_announce_fills_up_with_time() -> None:
    allowed = Announcements(burst=1_000, a_second=10)
    allowed.take("a", 700, 0.0)
    with pytest.raises(TooManyAnnouncements) as refused:
        allowed.take("a", 700, 0.0)
    assert refused.value.facts == {"seconds": "80"}
    allowed.take("b", 700, 0.0)
    with pytest.raises(TooManyAnnouncements):
        allowed.take("a", 700, 79.0)
    allowed.take("a", 700, 80.0)
