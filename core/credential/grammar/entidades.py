"""Which short forms of an entidad end the domicilio of a card whose ESTADO is a given number."""

from typing import Final

FORMS: Final[dict[str, tuple[str, ...]]] = {
    "01": ("AGS.",), "02": ("B.C.", "BC.", "BC"), "03": ("B.C.S.", "BCS.", "BCS"),
    "04": ("CAMP.",), "05": ("COAH.",), "06": ("COL.",), "07": ("CHIS.",), "08": ("CHIH.",),
    "09": ("CDMX", "D.F.", "DF.", "DF", "CD. MEX."), "10": ("DGO.",), "11": ("GTO.",),
    "12": ("GRO.",), "13": ("HGO.",), "14": ("JAL.",), "15": ("MEX.", "EDO. MEX."),
    "16": ("MICH.",), "17": ("MOR.",), "18": ("NAY.",), "19": ("N.L.", "NL.", "NL"),
    "20": ("OAX.",), "21": ("PUE.",), "22": ("QRO.",), "23": ("Q. ROO", "QROO.", "Q.ROO."),
    "24": ("S.L.P.", "SLP.", "SLP"), "25": ("SIN.",), "26": ("SON.",), "27": ("TAB.",),
    "28": ("TAMPS.",), "29": ("TLAX.",), "30": ("VER.",), "31": ("YUC.",), "32": ("ZAC.",),
}  # fmt: skip
"""By the number of the catalogue of INEGI, the usual form first."""


def number_of(ending: str) -> str:
    """Return the number of the entidad that an ending names, "" where it names none."""
    bare = ending.replace(" ", "").rstrip(".")
    return next(
        (
            number
            for number, forms in FORMS.items()
            if any(form.replace(" ", "").rstrip(".") == bare for form in forms)
        ),
        "",
    )


def agrees(ending: str, estado: str) -> bool:
    """Tell whether an ending and the number under ESTADO can stand on one card."""
    number = number_of(ending)
    return not number or not estado or number == estado
