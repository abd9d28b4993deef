"""Who takes part, and what is typed of each. Everybody is fictitious and says so by name."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

PASSPHRASE = "frase de muestra de la llave ficticia"
CHANGES, ACCEPTS = "changes", "accepts"
"""Where a first login may halt: before the new password is typed, before the duty is accepted."""
PROCESO = {
    "id": "PRACTICA-2027",
    "name": "Proceso Electoral Local 2026-2027 (PRÁCTICA)",
    "instituto": "Instituto Electoral de Práctica",
    "agreement": "IEEM/CG/038/2026",
    "entidad": "14",
    "time_zone": "America/Mexico_City",
}
CARGO_1 = {"id": "distrito-005", "name": "Diputación local por el distrito 5", "numero": "005"}
CARGO_2 = {"id": "municipio-001", "name": "Presidencia municipal de Villa Muestra", "numero": "001"}


@dataclass(frozen=True, slots=True)
class Staff:
    """An account of the Instituto: its first password is temporary."""

    user: str
    name: str
    first_password: str
    password: str
    roles: tuple[str, ...]


ADMIN = Staff(
    "admin.muestra", "Alma Ficticia Muestra", "", "clave larga de muestra uno", ("administrador",)
)
UTI = Staff(
    "uti.muestra", "Ulises Ficticio Muestra", "temporal de muestra 2", "clave larga de muestra dos",
    ("registrar", "supervisor"),
)  # fmt: skip
INE = Staff(
    "ine.muestra", "Inés Ficticia Muestra", "temporal de muestra 3", "clave larga de muestra tres",
    ("ine",),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Aspirante:
    """Every datum of numeral 4, as it is typed; dates are ISO."""

    constancia: str
    cargo: str
    nombre: str
    apellido_paterno: str
    apellido_materno: str
    sobrenombre: str
    lugar_nacimiento: str
    fecha_nacimiento: str
    genero: str
    clave: str
    ocr: str
    cic: str
    entidad: str
    municipio: str
    seccion: str
    tel_domicilio: str
    tel_oficina: str
    tel_movil: str
    correo: str
    cuenta: str
    proveedor: str
    recibido_por: str
    observaciones: str
    password: str

    @property
    def full_name(self) -> str:
        """Return the name as people write it."""
        return f"{self.nombre} {self.apellido_paterno} {self.apellido_materno}"


ANA = Aspirante(
    constancia="IEEM/CG/041/2026", cargo=CARGO_1["name"],
    nombre="Ana Ñandú", apellido_paterno="Muestra", apellido_materno="Ficticia",
    sobrenombre="La Maestra Güera", lugar_nacimiento="Guadalajara, Jalisco",
    fecha_nacimiento="1985-04-21", genero="Mujer",
    clave="MSFCAN85042114M300", ocr="9001123456780", cic="012345678",
    entidad="14", municipio="001", seccion="9001",
    tel_domicilio="3310000001", tel_oficina="3310000002", tel_movil="3310000003",
    correo="ana.muestra@ficticio.example", cuenta="ana.muestra.ficticia", proveedor="Google",
    recibido_por="Olga Ficticia Oficialía", observaciones="Expediente de muestra, completo.",
    password="frase propia de ana muestra",
)  # fmt: skip
BENITO = Aspirante(
    constancia="IEEM/CG/042/2026", cargo=CARGO_2["name"],
    nombre="Benito", apellido_paterno="Ensayo", apellido_materno="Ficticio",
    sobrenombre="", lugar_nacimiento="Tepic, Nayarit",
    fecha_nacimiento="1979-11-03", genero="Hombre",
    clave="ENFCBN79110318H700", ocr="9002987654321", cic="",
    entidad="14", municipio="001", seccion="9002",
    tel_domicilio="", tel_oficina="", tel_movil="3310000009",
    correo="benito.ensayo@ficticio.example", cuenta="", proveedor="",
    recibido_por="Olga Ficticia Oficialía", observaciones="",
    password="frase propia de benito ensayo",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Auxiliar:
    """The seven data of 6.c, as they are typed, and the password that only this person knows."""

    nombre: str
    apellido_paterno: str
    apellido_materno: str
    fecha_nacimiento: str
    telefono: str
    correo: str
    cuenta: str
    proveedor: str
    password: str


ROSA = Auxiliar(
    "Rosa", "Prueba", "Núñez Ficticia", "1999-02-28", "3310000011",
    "rosa.prueba@ficticio.example", "rosa.prueba.ficticia", "Facebook",
    "secreto canario de rosa 7431",
)  # fmt: skip
TOMAS = Auxiliar(
    "Tomás", "Ensayo", "Ficticio Muestra", "2001-07-15", "3310000012",
    "tomas.ensayo@ficticio.example", "", "",
    "secreto canario de tomas 9152",
)  # fmt: skip


def alta(person: Auxiliar) -> dict[str, Any]:
    """Return the seven data as they are typed at the desk."""
    born = date.fromisoformat(person.fecha_nacimiento)
    return asdict(person) | {"born": f"{born:%d/%m/%Y}"}


CAPACITACION = {
    "place": "Auditorio ficticio, piso 2",
    "instructor": "Laura Ficticia Instructora",
    "topics": "Uso de la aplicación móvil, plazos, acuses",
}


def script() -> dict[str, Any]:
    """Return everything that will be typed, as notes."""
    return {
        "proceso": PROCESO,
        "cargos": {"p1": CARGO_1, "p2": CARGO_2},
        "staff": {
            name: asdict(each) for name, each in (("uti", UTI), ("ine", INE), ("admin", ADMIN))
        },
        "aspirantes": {"p1": asdict(ANA), "p2": asdict(BENITO)},
        "auxiliares": {"rosa": asdict(ROSA), "tomas": asdict(TOMAS)},
        "capacitacion": CAPACITACION,
    }
