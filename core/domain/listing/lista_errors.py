"""What a list may not be asked for."""

from core.errors import RuleBroken


class OrderUnknown(RuleBroken):
    """This list has no such order. Facts: `sort`."""

    code = "orden_desconocido"
    field = "sort"


class FilterUnknown(RuleBroken):
    """This list has no such filter. Facts: `state`."""

    code = "filtro_desconocido"
    field = "state"
