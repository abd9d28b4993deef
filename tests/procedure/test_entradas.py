"""Entering through a provider: nothing without the number, and no account of anybody else."""

from datetime import timedelta

import pytest

from core.domain.access.access_errors import AccountClosed
from core.domain.access.entrada import EntradaNumber
from core.domain.access.entrada_errors import (
    EntradaOver,
    EntradaWaiting,
    IdentidadTaken,
    IdentidadUnknown,
    NumberWrong,
    OnlyEntrada,
    ProveedorRefused,
    ProveedorSilent,
    ProveedorUnknown,
    TooManyEntradas,
)
from core.domain.access.session import Session
from core.errors import NotAllowed, NotThere
from core.ports.central_access import Account, CameFrom
from core.ports.entradas import Proven
from core.procedure.access.entradas import (
    BEGUN,
    LEFT,
    BeginEntrada,
    EnterByProveedor,
    LeaveForProveedor,
    LinkIdentidad,
    TellOfLink,
    UnlinkIdentidad,
    of_page,
    stands,
)
from tests.fakes.access import MemoryTries
from tests.fakes.entradas import MemoryEntradas, MemoryIdentidades
from tests.fakes.registration import a_letter
from tests.procedure.test_n04_register_aspirante import Office

ANA = Proven("https://uno.example", "7", "ana@muestra.example", vouched=True)
_PLACE = CameFrom("Escritorio", "127.0.0.1")


