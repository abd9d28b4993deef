"""Entering through a provider of identity (4.e.b), on the server: from the first word to the last.

A browser that was sent a link could prove somebody for a stranger's program. So the browser tells
a number that the person types where they asked; a program without it gets nothing.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from core.domain.access.access_errors import AccountClosed
from core.domain.access.entrada import EntradaBegun, EntradaNumber, EntradaStands, Identidad
from core.domain.access.entrada_errors import (
    KEPT,
    EntradaOver,
    EntradaWaiting,
    IdentidadUnknown,
    NumberWrong,
    OnlyEntrada,
    ProveedorRefused,
    ProveedorUnknown,
    TooManyEntradas,
)
from core.domain.access.session import Session
from core.errors import ApoyoError, NotAllowed
from core.ports.central import Bitacora, Letters, NewMail, Outbox
from core.ports.central_access import Account, Accounts, CameFrom, Limit, Sessions, Tries
from core.ports.central_registration import Aspirantes, Procesos
from core.ports.entradas import Entrada, EntradaFor, Entradas, Identidades, Proven
from core.ports.shared import Clock
from core.procedure.access.guesses import refuse
from core.procedure.access.letter_head import letter_head
from core.procedure.access.sign_in import as_session

BEGUN = Limit(tries=30, each=timedelta(seconds=30))
"""Entradas begun from one address: behind it may be a whole office."""
LEFT = Limit(tries=5, each=timedelta(minutes=2))
"""Times that one browser leaves for the provider, whom this server asks each time."""
KIND = "identidad_vinculada"


@dataclass(frozen=True, slots=True)
class BeginEntrada:
    """Begin one for a program that asks from `place`; pages stand under `url`."""

    entradas: Entradas
    tries: Tries
    clock: Clock
    place: CameFrom
    known: Collection[str]
    url: str

    def __call__(self, proveedor: str, account_id: int | None = None) -> EntradaBegun:
        """Return the secret and the page, for a link to `account_id` or else for a session.

        Raises ProveedorUnknown, or TooManyEntradas: each counts, however it ends.
        """
        if proveedor not in self.known:
            raise ProveedorUnknown
        until = self.tries.take(f"entradas desde {self.place.address}", BEGUN)
        refuse(until, self.clock.now(), TooManyEntradas)
        kind = EntradaFor.SESSION if account_id is None else EntradaFor.LINK
        opened = self.entradas.begin(kind, proveedor, self.place, account_id)
        return EntradaBegun(opened.secret, f"{self.url}/entrada/{opened.page}", opened.until)


def stands(entradas: Entradas, secret: str) -> EntradaStands:
    """Tell whether the browser came back. Raises EntradaOver, or that with which it ended."""
    entrada = _going_on(entradas.of_secret(secret))
    return EntradaStands(returned=entrada.proven is not None)


def of_page(entradas: Entradas, page: str) -> Entrada:
    """Return the entrada whose page a browser opened. Raises EntradaOver."""
    return _going_on(entradas.of_page(page))


@dataclass(frozen=True, slots=True)
class LeaveForProveedor:
    """Let the browser of an entrada leave, and leave again where it came to nothing."""

    entradas: Entradas
    tries: Tries
    clock: Clock

    def __call__(self, page: str) -> Entrada:
        """Return the entrada of a page. Raises EntradaOver or TooManyEntradas."""
        entrada = of_page(self.entradas, page)
        until = self.tries.take(f"salidas de {entrada.id}", LEFT)
        refuse(until, self.clock.now(), TooManyEntradas)
        return entrada


@dataclass(frozen=True, slots=True)
class EnterByProveedor:
    """Open a session for whom a provider proved, once the number was typed."""

    entradas: Entradas
    identidades: Identidades
    accounts: Accounts
    sessions: Sessions
    bitacora: Bitacora
    clock: Clock
    place: CameFrom
    tell: "TellOfLink"

    def __call__(self, typed: EntradaNumber) -> Session | NotAllowed:
        """Return the session, or the refusal: the count of wrong numbers must be kept as well.

        A first one binds the provider's account where it is the one registered in 4.e.b and the
        provider vouches for its address. A temporary password of the account is void from then on:
        it travelled by mail, and nothing needs it any more. Raises EntradaOver, EntradaWaiting.
        """
        found = _guessed(self.entradas, typed, EntradaFor.SESSION)
        if isinstance(found, NotAllowed):
            return found
        entrada, proven = found
        self.entradas.end(entrada.id)
        known = self.identidades.account_of(proven.issuer, proven.sub)
        account_id = known
        if known is None and proven.vouched:
            account_id = self.identidades.registered(entrada.proveedor, proven.correo)
        if account_id is None:
            return IdentidadUnknown()
        account = self.accounts.by_id(account_id)
        if account.closed_at is not None:
            self.bitacora.append("acceso_negado", account.user)
            return AccountClosed()
        if known is None:
            self.identidades.link(account_id, entrada.proveedor, proven)
            self.tell(account, entrada.proveedor)
        if account.must_change:
            self.accounts.set_password(account_id, "")
            self.bitacora.append("contrasena_temporal_anulada", account.user)
        self.accounts.logged_in(account_id)
        facts = {"proveedor": entrada.proveedor}
        self.bitacora.append("sesion_abierta_por_proveedor", account.user, facts)
        account = self.accounts.by_id(account_id)
        return as_session(account, self.sessions.open(account_id, self.place))


@dataclass(frozen=True, slots=True)
class LinkIdentidad:
    """Bind what a provider proved to the account of who asks, once the number was typed."""

    entradas: Entradas
    identidades: Identidades
    tell: "TellOfLink"

    def __call__(self, account: Account, typed: EntradaNumber) -> Identidad | NotAllowed:
        """Return the link, or the refusal: the count of wrong numbers must be kept as well.

        Raises EntradaOver, also for what another account began; EntradaWaiting, IdentidadTaken.
        """
        found = _guessed(self.entradas, typed, EntradaFor.LINK, account.id)
        if isinstance(found, NotAllowed):
            return found
        entrada, proven = found
        linked = self.identidades.link(account.id, entrada.proveedor, proven)
        self.entradas.end(entrada.id)
        self.tell(account, entrada.proveedor)
        return linked


@dataclass(frozen=True, slots=True)
class UnlinkIdentidad:
    """A provider's account opens nothing here any more."""

    identidades: Identidades
    bitacora: Bitacora

    def __call__(self, account: Account, proveedor: str) -> None:
        """Raise NotThere, or OnlyEntrada for who would be left without a way in."""
        if not account.kept:
            raise OnlyEntrada
        self.identidades.unlink(account.id, proveedor)
        self.bitacora.append("identidad_desvinculada", account.user, {"proveedor": proveedor})


