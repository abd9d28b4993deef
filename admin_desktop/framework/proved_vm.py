"""What waits for a browser: somebody proves there who they are, and types here what it shows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import QObject, QTimer, Slot

from admin_desktop.framework.working_vm import WorkingVm
from core.domain.access.entrada import EntradaBegun, EntradaNumber, EntradaStands, Proveedor
from core.domain.values.form_errors import FormBroken
from core.domain.values.form_reader import FormReader
from core.errors import ApoyoError, CentralUnreachable

_EVERY_MS = 2_000
_GOES_ON = frozenset({"numero_no_coincide", "entrada_sin_terminar"})
"""The server's words for: type the number again. After any other only beginning anew helps."""


@dataclass(frozen=True, slots=True)
class ProvedGateway:
    """What is asked meanwhile. `open_page` tells whether this machine has a browser for it."""

    begin: Callable[[str], EntradaBegun]
    ask: Callable[[str], EntradaStands]
    open_page: Callable[[str], bool]


class ProvedVm(WorkingVm):
    """Begins, opens the browser, and asks how it stands until the browser is back."""

    wire_fields: ClassVar = {"number": "numero"}

    def __init__(self, proved: ProvedGateway, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._proved = proved
        self._begun: EntradaBegun | None = None
        self._with = Proveedor("", "")
        self._opened, self._returned, self._asking = True, False, False
        self._tick = QTimer(self)
        self._tick.setInterval(_EVERY_MS)
        self._tick.timeout.connect(self._ask)

    @property
    def proving(self) -> bool:
        """Tell whether a browser is waited for, or its number."""
        return self._begun is not None

    @property
    def page(self) -> str:
        """The address that a browser opens; "" where none is waited for."""
        return self._begun.page if self._begun else ""

    @property
    def provider(self) -> str:
        """What people call the provider that was chosen."""
        return self._with.name

    @property
    def stands(self) -> str:
        """How it stands, in a sentence."""
        if self._returned:
            return "El navegador terminó. Escriba aquí el número que le muestra."
        if not self._opened:
            return "Este equipo no abrió un navegador. Lea el QR con su teléfono."
        return "Se espera a que termine en el navegador, o en el teléfono con que lea este QR."

    def prove_with(self, proveedor: Proveedor) -> None:
        """Begin with a provider, and open its page."""

        def begun(entrada: EntradaBegun) -> None:
            self._begun, self._with, self._returned = entrada, proveedor, False
            self._opened = self._proved.open_page(entrada.page)
            self._tick.start()
            self._proving_changed()

        self._act("Abriendo…", lambda: lambda: self._proved.begin(proveedor.id), begun)

    @Slot()
    def open_again(self) -> None:
        """Open the page once more."""
        if self._begun is not None:
            self._opened = self._proved.open_page(self._begun.page)
            self.changed.emit()

    @Slot()
    def give_up_proving(self) -> None:
        """Wait for no browser any more."""
        self._stop_proving()
        self._clear()
        self._proving_changed()
        self.changed.emit()

    def _proving_changed(self) -> None:
        """Show what is shown while a browser is waited for, or no longer."""

    def _stop_proving(self) -> None:
        self._tick.stop()
        self._begun, self._returned = None, False

    def _typed_number(self, number: str) -> EntradaNumber:
        """Return what was typed. Raises FormBroken where nothing was."""
        form = FormReader({"numero": number})
        typed = form.required("numero")
        form.close()
        return EntradaNumber(self._begun.secret if self._begun else "", typed)

    def _fail(self, error: ApoyoError) -> None:
        """Say an error; where it ended what was begun, wait no more."""
        again = isinstance(error, FormBroken | CentralUnreachable) or error.code in _GOES_ON
        if self._begun is not None and not again:
            self._stop_proving()
            self._proving_changed()
        super()._fail(error)

    @Slot()
    def _ask(self) -> None:
        entrada = self._begun
        if entrada is None or self._asking:
            return
        self._asking = True

        def told(stands: EntradaStands) -> None:
            self._asking = False
            if entrada is self._begun and stands.returned:
                self._tick.stop()
                self._returned = True
                self.changed.emit()

        def not_told(error: ApoyoError) -> None:
            self._asking = False
            if entrada is self._begun and not isinstance(error, CentralUnreachable):
                self._fail(error)

        self._run(lambda: self._proved.ask(entrada.secret), told, not_told)
