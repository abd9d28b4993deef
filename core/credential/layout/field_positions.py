"""Where a value usually stands, as a last hint where its label cannot be read.

Shares of the card's width and height, of the middle of the value. Source: norma/credencial.md, 6.
"""

from typing import Final

from core.domain.credencial.lectura import Family

Spot = tuple[float, float]

USUAL: Final[dict[Family, dict[str, Spot]]] = {
    Family.GH: {
        "sexo": (0.888, 0.218), "clave_elector": (0.607, 0.602), "curp": (0.424, 0.697),
        "anio_registro": (0.734, 0.697), "fecha_nacimiento": (0.358, 0.795),
        "seccion": (0.583, 0.795), "vigencia": (0.752, 0.795),
    },
    Family.EF: {
        "sexo": (0.893, 0.222), "clave_elector": (0.628, 0.607), "curp": (0.506, 0.663),
        "anio_registro": (0.898, 0.664), "fecha_nacimiento": (0.573, 0.727),
        "estado": (0.395, 0.804), "municipio": (0.578, 0.804), "seccion": (0.780, 0.804),
        "localidad": (0.446, 0.865), "emision": (0.614, 0.865), "vigencia": (0.810, 0.865),
    },
    Family.CD: {
        "edad": (0.631, 0.213), "sexo": (0.628, 0.259), "folio": (0.186, 0.581),
        "anio_registro": (0.610, 0.581), "clave_elector": (0.352, 0.643), "curp": (0.242, 0.696),
        "estado": (0.136, 0.755), "municipio": (0.321, 0.757), "localidad": (0.182, 0.812),
        "seccion": (0.368, 0.812), "emision": (0.161, 0.868), "vigencia": (0.432, 0.868),
    },
}  # fmt: skip

NEAR: Final[Spot] = (0.085, 0.035)
"""How far from its usual spot a value may stand and still be taken without its label."""
