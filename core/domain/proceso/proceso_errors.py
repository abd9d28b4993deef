"""What may go wrong with a proceso, its cargos and its periods (numerals 1 and 12)."""

from core.errors import AlreadyDone, NotThere, RuleBroken


class ProcesoMissing(NotThere):
    """No proceso was published yet. Numeral 1."""

    code = "sin_proceso"


class ProcesoFixed(RuleBroken):
    """Id and mode of a published proceso never change: another proceso needs another server."""

    code = "proceso_fijo"
    field = "id"


class CargosWrong(RuleBroken):
    """A proceso has at least one cargo, and each its own id."""

    code = "cargos_repetidos"
    field = "cargos"


class CargoInUse(RuleBroken):
    """A cargo with constancias or aspirantes cannot be taken out."""

    code = "cargo_en_uso"
    field = "cargos"


class UmbralWrong(RuleBroken):
    """The law asks for at least one support: an umbral of 0 would be met by nobody's work."""

    code = "umbral_cero"
    field = "cargos"


class DraftInReal(RuleBroken):
    """A text is still marked BORRADOR, and the proceso is REAL: nobody approved it."""

    code = "texto_borrador"


class PeriodoRepeated(AlreadyDone):
    """The same dates are already set for that cargo or aspirante by its last act. Numeral 12."""

    code = "periodo_repetido"


class EntidadUnknown(RuleBroken):
    """The entidad is none of the thirty-two."""

    code = "entidad_desconocida"
    field = "entidad"


class TimeZoneUnknown(RuleBroken):
    """The time zone is no IANA name."""

    code = "zona_desconocida"
    field = "time_zone"
