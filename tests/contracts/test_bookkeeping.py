"""The contract of log, outgoing mail and what is set aside: in memory and in both databases."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from core.central.chain import NO_HEAD
from core.central.mail.outbox import StoredOutbox
from core.central.unit_of_work import UnitOfWork
from core.errors import NotThere
from core.ports.apartados import Apartados
from core.ports.central import Attachment, Bitacora, Letter, NewMail, Outbox
from tests.fakes.apartados import MemoryApartados
from tests.fakes.clock import SetClock
from tests.fakes.registration import MemoryBitacora, MemoryOutbox

DAY = timedelta(days=1)
LETTER = Letter("Asunto", "Texto", "<p>Texto</p>")


@dataclass
class Ports:
    """The ports that every act and job writes to."""

    clock: SetClock
    bitacora: Bitacora
    outbox: MemoryOutbox | StoredOutbox
    apartados: Apartados

    @property
    def mail(self) -> Outbox:
        return self.outbox

    def put(self, kind: str, about: str, *, secret: bool = False) -> int:
        picture = Attachment("qr.png", "image/png", b"QR", "qr")
        to = "ana@muestra.example"
        return self.mail.put(NewMail(kind, to, about, LETTER, secret, (picture,)))

    def waiting(self) -> dict[int, NewMail]:
        """Return what the worker would send now, by its id."""
        if isinstance(self.outbox, MemoryOutbox):
            return self.outbox.waiting
        return {each: self.outbox.read(each) for each in self.outbox.due(limit=9)}


@pytest.fixture
def ports(work: UnitOfWork | None, clock: SetClock) -> Ports:
    if work is None:
        return Ports(clock, MemoryBitacora(), MemoryOutbox(), MemoryApartados(clock))
    return Ports(clock, work.bitacora, work.outbox, work.apartados)


def test_entries_are_numbered_from_one_and_each_moves_the_head(ports: Ports) -> None:
    heads = [ports.bitacora.head()]
    assert heads == [NO_HEAD]
    for number in (1, 2, 3):  # three that say the same
        assert ports.bitacora.append("acto", "000001", {"cargo": "gubernatura"}) == number
        heads.append(ports.bitacora.head())
    assert ports.bitacora.append("otro", "000002") == 4
    heads.append(ports.bitacora.head())
    assert len(set(heads)) == len(heads)
    assert all(len(bytes.fromhex(head)) == 32 for head in heads)
    assert ports.bitacora.head() == heads[-1]  # asking changes nothing


def test_a_mail_waits_whole_under_an_id_of_its_own(ports: Ports) -> None:
    first, second = ports.put("acuse", "000001"), ports.put("acuse", "000001", secret=True)
    assert list(ports.waiting()) == sorted({first, second})
    kept = ports.waiting()[second]
    assert (kept.kind, kept.to, kept.about) == ("acuse", "ana@muestra.example", "000001")
    assert (kept.letter, kept.secret) == (LETTER, True)
    assert [each.content for each in kept.attachments] == [b"QR"]


def test_what_waits_of_a_kind_about_somebody_is_withdrawn_and_nothing_else(ports: Ports) -> None:
    sent = ports.put("activacion", "v1")
    ports.outbox.sent(sent)
    withdrawn = ports.put("activacion", "v1")
    others = [ports.put("acuse", "v1"), ports.put("activacion", "v2")]
    assert list(ports.waiting()) == [withdrawn, *others]
    ports.mail.void("activacion", "v1")
    assert list(ports.waiting()) == others
    fresh = ports.put("activacion", "v1")
    assert list(ports.waiting()) == [*others, fresh]


def test_what_is_set_aside_rests_until_its_next_try_is_due(ports: Ports) -> None:
    own = ports.apartados
    assert own.set_aside("correo", "7", "correo_no_armado")
    assert own.set_aside("acuses", "7", "apartado_sin_prever")
    assert not own.set_aside("correo", "7", "otro")
    assert (own.names("correo"), own.names("verificacion")) == ({"7"}, frozenset())
    assert own.resting("correo") == {"7"}
    ports.clock.forward(DAY)
    assert own.resting("correo") == frozenset()
    assert own.names("correo") == {"7"}


def test_an_item_is_due_at_once_where_a_person_asked(ports: Ports) -> None:
    own = ports.apartados
    own.set_aside("correo", "7", "correo_no_armado")
    own.set_aside("correo", "8", "correo_no_armado")
    asked = own.again(1)
    assert (asked.id, asked.job, asked.item) == (1, "correo", "7")
    assert (asked.code, asked.tries) == ("correo_no_armado", 1)
    assert (asked.first_at, asked.next_try_at) == (ports.clock.now(), ports.clock.now())
    assert own.resting("correo") == {"8"}
    with pytest.raises(NotThere):
        own.again(9)


def test_what_succeeded_is_forgiven_alone(ports: Ports) -> None:
    own = ports.apartados
    for item in ("7", "8", "9"):
        own.set_aside("correo", item, "correo_no_armado")
    own.set_aside("acuses", "7", "apartado_sin_prever")
    own.forgive("correo", ["7", "9", "nada"])
    assert (own.names("correo"), own.names("acuses")) == ({"8"}, {"7"})
    assert own.set_aside("correo", "7", "correo_no_armado")  # anew: its first failure
