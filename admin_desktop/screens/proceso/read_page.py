"""The proceso in force, for who reads it and does not decide it."""

from collections.abc import Mapping

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from admin_desktop.parts.banner import Banner
from admin_desktop.parts.form import tell
from admin_desktop.parts.panels import Card, Facts, Scrolled
from admin_desktop.parts.text import Text
from admin_desktop.screens.proceso import form as proceso_form
from admin_desktop.screens.proceso.vm import ProcesoVm
from core.domain.proceso.geografia import ENTIDADES

_DATA = {
    "id": "Identificador",
    "nombre": "Nombre",
    "instituto": "Instituto",
    "acuerdo": "Acuerdo del INE",
    "modo": "Modo",
    "entidad": "Entidad",
    "zona": "Zona horaria",
}
_READINGS = {
    "area": "Área que expide constancias",
    "firmante": "Quien firma",
    "firmante_cargo": "Cargo de quien firma",
    "serie": "Serie de las constancias",
    "gracia": "Minutos de gracia para guardar",
    "margen": "Minutos de margen para el envío",
    "ocioso": "Minutos sin avance que cierran un envío",
    "correo": "Minutos entre correos de acuses",
    "varios": "Un auxiliar capta para varios aspirantes",
    "rostro": "Se pregunta por la fotografía del rostro",
    "plazo_contestar": "Días hábiles para contestar una solicitud",
    "plazo_prorroga": "Días hábiles de su prórroga",
    "plazo_cumplir": "Días hábiles para cumplir lo contestado",
    "plazo_prevenir": "Días hábiles para prevenir de lo que falta",
    "plazo_desahogar": "Días hábiles para entregar lo que falta",
    "plazo_avisar": "Horas para avisar de una vulneración",
    "plazo_fundamento": "Fundamento de esos plazos",
}
_TEXTS = {
    "generos": "Géneros que se ofrecen",
    "fundamentos": "Fundamentos de la constancia",
    "aviso": "Aviso de privacidad",
    "aviso_personas": "Aviso de privacidad a aspirantes y auxiliares",
    "deber": "Texto del deber del aspirante",
    "inhabiles": "Días inhábiles del Instituto",
    "apps": "Huellas SHA-256 de las aplicaciones autorizadas",
}


class ProcesoReadPage(QWidget):
    """What was decided, in the order in which an agreement decides it; nothing to write."""

    dirty = False

    def discard(self) -> None:
        """Do nothing: nothing is written here."""

    def __init__(self, vm: ProcesoVm) -> None:
        super().__init__()
        self._vm = vm
        self._banner, self._state = Banner(), Text("", "help", wrap=True)
        self._data, self._cargos, self._readings = Facts(), Facts(), Facts()
        self._texts = {key: Text("", wrap=True) for key in _TEXTS}
        scrolled = Scrolled()
        scrolled.box.addWidget(self._card(self.tr("Datos del proceso"), self._data))
        scrolled.box.addWidget(self._card(self.tr("Cargos de elección"), self._cargos))
        for key, title in _TEXTS.items():
            scrolled.box.addWidget(self._card(title, self._texts[key]))
        readings = self.tr("Lecturas que confirma el Instituto")
        scrolled.box.addWidget(self._card(readings, self._readings))
        scrolled.box.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        for each in (self._banner, self._state):
            box.addWidget(each)
        box.addWidget(scrolled, 1)
        vm.changed.connect(self._show)
        self._show()

    @staticmethod
    def _card(title: str, content: QWidget) -> Card:
        card = Card()
        card.box.addWidget(Text(title, "section", wrap=True))
        card.box.addWidget(content)
        return card

    @Slot()
    def _show(self) -> None:
        tell(self._banner, self._vm)
        published, texts = self._vm.is_published, self._vm.texts
        self._state.setText(self._vm.state if published else self.tr("Sin publicar."))
        said = _said(texts) if published else {}
        self._data.show_facts([(label, said.get(key, "")) for key, label in _DATA.items()])
        self._readings.show_facts([(label, said.get(key, "")) for key, label in _READINGS.items()])
        self._cargos.show_facts([(each.place, each.said) for each in self._vm.cargos])
        for key, text in self._texts.items():
            text.setText(said.get(key) or self.tr("Ninguno."))


def _said(texts: Mapping[str, str]) -> dict[str, str]:
    """Return the texts of the form as one reads them, not as one types them."""
    chosen = {"modo": proceso_form.MODES, "entidad": ENTIDADES, "zona": proceso_form.zones()}
    said = dict(texts) | {key: names.get(texts[key], "") for key, names in chosen.items()}
    return said | {key: "Sí" if texts[key] else "No" for key in ("varios", "rostro")}
