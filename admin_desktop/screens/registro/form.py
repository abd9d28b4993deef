"""The form of numeral 4 as widgets: five sections, each field under the wire's own name."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from admin_desktop.checked_fields.coded import cic_field, clave_field, ocr_field, seccion_field
from admin_desktop.parts.choices import ChoiceGroup, TickBox
from admin_desktop.parts.dates import DateField
from admin_desktop.parts.fields import ChoiceField, Field, LongField
from admin_desktop.parts.panels import Columns, Scrolled
from admin_desktop.parts.text import Rule, Text
from core.domain.registration.correccion import LABELS

FormField = Field | ChoiceField | ChoiceGroup | LongField

_LEAST = 200
_PROVIDERS = (("", "Ninguna"), ("google", "Google"), ("facebook", "Facebook"))


def tr(text: str) -> str:
    """Return a text of this form in the language of the desk."""
    return QCoreApplication.translate("RegistroPanel", text)


class RegistroPanel(Scrolled):
    """All fields in the law's order; Tab goes through them in that order."""

    def __init__(self) -> None:
        super().__init__(least=_LEAST)
        self.fields: dict[str, FormField] = _all_fields()
        self.sin_segundo = TickBox(tr("Sin segundo apellido"))
        self.titles: dict[str, Text] = {}
        self.box.setContentsMargins(6, 0, 14, 16)
        self._section("a", tr("Cargo"), [self.fields["cargo"]])
        self._section("b", tr("Datos personales"), self._persona())
        self._section("c", tr("Credencial para votar"), self._credencial())
        self._section("d", tr("Datos de contacto"), self._contacto())
        self._section("e", tr("Autenticación"), self._autenticacion())
        self._section("", tr("Recepción de expediente"), self._expediente())
        self.box.addStretch(1)

    def _section(self, letter: str, title: str, rows: Sequence[QWidget]) -> None:
        if self.titles:
            self.box.addWidget(Rule())
        heading = Text(title, "section")
        self.titles[letter or title] = heading
        self.box.addWidget(heading)
        for row in rows:
            self.box.addWidget(row)

    def _pick(self, *names: str, stretches: Sequence[int] = ()) -> Columns:
        return Columns(*(self.fields[name] for name in names), stretches=stretches)

    def _persona(self) -> list[QWidget]:
        materno = QWidget()
        column = QVBoxLayout(materno)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.fields["persona.apellido_materno"])
        column.addWidget(self.sin_segundo)
        first = Columns(
            self.fields["persona.nombre"], self.fields["persona.apellido_paterno"], materno
        )
        second = self._pick(
            "persona.sobrenombre", "persona.lugar_nacimiento", "persona.fecha_nacimiento"
        )
        return [first, second, self.fields["persona.genero"]]

    def _credencial(self) -> list[QWidget]:
        return [
            self.fields["credencial.clave"],
            self._pick("credencial.ocr", "credencial.cic", stretches=(2, 1)),
            self._pick("credencial.entidad", "credencial.municipio", "credencial.seccion"),
        ]

    def _contacto(self) -> list[QWidget]:
        about = Text(tr("Al menos uno de los tres."), "help")
        phones = self._pick("contacto.domicilio", "contacto.oficina", "contacto.movil")
        return [about, phones]

    def _autenticacion(self) -> list[QWidget]:
        account = self._pick("autenticacion.cuenta", "autenticacion.proveedor", stretches=(2, 1))
        return [self.fields["autenticacion.correo"], account]

    def _expediente(self) -> list[QWidget]:
        return [
            self._pick("expediente.recibido", "expediente.recibido_por", stretches=(1, 2)),
            self._pick("expediente.manifestacion", "expediente.constancia", stretches=(1, 2)),
            self.fields["expediente.observaciones"],
            self.fields["late_reason"],
            self.fields["reason"],
        ]


def _all_fields() -> dict[str, FormField]:
    """Return every field; those without a kind of their own are one line."""
    some = tr("si tiene")
    made: dict[str, FormField] = {
        "cargo": ChoiceField(LABELS["cargo"], placeholder=tr("Elija el cargo")),
        "persona.sobrenombre": Field(LABELS["persona.sobrenombre"], aside=some),
        "persona.fecha_nacimiento": DateField(LABELS["persona.fecha_nacimiento"]),
        "persona.genero": ChoiceGroup(LABELS["persona.genero"]),
        "credencial.clave": clave_field(),
        "credencial.ocr": ocr_field(),
        "credencial.cic": cic_field(),
        "credencial.seccion": seccion_field(),
        "credencial.entidad": ChoiceField(LABELS["credencial.entidad"]),
        "credencial.municipio": ChoiceField(LABELS["credencial.municipio"]),
        "autenticacion.cuenta": Field(LABELS["autenticacion.cuenta"], aside=tr("preferentemente")),
        "autenticacion.proveedor": ChoiceField(
            LABELS["autenticacion.proveedor"], placeholder=tr("Ninguna")
        ),
        "expediente.recibido": DateField(LABELS["expediente.recibido"]),
        "expediente.manifestacion": DateField(LABELS["expediente.manifestacion"]),
        "expediente.constancia": Field(LABELS["expediente.constancia"], coded=True),
        "expediente.observaciones": LongField(
            LABELS["expediente.observaciones"], lines=2, aside=tr("si hay")
        ),
        "late_reason": LongField(LABELS["late_reason"], lines=2),
        "reason": LongField(tr("Motivo de la corrección"), lines=2),
    }
    made["reason"].hide()
    for name, label in LABELS.items():
        if name not in made:
            made[name] = Field(label)
    provider = made["autenticacion.proveedor"]
    if isinstance(provider, ChoiceField):
        provider.offer(_PROVIDERS)
    return made
