"""Leaves that a capture raises on the tablet; texts in resources/i18n/errores/tableta.toml.

RuleBroken
└── FaceWithoutConsent    a face photo after a no (numeral 21)
NotAllowed
└── AspiranteNotInPacket  no vínculo in force for that aspirante (numeral 13)
"""

from core.errors import NotAllowed, RuleBroken


class FaceWithoutConsent(RuleBroken):
    """The citizen said no to the face photo, and there is one. Numeral 21."""

    code = "rostro_sin_consentimiento"


class AspiranteNotInPacket(NotAllowed):
    """The work packet has no vínculo in force with that aspirante. Numeral 13."""

    code = "aspirante_fuera_de_paquete"
