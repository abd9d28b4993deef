"""The boxes of the kiosk's form, by their labels, and the printed fields that each one shows."""

LABELS = {
    "Nombre(s)": ("nombre",),
    "Apellido paterno": ("apellido_paterno",),
    "Apellido materno": ("apellido_materno",),
    "Clave de elector": ("clave_elector",),
    "CURP": ("curp",),
    "Sección": ("seccion",),
    "Registro y emisión": ("anio_registro", "numero_emision"),
    "OCR": ("ocr",),
    "CIC": ("cic",),
    "Domicilio": ("domicilio",),
    "Fecha de nacimiento": ("fecha_nacimiento",),
    "Sexo": ("sexo",),
    "Estado": ("estado",),
    "Municipio": ("municipio",),
    "Localidad": ("localidad",),
    "Emisión": ("emision",),
    "Vigencia": ("vigencia",),
    "Identificador": ("identificador",),
    "Líneas para máquina": ("mrz",),
}
CODED = {
    "Clave de elector": 18,
    "CURP": 18,
    "Sección": 4,
    "Registro y emisión": 6,
    "OCR": 13,
    "CIC": 9,
    "Sexo": 1,
    "Estado": 2,
    "Municipio": 3,
    "Localidad": 4,
    "Fecha de nacimiento": 8,
    "Emisión": 4,
    "Vigencia": 4,
    "Identificador": 9,
}
TYPES = {
    "C/D": "IFE 2008 a 2014, modelo C o D",
    "E/F": "INE 2014 a 2019, modelo E o F",
    "G/H": "INE desde 2019, modelo G o H",
    "otra": "Otra o dañada",
}


def wanted(label: str, truth: dict[str, str]) -> str:
    """Return what a box should say, empty where the card prints nothing of it."""
    parts = [truth.get(key, "") for key in LABELS[label]]
    return " ".join(part for part in parts if part) if all(parts) else ""


def parted(label: str, shown: str) -> dict[str, str]:
    """Return the field values that a box shows; nothing where its parts cannot be told apart."""
    keys = LABELS[label]
    parts = shown.split(" ", 1) if len(keys) > 1 else [shown]
    return dict(zip(keys, parts, strict=True)) if len(parts) == len(keys) else {}


def same(one: str, other: str) -> bool:
    """Tell whether an eye would take two texts for the same."""
    return "".join(one.split()).upper() == "".join(other.split()).upper()
