"""The registration of an aspirante (numeral 4): sections, form, summary, and what is missing."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from admin_desktop.framework import theme
from admin_desktop.parts.banner import Banner
from admin_desktop.parts.buttons import Button, add_shortcut, main_button
from admin_desktop.parts.choices import ChoiceGroup
from admin_desktop.parts.fields import ChoiceField, Field, LongField
from admin_desktop.parts.marks import Mark
from admin_desktop.parts.question import Question
from admin_desktop.parts.screen import Screen
from admin_desktop.parts.text import Sign, Text
from admin_desktop.screens.registro.draft_vm import DraftVm
from admin_desktop.screens.registro.fields import SECTIONS
from admin_desktop.screens.registro.form import RegistroPanel
from admin_desktop.screens.registro.sides import Sections, Summary
from admin_desktop.screens.registro.vm import RegistroVm
from core.domain.proceso.geografia import ENTIDADES
from core.domain.registration.aspirante import Registered
from core.domain.registration.borrador import Borrador
from core.domain.registration.constancia import ConstanciaRow
from core.domain.registration.registro import PHONES, SIN_SEGUNDO
from core.domain.values.nombre import NAME_PARTS, listed
from core.messages import with_noun

_FOOT = 68
_ROOM_FOR_SUMMARY = 1000


class RegistroView(Screen):
    """Shows its view model's form; knows no rule."""

    def __init__(self, vm: RegistroVm, drafts: DraftVm | None) -> None:
        """Show the form; with `drafts` what is typed is kept on the server as it is typed."""
        super().__init__()
        vm.setParent(self)
        if drafts is not None:
            drafts.setParent(self)
        self._title = Text(self.tr("Registrar aspirante"), "title")
        self._vm, self._drafts = vm, drafts
        self._kept = Text("", "help")
        self._form, self._sections, self._summary = RegistroPanel(), Sections(), Summary()
        self._banner = Banner()
        self._sign, self._missing = Sign(), Text("", "strong", wrap=True)
        self._leave = Button(self.tr("Salir del registro"))
        self._conclude = main_button(self.tr("Concluir registro"), keys="Ctrl+Enter")
        self._arrange()
        self._connect()

    def arrive(self, subject: object) -> None:
        """Open an empty form, or one that starts from a constancia."""
        if isinstance(subject, ConstanciaRow):
            self._vm.start_from(subject)
        else:
            self._vm.open_new()
        self._banner.clear()
        self._form.verticalScrollBar().setValue(0)
        first = "persona.lugar_nacimiento" if isinstance(subject, ConstanciaRow) else "cargo"
        self._form.fields[first].setFocus()
        if self._drafts is not None:
            self._drafts.begin(self._vm.key, self._vm.text("expediente.constancia"))

    def has_unsaved(self) -> bool:
        """Tell whether something typed is not registered yet."""
        return self._vm.has_unsaved

    def discard(self) -> None:
        """Begin with an empty form; what was typed is forgotten on the server too."""
        if self._drafts is not None:
            self._drafts.discard()
        self._vm.open_new()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Leave the summary out where the form would have no room."""
        super().resizeEvent(event)
        self._summary.setVisible(self.width() >= _ROOM_FOR_SUMMARY)

    def _arrange(self) -> None:
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(0)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(theme.MARGIN, theme.MARGIN, theme.MARGIN, 0)
        column.setSpacing(16)
        column.addWidget(self._title)
        column.addWidget(self._banner)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._sections)
        row.addWidget(self._form, 1)
        row.addWidget(self._summary, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row, 1)
        self.box.addWidget(body, 1)
        self.box.addWidget(self._foot())

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setObjectName("foot")
        foot.setFixedHeight(_FOOT)
        line = QHBoxLayout(foot)
        line.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 0)
        line.setSpacing(12)
        line.addWidget(self._sign)
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addStretch(1)
        said.addWidget(self._missing)
        said.addWidget(self._kept)
        said.addStretch(1)
        line.addLayout(said, 1)
        line.addWidget(self._leave)
        line.addWidget(self._conclude)
        return foot

    def _connect(self) -> None:
        vm = self._vm
        for name, field in self._form.fields.items():
            field.changed.connect(lambda text, name=name: vm.type(name, text))
            field.left.connect(lambda name=name: vm.leave(name))
        self._form.sin_segundo.toggled.connect(self._tick)
        self._sections.wanted.connect(self._go_to_section)
        self._conclude.clicked.connect(vm.conclude)
        self._leave.clicked.connect(self._go_away)
        add_shortcut(self, "Escape").activated.connect(self._leave.click)
        vm.changed.connect(self._show)
        vm.filled.connect(self._fill)
        vm.go_to.connect(self._go_to)
        vm.registered.connect(self._done)
        vm.doubted.connect(self._ask)
        if self._drafts is not None:
            vm.changed.connect(self._note)
            self._drafts.changed.connect(self._say_kept)
            self._drafts.found.connect(self._offer)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._light)

    def _go_away(self) -> None:
        """Leave for where the form was opened."""
        self.wanted.emit("aspirantes", None)

    @Slot()
    def _say_kept(self) -> None:
        if self._drafts is not None:
            self._kept.setText(self._drafts.state)

    @Slot(bool)
    def _tick(self, on: bool) -> None:  # noqa: FBT001  Qt's signal gives it by place
        if on != bool(self._vm.text(SIN_SEGUNDO)):
            self._vm.type(SIN_SEGUNDO, "sí" if on else "")

    @Slot()
    def _fill(self) -> None:
        vm, fields = self._vm, self._form.fields
        cargo, entidad = fields["cargo"], fields["credencial.entidad"]
        if isinstance(cargo, ChoiceField) and isinstance(entidad, ChoiceField):
            cargo.offer([(each.id, each.name) for each in vm.cargos])
            entidad.offer([(number, f"{number} {name}") for number, name in ENTIDADES.items()])
        genero, born = fields["persona.genero"], fields["persona.fecha_nacimiento"]
        if isinstance(genero, ChoiceGroup) and isinstance(born, Field):
            genero.offer(vm.generos)
            genero.follow(born.editor)
        for name, field in fields.items():
            field.set_text(vm.text(name))
        self._form.sin_segundo.setChecked(bool(vm.text(SIN_SEGUNDO)))

    @Slot()
    def _show(self) -> None:
        vm, fields = self._vm, self._form.fields
        municipio = fields["credencial.municipio"]
        if isinstance(municipio, ChoiceField):
            offered = [(each.numero, f"{each.numero} {each.name}") for each in vm.municipios]
            municipio.offer(offered)
        for name, field in fields.items():
            if isinstance(field, Field | ChoiceField | LongField):
                field.set_hint(vm.hint(name))
            field.show_state(vm.state(name))
        fields["persona.apellido_materno"].setDisabled(bool(vm.text(SIN_SEGUNDO)))
        fields["late_reason"].setVisible(vm.is_late)
        for name in vm.fixed:
            fields[name].setDisabled(True)
        self._sections.show_marks({each: vm.section_mark(each) for each in SECTIONS})
        self._summary.show_values(_summary(vm))
        mark, missing = vm.missing
        self._sign.show_mark(mark)
        self._missing.setText(missing)
        self._missing.set_mark(mark if mark is not Mark.QUIET else Mark.NONE)
        self._conclude.set_working(vm.working)
        if vm.trouble:
            self._banner.say_trouble(vm.trouble)
        else:
            self._banner.clear()

    @Slot(str)
    def _go_to(self, name: str) -> None:
        """Put the cursor into a field, where its sentence can be read."""
        field = self._form.fields[name]
        self._form.ensureWidgetVisible(field, 0, 60)
        field.go_there()

    @Slot(str)
    def _go_to_section(self, letter: str) -> None:
        heading = self._form.titles[letter]
        self._form.verticalScrollBar().setValue(heading.y())
        self._form.fields[SECTIONS[letter][0]].go_there()

    @Slot(QWidget, QWidget)
    def _light(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Show in which section the cursor is, and keep its field in sight."""
        if now is None or not self._form.isVisible():
            return
        for letter, names in SECTIONS.items():
            for name in names:
                field = self._form.fields[name]
                if field.isAncestorOf(now):
                    self._sections.light(letter)
                    self._form.ensureWidgetVisible(field, 0, 40)

    @Slot(list)
    def _ask(self, doubts: list[str]) -> None:
        """Let the person look again at what is odd, or say that it is so."""
        title = self.tr("¿Es así? Falta confirmar {much}").format(
            much=with_noun(len(doubts), "dato", "datos")
        )
        yes, no = self.tr("Registrar así"), self.tr("Revisar los datos")
        question = Question(self, title, "\n\n".join(doubts), yes=yes, no=no)
        question.agreed.connect(lambda: self._vm.conclude(sure=True))
        question.open()

    @Slot()
    def _note(self) -> None:
        """Have what was typed kept on the server."""
        if self._drafts is not None and self._vm.has_unsaved:
            self._drafts.note(self._vm.texts)
        self._say_kept()

    @Slot(object)
    def _offer(self, draft: Borrador) -> None:
        """Ask whether what was begun before is gone on with; else it stays on the server."""
        if self._drafts is None:
            return
        yes, no = self.tr("Seguir con él"), self.tr("Empezar otro")
        title, said = self.tr("Tiene un registro sin concluir"), self._drafts.said_of(draft)
        question = Question(self, title, said, yes=yes, no=no)
        question.agreed.connect(lambda: self._take_up(draft))
        question.open()

    def _take_up(self, draft: Borrador) -> None:
        if self._drafts is not None:
            self._drafts.go_on(draft)
        self._vm.take_up(draft)
        self._form.fields["cargo"].setFocus()

    @Slot(object)
    def _done(self, registered: Registered) -> None:
        if self._drafts is not None:
            self._drafts.end()
        self.wanted.emit("aspirantes", registered)


def _summary(vm: RegistroVm) -> dict[str, str]:
    """Return what the summary says of the form."""
    cargo = next((each.name for each in vm.cargos if each.id == vm.text("cargo")), "")
    person = listed(*(vm.text(f"persona.{part}") for part in NAME_PARTS[:3]))
    phones = (vm.text(phone).strip() for phone in PHONES)
    return {
        "Cargo": cargo,
        "Aspirante": person.strip(", "),
        "Contacto": ", ".join(phone for phone in phones if phone),
        "Acceso": vm.text("autenticacion.correo"),
        "Manifestación": vm.text("expediente.manifestacion"),
        "Constancia": vm.text("expediente.constancia"),
    }
