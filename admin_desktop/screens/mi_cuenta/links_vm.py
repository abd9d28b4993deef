"""The providers' accounts that open an aspirante's own: linked and unlinked one by one."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from admin_desktop.framework.local_time import LocalTime
from admin_desktop.framework.proved_vm import ProvedGateway, ProvedVm
from core.domain.access.entrada import EntradaNumber, Identidad, Proveedor


@dataclass(frozen=True, slots=True)
class LinksGateway:
    """What is asked of the server."""

    providers: Callable[[], tuple[Proveedor, ...]]
    links: Callable[[], tuple[Identidad, ...]]
    link: Callable[[EntradaNumber], Identidad]
    unlink: Callable[[str], None]
    proved: ProvedGateway


@dataclass(frozen=True, slots=True)
class LinkLine:
    """One provider: whose account of it opens this one, "" where none does."""

    proveedor: Proveedor
    said: str


class LinksVm(ProvedVm):
    """One line a provider. A link without its provider, which the server gave up, is shown too."""

    def __init__(
        self, gateway: LinksGateway, local: LocalTime, parent: QObject | None = None
    ) -> None:
        super().__init__(gateway.proved, parent)
        self._gateway, self._local = gateway, local
        self._providers: tuple[Proveedor, ...] | None = None
        self._links: dict[str, Identidad] = {}

    @property
    def loaded(self) -> bool:
        """Tell whether the server said yet what there is."""
        return self._providers is not None

    @property
    def lines(self) -> tuple[LinkLine, ...]:
        """Each provider, and what is linked of it."""
        known = {each.id: each for each in self._providers or ()}
        gone = {name: Proveedor(name, name.title()) for name in self._links if name not in known}
        return tuple(LinkLine(each, self._said_of(each.id)) for each in (known | gone).values())

    def load(self) -> None:
        """Fetch what is linked."""
        ask = self._gateway
        self._load(lambda: (ask.providers(), ask.links()), self._loaded)

    def ask_again(self) -> None:
        """Fetch what the silence of the server kept back."""
        self.load()

    def link(self, number: str) -> None:
        """Link what the browser proved."""

        def prepare() -> Callable[[], Identidad]:
            typed = self._typed_number(number)
            return lambda: self._gateway.link(typed)

        def then(linked: Identidad) -> None:
            self._links[linked.proveedor] = linked
            self._said = f"Desde ahora entra también con su cuenta de {self.provider}."
            self._stop_proving()

        self._act("Vinculando…", prepare, then)

    def unlink(self, proveedor: Proveedor) -> None:
        """Let an account of this provider open one's own no more."""

        def then(_none: object) -> None:
            self._links.pop(proveedor.id, None)
            self._said = f"Su cuenta de {proveedor.name} ya no abre esta."

        self._act("Desvinculando…", lambda: lambda: self._gateway.unlink(proveedor.id), then)

    def _loaded(self, found: tuple[tuple[Proveedor, ...], tuple[Identidad, ...]]) -> None:
        self._providers = found[0]
        self._links = {each.proveedor: each for each in found[1]}

    def _said_of(self, name: str) -> str:
        linked = self._links.get(name)
        if linked is None:
            return ""
        return (
            f"{linked.correo or 'Sin correo a la vista'}, desde {self._local.say(linked.linked_at)}"
        )
