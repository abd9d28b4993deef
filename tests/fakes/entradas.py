"""The ports of entering through a provider in memory."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count

from core.domain.access.entrada import Identidad
from core.domain.access.entrada_errors import IdentidadTaken
from core.errors import NotThere
from core.ports.central_access import CameFrom
from core.ports.entradas import Departure, Entrada, EntradaFor, Opened, Proven
from core.ports.shared import Clock


@dataclass
class MemoryEntradas:
    """Entradas in memory: the number of each is the count of those before, in six digits."""

    clock: Clock
    kept: dict[str, Entrada] = field(default_factory=dict)
    left: dict[str, tuple[Departure, str]] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    wrong: dict[str, int] = field(default_factory=dict)
    back: set[str] = field(default_factory=set)
    drawn: "count[int]" = field(default_factory=count)

    def begin(
        self, kind: EntradaFor, proveedor: str, place: CameFrom, account_id: int | None = None
    ) -> Opened:
        name = f"e{next(self.drawn)}"
        until = self.clock.now() + timedelta(minutes=10)
        self.kept[name] = Entrada(name, kind, proveedor, place.device, until, account_id)
        return Opened(name, f"page-{name}", until)

    def of_page(self, page: str) -> Entrada | None:
        name = page.removeprefix("page-")
        return self.of_secret(name) if page != name and name not in self.back else None

    def depart(self, entrada_id: str, departure: Departure) -> None:
        self.left[entrada_id] = (departure, entrada_id)

    def come_back(self, state: str, browser: str) -> Entrada | None:
        leaving = Departure(state, browser)
        found = (name for departure, name in self.left.values() if departure == leaving)
        entrada = self.of_secret(next(found, ""))
        if entrada is None or entrada.id in self.back:
            return None
        self.back.add(entrada.id)
        return entrada

    def prove(self, entrada_id: str, proven: Proven) -> str:
        self.kept[entrada_id] = replace(self.kept[entrada_id], proven=proven)
        self.numbers[entrada_id] = f"{next(self.drawn):06}"
        return self.numbers[entrada_id]

    def refuse(self, entrada_id: str, code: str) -> None:
        self.kept[entrada_id] = replace(self.kept[entrada_id], refused=code)

    def of_secret(self, secret: str) -> Entrada | None:
        entrada = self.kept.get(secret)
        return entrada if entrada is not None and self.clock.now() < entrada.until else None

    def guess(self, entrada_id: str, number: str) -> bool:
        if "".join(filter(str.isdigit, number)) == self.numbers.get(entrada_id):
            return True
        self.wrong[entrada_id] = self.wrong.get(entrada_id, 0) + 1
        if self.wrong[entrada_id] >= 5:
            self.end(entrada_id)
        return False

    def end(self, entrada_id: str) -> None:
        del self.kept[entrada_id]


@dataclass
class MemoryIdentidades:
    """Links in memory; `accounts` says which account each registered address has."""

    clock: Clock
    accounts: dict[tuple[str, str], int] = field(default_factory=dict)
    links: dict[tuple[int, str], tuple[Proven, Identidad]] = field(default_factory=dict)

    def account_of(self, issuer: str, sub: str) -> int | None:
        known = {(each.issuer, each.sub): whose for (whose, _), (each, _) in self.links.items()}
        return known.get((issuer, sub))

    def registered(self, proveedor: str, correo: str) -> int | None:
        return self.accounts.get((proveedor, correo.strip().casefold()))

    def link(self, account_id: int, proveedor: str, proven: Proven) -> Identidad:
        known = self.account_of(proven.issuer, proven.sub)
        if known is not None or (account_id, proveedor) in self.links:
            raise IdentidadTaken
        linked = Identidad(proveedor, proven.correo, self.clock.now())
        self.links[account_id, proveedor] = (proven, linked)
        return linked

    def unlink(self, account_id: int, proveedor: str) -> None:
        if (account_id, proveedor) not in self.links:
            raise NotThere
        del self.links[account_id, proveedor]

    def unlink_all(self, account_id: int) -> None:
        kept = {which: each for which, each in self.links.items() if which[0] != account_id}
        self.links = kept

    def of(self, account_id: int) -> tuple[Identidad, ...]:
        own = (each for which, (_, each) in self.links.items() if which[0] == account_id)
        return tuple(sorted(own, key=lambda each: each.proveedor))
