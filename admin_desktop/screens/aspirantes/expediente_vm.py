"""The file of one registered aspirante: read whole, its history, and what may be corrected."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from admin_desktop.framework.local_time import LocalTime
from admin_desktop.framework.paged_vm import PagedVm
from admin_desktop.screens.aspirantes.expediente_words import FileWords
from admin_desktop.screens.aspirantes.new_correo import read_correo
from admin_desktop.screens.aspirantes.situacion_form import OVER, read_situacion
from core.act_sentences import SaidIn, sentence_of
from core.domain.apoyos.acta import ActaCierre
from core.domain.desk.bitacora import BitacoraRow
from core.domain.desk.correo import CorreoRow, MailState
from core.domain.desk.expediente import ExpedienteAspirante
from core.domain.proceso.periodo import Window, in_force
from core.domain.registration.aspirante import AspiranteDetail, NewCorreo
from core.domain.registration.situacion import NewSituacion
from core.messages import with_noun
from core.wire import Page

_ACCESS = "acceso"


@dataclass(frozen=True, slots=True)
class ExpedienteGateway:
    """What this screen asks of the server."""

    file: Callable[[str], ExpedienteAspirante]
    history: Callable[[str, str], Page[BitacoraRow]]
    municipio: Callable[[str, str], str]
    pdf: Callable[[int], bytes]
    correct_mail: Callable[[str, NewCorreo, int], AspiranteDetail]
    send_again: Callable[[int], CorreoRow]
    cargo_name: Callable[[str], str]
    close: Callable[[str], ActaCierre]
    acta_pdf: Callable[[str], bytes]
    note_situacion: Callable[[str, NewSituacion, int], AspiranteDetail]


class ExpedienteVm(PagedVm[BitacoraRow]):
    """One file at a time; the list that pages is its history."""

    document = Signal(bytes, str, str)
    """A PDF, its title, and the name that a saved one is offered."""

    def __init__(
        self, gateway: ExpedienteGateway, local: LocalTime, parent: QObject | None = None
    ) -> None:
        super().__init__(lambda _search, cursor: self._gateway.history(self._id, cursor), parent)
        self._gateway, self._local = gateway, local
        self._id, self._municipio = "", ""
        self._file: ExpedienteAspirante | None = None

    @property
    def file(self) -> ExpedienteAspirante | None:
        """The file, once it came."""
        return self._file

    @property
    def id_solicitante(self) -> str:
        """Whose file it is."""
        return self._id

    @property
    def words(self) -> FileWords | None:
        """What is said of the file."""
        if self._file is None:
            return None
        return FileWords(self._file, self._local, self._gateway.cargo_name, self._municipio)

    @property
    def name(self) -> str:
        """«APELLIDOS, Nombre», with the sobrenombre if any."""
        row = self._file.detail.row if self._file else None
        if row is None:
            return ""
        return f"{row.listed_name} «{row.sobrenombre}»" if row.sobrenombre else row.listed_name

    @property
    def about(self) -> str:
        """Id Solicitante and office."""
        if self._file is None:
            return ""
        row = self._file.detail.row
        over = f" · {OVER[self._file.over]}" if self._file.over else ""
        return f"Id Solicitante {row.id_solicitante} · {row.cargo}{over}"

    @property
    def correo(self) -> str:
        """The present address."""
        return self._file.detail.registro.autenticacion.correo if self._file else ""

    @property
    def access_failed(self) -> CorreoRow | None:
        """The last mail of access where it could not be sent."""
        mails = self._file.correos if self._file else ()
        last = next((each for each in mails if each.kind == _ACCESS), None)
        return last if last is not None and last.state is MailState.FAILED else None

    @property
    def acts(self) -> tuple[tuple[str, str], ...]:
        """Hour and sentence of each act about this aspirante, the last one first."""
        said = SaidIn(self._gateway.cargo_name, self._local.say_exactly)
        return tuple(
            (self._local.say_exactly(row.at), sentence_of(row, said)) for row in self._shown.items
        )

    @property
    def has_acta(self) -> bool:
        """Tell whether the acta de cierre was issued: from then on the file is only read."""
        return self._file is not None and self._file.acta is not None

    @property
    def is_over(self) -> bool:
        """Tell whether the candidatura ended: the file is only read."""
        return self._file is not None and self._file.over is not None

    @property
    def may_close(self) -> bool:
        """Tell whether sending has ended for this aspirante and no acta was issued."""
        file = self._file
        if file is None or file.acta is not None:
            return False
        registro, number = file.detail.registro, file.detail.row.id_solicitante
        periodo = in_force(file.periodos, cargo=registro.cargo, aspirante=number)
        now = self._local.clock.now()
        return periodo is not None and periodo.window_at(now) is Window.CLOSED

    def open(self, id_solicitante: str) -> None:
        """Read the file of one, and its history; what was shown of another goes away."""
        if id_solicitante != self._id:
            self._id, self._file, self._municipio = id_solicitante, None, ""
            self._shown, self._loaded = type(self._shown)(), False
        self.dismiss()
        self.read()

    def read(self) -> None:
        """Read the file anew."""
        number = self._id
        self._load(lambda: self._gateway.file(number), self._take)
        self.load()

    def ask_again(self) -> None:
        """Read what the silence of the server kept back."""
        if self._id:
            self.read()

    def open_document(self) -> None:
        """Fetch the PDF of the constancia; it lives in memory only."""
        file = self._file
        if file is not None:
            self._act(
                "Abriendo…",
                lambda: lambda: self._gateway.pdf(file.constancia.id),
                lambda pdf: self._show_constancia(file, pdf),
            )

    def open_acta(self) -> None:
        """Fetch the PDF of the acta de cierre."""
        number = self._id
        title, name = f"Acta de cierre del aspirante {number}", f"acta de cierre {number}.pdf"
        self._act(
            "Abriendo…",
            lambda: lambda: self._gateway.acta_pdf(number),
            lambda pdf: self.document.emit(pdf, title, name),
        )

    def close(self) -> None:
        """Issue the acta de cierre."""
        number = self._id
        self._act("Emitiendo…", lambda: lambda: self._gateway.close(number), self._closed)

    def _closed(self, acta: ActaCierre) -> None:
        self.read()
        received = with_noun(acta.figures.received, "apoyo recibido", "apoyos recibidos")
        self._said = f"Acta de cierre emitida: {received}."

    def _show_constancia(self, file: ExpedienteAspirante, pdf: bytes) -> None:
        made = file.constancia.constancia
        name = f"constancia {made.number.replace('/', '-')}.pdf"
        self.document.emit(pdf, f"Constancia de {made.full_name}", name)

    def correct_mail(self, texts: Mapping[str, str]) -> None:
        """Correct the address; the former access is void and a new one is mailed."""
        number = self._id
        version = self._file.detail.version if self._file else 0

        def prepare() -> Callable[[int], AspiranteDetail]:
            correo = read_correo(texts)
            return lambda seen: self._gateway.correct_mail(number, correo, seen)

        self._save("Enviando…", prepare, self._corrected, version)

    def refresh(self) -> None:
        """Read the file again."""
        self.read()

    def send_access(self) -> None:
        """Send the access anew, where its mail failed."""
        mail = self.access_failed
        if mail is not None:
            number = mail.id
            self._act(
                "Reenviando…", lambda: lambda: self._gateway.send_again(number), self._sent_again
            )

    def _take(self, file: ExpedienteAspirante) -> None:
        if file.detail.row.id_solicitante != self._id:
            return
        self._file = file
        card = file.detail.registro.credencial
        self._load(
            lambda: self._gateway.municipio(card.entidad, card.municipio), self._take_municipio
        )

    def note_situacion(self, texts: Mapping[str, str]) -> None:
        """End the candidatura, or restore it."""
        file = self._file
        if file is None:
            return
        number = self._id

        def prepare() -> Callable[[int], AspiranteDetail]:
            new = read_situacion(texts)
            return lambda version: self._gateway.note_situacion(number, new, version)

        self._save("Asentando…", prepare, self._noted, file.detail.version)

    def _noted(self, _detail: AspiranteDetail) -> None:
        self.read()
        self._said = "La situación quedó asentada. Está en la historia con su documento."

    def _take_municipio(self, name: str) -> None:
        self._municipio = name

    def _corrected(self, detail: AspiranteDetail) -> None:
        correo = detail.registro.autenticacion.correo
        self.read()
        self._said = f"El acceso anterior ya no sirve. Se envía uno nuevo a {correo}."

    def _sent_again(self, row: CorreoRow) -> None:
        self.read()
        self._said = f"El acceso para {row.to} sale otra vez."
