"""The work packet of a practice: always open, of nobody; no server signed it and none knows it."""

from datetime import datetime, timedelta
from typing import Final

from core.domain.device.paquete import VinculoShown, WorkPacket
from core.domain.proceso.periodo import Periodo
from core.domain.proceso.proceso import Mode, Notice, ProcesoSettings
from core.domain.registration.aspirante_shown import AspiranteShown

_ANA: Final = AspiranteShown("000001", "Ana", "Muestra", "Ficticia", "", "Presidencia municipal")
_LUIS: Final = AspiranteShown("000002", "Luis", "Muestra", "Prueba", "El Profe", "Diputación local")
_NOTICE: Final = """Aviso de práctica
Aquí se lee el aviso de privacidad del Instituto, completo. En una captación de verdad la persona
lo lee, o usted se lo lee en voz alta, antes de dar un solo dato.

Qué se guarda
De verdad: las fotos de su credencial, sus datos y su firma. En esta práctica, nada.

Quién decide
La persona puede no continuar, en cualquier momento, y todo se destruye."""
_LASTS: Final = timedelta(days=1)


def practice_packet(now: datetime, notice: Notice | None, time_zone: str) -> WorkPacket:
    """Return the packet of a practice that begins now.

    `notice` is the Instituto's own where this tablet has it.
    """
    periodo = Periodo(now - _LASTS, now + _LASTS, now + 2 * _LASTS, "Práctica")
    return WorkPacket(
        version=1,
        server_time=now - _LASTS,
        proceso="practica",
        proceso_name="Práctica",
        instituto="Práctica",
        mode=Mode.PRACTICA,
        time_zone=time_zone,
        notice=notice or Notice("practica", _NOTICE),
        readings=ProcesoSettings(),
        auxiliar="",
        auxiliar_name="Práctica",
        device="",
        vinculos=(VinculoShown(_ANA, "uno", periodo), VinculoShown(_LUIS, "dos", periodo)),
        secciones={},
        election_key="",
        election_key_id="",
    )