@dataclass(frozen=True, slots=True)
class TellOfLink:
    """Note that a provider's account opens an aspirante's from now on, and mail it to them.

    `names` says how people call each provider.
    """

    aspirantes: Aspirantes
    outbox: Outbox
    procesos: Procesos
    letters: Letters
    bitacora: Bitacora
    names: dict[str, str]

    def __call__(self, account: Account, proveedor: str) -> None:
        """Write to the address of 4.e.a."""
        self.bitacora.append("identidad_vinculada", account.user, {"proveedor": proveedor})
        published = self.procesos.latest()
        facts = letter_head(published.proceso if published else None)
        facts |= {"nombre": account.name, "proveedor": self.names.get(proveedor, proveedor)}
        to = self.aspirantes.by_id(account.id_solicitante).registro.autenticacion.correo
        self.outbox.put(NewMail(KIND, to, account.id_solicitante, self.letters(KIND, facts)))


def _guessed(
    entradas: Entradas, typed: EntradaNumber, kind: EntradaFor, account_id: int | None = None
) -> tuple[Entrada, Proven] | NotAllowed:
    """Return the entrada and what was proved for it, or NumberWrong, whose count must be kept."""
    entrada = _going_on(entradas.of_secret(typed.secret))
    if entrada.kind is not kind or entrada.account_id != account_id:
        raise EntradaOver
    if entrada.proven is None:
        raise EntradaWaiting
    if not entradas.guess(entrada.id, typed.number):
        return NumberWrong()
    return entrada, entrada.proven


def _going_on(entrada: Entrada | None) -> Entrada:
    """Return one that did not end. Raises EntradaOver, or that with which it ended."""
    if entrada is None:
        raise EntradaOver
    if entrada.refused:
        refusal: type[ApoyoError] = KEPT.get(entrada.refused, ProveedorRefused)
        raise refusal
    return entrada