class House(Office):
    """An aspirante is registered, and two providers are known."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.entradas = MemoryEntradas(self.clock)
        self.identidades = MemoryIdentidades(self.clock)
        self.tries = MemoryTries(self.clock)
        self.aspirante = self.register()
        self.outbox.mails.clear()
        self.bitacora.acts.clear()

    @property
    def account(self) -> Account:
        return self.accounts.of_aspirante(self.aspirante.id_solicitante)

    @property
    def tell(self) -> TellOfLink:
        names = {"google": "Google"}
        return TellOfLink(
            self.aspirantes, self.outbox, self.procesos, a_letter, self.bitacora, names
        )

    def begin(self, account_id: int | None = None, proveedor: str = "google") -> str:
        """Begin one; return its secret."""
        known = ("google", "otro")
        act = BeginEntrada(self.entradas, self.tries, self.clock, _PLACE, known, "https://aqui")
        begun = act(proveedor, account_id)
        assert begun.page.startswith("https://aqui/entrada/page-")
        return begun.secret

    def proved(self, proven: Proven = ANA, account_id: int | None = None) -> EntradaNumber:
        """Return what somebody types whose browser proved that."""
        secret = self.begin(account_id)
        return EntradaNumber(secret, self.entradas.prove(secret, proven))

    def enter(self, typed: EntradaNumber) -> Session | NotAllowed:
        act = EnterByProveedor(
            entradas=self.entradas,
            identidades=self.identidades,
            accounts=self.accounts,
            sessions=self.sessions,
            bitacora=self.bitacora,
            clock=self.clock,
            place=_PLACE,
            tell=self.tell,
        )
        return act(typed)

    def link(self, typed: EntradaNumber) -> object:
        return LinkIdentidad(self.entradas, self.identidades, self.tell)(self.account, typed)

    def unlink(self, proveedor: str = "google") -> None:
        UnlinkIdentidad(self.identidades, self.bitacora)(self.account, proveedor)


@pytest.fixture
def house() -> House:
    return House()


def test_it_begins_with_a_provider_that_is_known_and_so_often(house: House) -> None:
    with pytest.raises(ProveedorUnknown):
        house.begin(proveedor="facebook")
    for _ in range(BEGUN.tries):
        house.begin()
    with pytest.raises(TooManyEntradas):
        house.begin()
    house.clock.at += BEGUN.each
    house.begin()


def test_a_browser_leaves_for_the_provider_so_often(house: House) -> None:
    leave = LeaveForProveedor(house.entradas, house.tries, house.clock)
    page, other = f"page-{house.begin()}", f"page-{house.begin()}"
    for _ in range(LEFT.tries):
        leave(page)
    with pytest.raises(TooManyEntradas):
        leave(page)
    assert leave(other).proveedor == "google"
    with pytest.raises(EntradaOver):
        leave("page-nadie")


def test_a_program_is_told_how_it_stands(house: House) -> None:
    secret = house.begin()
    assert not stands(house.entradas, secret).returned
    assert of_page(house.entradas, f"page-{secret}").device == "Escritorio"
    house.entradas.prove(secret, ANA)
    assert stands(house.entradas, secret).returned
    house.clock.at += timedelta(minutes=10)
    with pytest.raises(EntradaOver):
        stands(house.entradas, secret)
    with pytest.raises(EntradaOver):
        of_page(house.entradas, f"page-{secret}")


@pytest.mark.parametrize("refusal", [ProveedorRefused, ProveedorSilent])
def test_how_it_ended_in_the_browser_is_told(
    house: House, refusal: type[ProveedorRefused | ProveedorSilent]
) -> None:
    secret = house.begin()
    house.entradas.refuse(secret, refusal.code)
    with pytest.raises(refusal):
        stands(house.entradas, secret)
    with pytest.raises(refusal):
        house.enter(EntradaNumber(secret, "000000"))


def test_the_registered_account_enters_and_is_linked(house: House) -> None:
    house.identidades.accounts["google", ANA.correo] = house.account.id
    session = house.enter(house.proved())
    assert isinstance(session, Session)
    assert (session.must_change_password, session.must_accept_duty) == (False, True)
    assert (house.account.kept, house.account.must_change) == ("", False)
    (mail,) = house.outbox.mails
    assert mail.to == house.aspirante.registro.autenticacion.correo
    assert "Google" in mail.letter.text
    assert [act for act, _ in house.bitacora.acts] == [
        "identidad_vinculada",
        "contrasena_temporal_anulada",
        "sesion_abierta_por_proveedor",
    ]
    house.identidades.accounts.clear()
    assert isinstance(house.enter(house.proved()), Session)
    assert len(house.outbox.mails) == 1


def test_an_own_password_stays(house: House) -> None:
    house.accounts.set_password(house.account.id, "propia")
    house.identidades.link(house.account.id, "google", ANA)
    assert isinstance(house.enter(house.proved()), Session)
    assert house.account.kept == "propia"


def test_nobody_enters_who_is_not_known_not_vouched_for_or_closed(house: House) -> None:
    assert isinstance(house.enter(house.proved()), IdentidadUnknown)
    house.identidades.accounts["google", ANA.correo] = house.account.id
    unvouched = Proven(ANA.issuer, ANA.sub, ANA.correo, vouched=False)
    assert isinstance(house.enter(house.proved(unvouched)), IdentidadUnknown)
    house.accounts.set_closed(house.account.id, closed=True)
    assert isinstance(house.enter(house.proved()), AccountClosed)
    assert not house.identidades.links


def test_it_takes_the_number_of_what_was_begun_for_a_session(house: House) -> None:
    house.identidades.link(house.account.id, "google", ANA)
    with pytest.raises(EntradaWaiting):
        house.enter(EntradaNumber(house.begin(), "000000"))
    with pytest.raises(EntradaOver):
        house.enter(EntradaNumber("nadie", "000000"))
    with pytest.raises(EntradaOver):
        house.enter(house.proved(account_id=house.account.id))
    typed = house.proved()
    assert isinstance(house.enter(EntradaNumber(typed.secret, "x")), NumberWrong)
    assert isinstance(house.enter(typed), Session)
    with pytest.raises(EntradaOver):
        house.enter(typed)


def test_a_link_is_of_who_began_it(house: House) -> None:
    mine, another = house.account.id, house.account.id + 1
    for typed in (house.proved(), house.proved(account_id=another)):
        with pytest.raises(EntradaOver):
            house.link(typed)
    typed = house.proved(account_id=mine)
    assert isinstance(house.link(EntradaNumber(typed.secret, "x")), NumberWrong)
    house.link(typed)
    assert [each.proveedor for each in house.identidades.of(mine)] == ["google"]
    with pytest.raises(IdentidadTaken):
        house.link(house.proved(account_id=mine))


def test_it_is_unlinked_where_a_password_remains(house: House) -> None:
    house.identidades.link(house.account.id, "google", ANA)
    house.accounts.set_password(house.account.id, "")
    with pytest.raises(OnlyEntrada):
        house.unlink()
    house.accounts.set_password(house.account.id, "propia")
    house.unlink()
    with pytest.raises(NotThere):
        house.unlink()
    assert house.bitacora.acts[-1][0] == "identidad_desvinculada"
