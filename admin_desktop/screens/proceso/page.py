"""The whole proceso as one form that scrolls, its main action at the foot (numeral 1)."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from admin_desktop.parts.banner import Banner
from admin_desktop.parts.buttons import Button, main_button
from admin_desktop.parts.choices import TickBox
from admin_desktop.parts.fields import ChoiceField, Field, LongField
from admin_desktop.parts.form import Fillable, Form, Ticked, tell
from admin_desktop.parts.panels import Card, Columns, Scrolled
from admin_desktop.parts.text import Text
from admin_desktop.screens.proceso import form as proceso_form
from admin_desktop.screens.proceso.cargos_card import CargosCard
from admin_desktop.screens.proceso.emblem_field import EmblemField
from admin_desktop.screens.proceso.signing import Signing
from admin_desktop.screens.proceso.signing_view import SigningQuestion
from admin_desktop.screens.proceso.vm import ProcesoVm
from core.domain.proceso.geografia import ENTIDADES

_NO_HASHES = "Sin huellas no se comprueba qué aplicación usan las tabletas."


class ProcesoPage(QWidget):
    """Fields in the order in which an agreement decides them."""

    def __init__(self, vm: ProcesoVm) -> None:
        super().__init__()
        self._vm = vm
        self._fields: dict[str, Fillable] = {}
        self._banner = Banner()
        self._state = Text("", "help", wrap=True)
        self._publish = main_button(self.tr("Publicar proceso"))
        self._example = Button(self.tr("Ver una constancia de muestra"))
        self._unread = Text("", wrap=True)
        self._unread.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._scrolled = scrolled = Scrolled()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(self._banner)
        box.addWidget(self._unread, 1)  # in the place of the form: the banner is no higher for it
        box.addWidget(scrolled, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._state, 1)
        foot.addWidget(self._publish)
        box.addLayout(foot)
        for each in (self._scrolled, self._state, self._publish):
            each.hide()

    def build(self) -> Iterator[None]:
        """Build the cards, one at a time; nothing is shown before what is in force was read."""
        for card in (
            self._general,
            self._cargos_card,
            self._texts,
            self._membrete,
            self._readings,
            self._terms,
            self._apps,
        ):
            self._scrolled.box.addWidget(card())
            yield
        self._scrolled.box.addStretch(1)
        self._form = Form({**self._fields, "cargos": self._cargos})
        self._publish.clicked.connect(self._send)
        vm = self._vm
        vm.to_sign.connect(self._ask)
        vm.filled.connect(self._fill)
        vm.changed.connect(self._show)
        self._fill()
        self._show()
        vm.is_typed = lambda: self.dirty

    @property
    def dirty(self) -> bool:
        """Tell whether something was typed since the last publication, or an office not added."""
        return self._form.dirty or self._cargos.dirty

    def discard(self) -> None:
        """Let go of the office that was typed; the view model shows again what is in force."""
        self._cargos.discard()
        self._vm.reset()

    def _cargos_card(self) -> Card:
        self._cargos = CargosCard(self._vm)
        return self._cargos

    def _general(self) -> Card:
        card = Card()
        card.box.addWidget(Text(self.tr("Datos del proceso"), "section"))
        mode = self._choice("modo", self.tr("Modo"), proceso_form.MODES)
        entidad = self._choice("entidad", self.tr("Entidad"), ENTIDADES)
        zone = self._choice("zona", self.tr("Zona horaria"), proceso_form.zones())
        mode.set_hint(self.tr("En práctica, cada pantalla y cada documento lo dicen."))
        card.box.addWidget(
            Columns(
                self._line("id", self.tr("Identificador del proceso")),
                self._line("nombre", self.tr("Nombre del proceso")),
            )
        )
        card.box.addWidget(
            Columns(
                self._line("instituto", self.tr("Instituto")),
                self._line("acuerdo", self.tr("Acuerdo del INE")),
            )
        )
        card.box.addWidget(Columns(mode, entidad, zone))
        return card

    def _texts(self) -> Card:
        card = Card()
        card.box.addWidget(Text(self.tr("Textos"), "section"))
        generos = self._long("generos", self.tr("Géneros que se ofrecen"), 4)
        grounds = self._long("fundamentos", self.tr("Fundamentos de la constancia"), 4)
        for each in (generos, grounds):
            each.set_hint(self.tr("Uno por renglón."))
        card.box.addWidget(Columns(generos, grounds, stretches=(1, 2)))
        card.box.addWidget(self._long("aviso", self.tr("Aviso de privacidad"), 9))
        version = self._line("aviso_version", self.tr("Versión del aviso"))
        version.set_hint(self.tr("Cámbiela cuando cambie el texto."))
        version.setMaximumWidth(240)
        card.box.addWidget(version)
        people = self._long(
            "aviso_personas", self.tr("Aviso de privacidad a aspirantes y auxiliares"), 9
        )
        people.set_hint(self.tr("Se lee al entrar por primera vez y cada vez que cambia."))
        card.box.addWidget(people)
        people_version = self._line("aviso_personas_version", self.tr("Versión de ese aviso"))
        people_version.setMaximumWidth(240)
        card.box.addWidget(people_version)
        card.box.addWidget(self._long("deber", self.tr("Texto del deber del aspirante"), 7))
        return card

    def _membrete(self) -> Card:
        card = Card()
        card.box.addWidget(Text(self.tr("Documentos que se expiden"), "section"))
        card.box.addWidget(
            Columns(
                self._line("area", self.tr("Área que expide constancias")),
                self._line("firmante", self.tr("Quien firma")),
                self._line("firmante_cargo", self.tr("Cargo de quien firma")),
            )
        )
        series = self._line("serie", self.tr("Serie de las constancias"))
        series.set_hint(self.tr("Un # por cifra, por ejemplo IEE/CA/###/2027; vacía, sin serie."))
        card.box.addWidget(series)
        emblem = EmblemField()
        emblem.named.connect(self._vm.read_emblem)
        self._vm.emblem.connect(emblem.set_text)
        self._fields["emblema"] = emblem
        card.box.addWidget(emblem)
        self._example.clicked.connect(self._show_example)
        card.box.addWidget(self._example, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _terms(self) -> Card:
        card = Card()
        card.box.addWidget(Text(self.tr("Plazos de datos personales"), "section"))
        card.box.addWidget(
            Columns(
                self._line("plazo_contestar", self.tr("Días hábiles para contestar")),
                self._line("plazo_prorroga", self.tr("Días hábiles de la prórroga")),
            )
        )
        card.box.addWidget(
            Columns(
                self._line("plazo_prevenir", self.tr("Días hábiles para prevenir")),
                self._line("plazo_desahogar", self.tr("Días hábiles para entregar lo que falta")),
            )
        )
        card.box.addWidget(
            Columns(
                self._line("plazo_cumplir", self.tr("Días hábiles para cumplir lo contestado")),
                self._line("plazo_avisar", self.tr("Horas para avisar de una vulneración")),
            )
        )
        card.box.addWidget(self._long("plazo_fundamento", self.tr("Fundamento de esos plazos"), 2))
        days = self._long("inhabiles", self.tr("Días inhábiles del Instituto"), 3)
        days.set_hint(self.tr("Uno por renglón, dd/mm/aaaa; los de ley ya se descuentan."))
        card.box.addWidget(days)
        return card

    def _readings(self) -> Card:
        card = Card()
        card.box.addWidget(Text(self.tr("Lecturas que confirma el Instituto"), "section"))
        card.box.addWidget(
            Columns(
                self._line("gracia", self.tr("Minutos de gracia para guardar")),
                self._line("margen", self.tr("Minutos de margen para el envío")),
            )
        )
        card.box.addWidget(
            Columns(
                self._line("ocioso", self.tr("Minutos sin avance que cierran un envío")),
                self._line("correo", self.tr("Minutos entre correos de acuses al aspirante")),
            )
        )
        for key, label in (
            ("varios", self.tr("Un auxiliar puede captar para varios aspirantes")),
            ("rostro", self.tr("Preguntar si autoriza la fotografía del rostro")),
        ):
            box = TickBox(label)
            self._fields[key] = Ticked(box)
            card.box.addWidget(box)
        return card

    def _apps(self) -> Card:
        card = Card()
        card.box.addWidget(Text(self.tr("Aplicaciones autorizadas"), "section"))
        hashes = self._long("apps", self.tr("Huellas SHA-256, una por renglón"), 3)
        hashes.set_hint(self.tr(_NO_HASHES))
        card.box.addWidget(hashes)
        return card

    def _line(self, key: str, label: str) -> Field:
        field = Field(label)
        self._fields[key] = field
        return field

    def _long(self, key: str, label: str, lines: int) -> LongField:
        field = LongField(label, lines=lines)
        self._fields[key] = field
        return field

    def _choice(self, key: str, label: str, entries: Mapping[str, str]) -> ChoiceField:
        field = ChoiceField(label)
        field.offer(list(entries.items()))
        self._fields[key] = field
        return field

    @Slot()
    def _send(self) -> None:
        self._vm.publish(self._form.texts())

    @Slot()
    def _show_example(self) -> None:
        self._vm.show_example(self._form.texts())

    @Slot(object)
    def _ask(self, signing: Signing) -> None:
        question = SigningQuestion(self, signing)
        question.agreed.connect(self._vm.sign)
        question.open()

    @Slot()
    def _fill(self) -> None:
        self._form.fill(self._vm.texts)

    @Slot()
    def _show(self) -> None:
        tell(self._banner, self._vm)
        self._form.show_errors(self._vm.errors)
        self._publish.set_working(self._vm.working)
        self._example.set_working(self._vm.working)
        self._state.setText(self._vm.state)
        self._unread.setText(self._vm.unread)
        self._unread.setVisible(bool(self._vm.unread))
        for each in (self._scrolled, self._state, self._publish):
            each.setHidden(bool(self._vm.unread))
