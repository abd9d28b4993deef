"""Numeral 4: the one reading of a registration's typed texts: the value, or every error by field.

Fields are named as the wire names them. The desk reads while a person types and as it is sent.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from core.domain.credencial.clave_elector import ClaveElector
from core.domain.credencial.ocr_cic import Cic, Ocr, Seccion
from core.domain.errors import (
    BirthDisagrees,
    MaternoMissing,
    OcrOrCicMissing,
    PhoneMissing,
    SeccionDisagrees,
)
from core.domain.registration.aspirante import (
    Autenticacion,
    Contacto,
    CredencialAspirante,
    Expediente,
    Persona,
    RegistroAspirante,
    check_birth,
    check_numbers,
    check_phones,
    check_seccion,
)
from core.domain.registration.registration_errors import ClaveRegistered, ConstanciaUsed
from core.domain.registration.registro_doubts import doubts
from core.domain.registration.registro_rules import Beside, Datos, against
from core.domain.values import texto
from core.domain.values.form_reader import FormReader
from core.domain.values.nombre import read_nombre
from core.domain.values.texto import Correo
from core.domain.values.typed_day import read_day
from core.errors import ApoyoError

PHONES = ("contacto.domicilio", "contacto.oficina", "contacto.movil")
SIN_SEGUNDO = "persona.sin_segundo_apellido"
LATE = "late_reason"

_REQUIRED = (
    "cargo", "persona.lugar_nacimiento", "persona.genero",
    "credencial.entidad", "credencial.municipio", "expediente.recibido_por",
    "expediente.constancia",
)  # fmt: skip
"""Obligatory texts without a rule besides."""

T = TypeVar("T")

FIELD_OF: Mapping[str, str] = {
    MaternoMissing.code: "persona.apellido_materno",
    OcrOrCicMissing.code: "credencial.ocr",
    SeccionDisagrees.code: "credencial.ocr",
    PhoneMissing.code: PHONES[-1],
    BirthDisagrees.code: "credencial.clave",
    ClaveRegistered.code: "credencial.clave",
    ConstanciaUsed.code: "expediente.constancia",
}
"""The field that a person corrects for a rule over several data, by its code."""


@dataclass(frozen=True, slots=True)
class ReadRegistro:
    """What the texts say: `registro` where no rule is broken, else each field and its rule.

    `doubts` are fields that a person is asked about: they may be so.
    """

    datos: Datos
    registro: RegistroAspirante | None
    broken: Mapping[str, ApoyoError]
    doubts: Mapping[str, ApoyoError]


def read_registro(
    texts: Mapping[str, str],
    beside: Beside,
    address: Callable[[str], Correo] = texto.correo,
) -> ReadRegistro:
    """Return what the texts say. `address` reads an e-mail address as strictly as it is asked."""
    reading = _Reading(FormReader(texts), address)
    datos = reading.datos()
    for wrong, error in against(datos, beside):
        reading.form.refuse(wrong, error)
    broken = reading.form.broken
    asked = {each: doubt for each, doubt in doubts(datos, beside) if each not in broken}
    return ReadRegistro(datos, None if broken else reading.registro(), broken, asked)


def _optional(rule: Callable[[str], T]) -> Callable[[str], T | None]:
    return lambda text: rule(code) if (code := texto.bare(text)) else None


class _Reading:
    """The data of one form, each by itself and then those that must agree within the form."""

    def __init__(self, form: FormReader, address: Callable[[str], Correo]) -> None:
        self.form = form
        self.nombre = read_nombre(form, "persona.")
        self.born = form.get("persona.fecha_nacimiento", read_day)
        self.clave = form.get(
            "credencial.clave", lambda text: ClaveElector.typed(texto.required(text))
        )
        self.ocr = form.get("credencial.ocr", _optional(Ocr))
        self.cic = form.get("credencial.cic", _optional(Cic))
        self.seccion = form.get(
            "credencial.seccion", lambda text: Seccion(texto.required(texto.bare(text)))
        )
        self.phones = [form.read(each, texto.telefono, instead="") for each in PHONES]
        self.correo = form.get("autenticacion.correo", lambda text: address(texto.required(text)))
        self.recibido = form.get("expediente.recibido", read_day)
        self.manifestacion = form.get("expediente.manifestacion", read_day)
        for each in _REQUIRED:
            form.required(each)
        self._together()

    def _together(self) -> None:
        """Hold the data of the form against each other."""
        form, clave, born, seccion = self.form, self.clave, self.born, self.seccion
        if "credencial.cic" not in form.broken:
            form.check("credencial.ocr", lambda: check_numbers(self.ocr, self.cic))
        if seccion is not None:
            form.check("credencial.ocr", lambda: check_seccion(self.ocr, seccion))
        if not form.broken.keys() & PHONES:
            form.check(PHONES[-1], lambda: check_phones(self.phones))
        if clave is not None and born is not None:
            form.check("credencial.clave", lambda: check_birth(clave, born))

    def datos(self) -> Datos:
        """Return what is known so far."""
        text = self.form.text
        alone = self.form.flag(SIN_SEGUNDO)
        return Datos(
            cargo=text("cargo"),
            nombre=text("persona.nombre") or None,
            paterno=text("persona.apellido_paterno") or None,
            materno="" if alone else text("persona.apellido_materno") or None,
            lugar=text("persona.lugar_nacimiento"),
            born=self.born,
            clave=self.clave,
            entidad=text("credencial.entidad"),
            municipio=text("credencial.municipio"),
            seccion=self.seccion,
            correo=self.correo,
            cuenta=text("autenticacion.cuenta"),
            proveedor=text("autenticacion.proveedor"),
            recibido=self.recibido,
            manifestacion=self.manifestacion,
            constancia=text("expediente.constancia"),
            late_reason=text(LATE),
        )

    def registro(self) -> RegistroAspirante:
        """Return the registration. Raises FormBroken where a rule is broken."""
        form = self.form
        return RegistroAspirante(
            cargo=form.text("cargo"),
            persona=Persona(
                **form.whole(self.nombre).nombre_completo_fields(),
                lugar_nacimiento=form.text("persona.lugar_nacimiento"),
                fecha_nacimiento=form.whole(self.born),
                genero=form.text("persona.genero"),
            ),
            credencial=self._credencial(),
            contacto=Contacto(*self.phones),
            autenticacion=Autenticacion(
                correo=form.whole(self.correo),
                cuenta=form.text("autenticacion.cuenta"),
                proveedor=form.text("autenticacion.proveedor"),
            ),
            expediente=self._expediente(),
            late_reason=form.text(LATE),
        )

    def _credencial(self) -> CredencialAspirante:
        return CredencialAspirante(
            clave=self.form.whole(self.clave),
            ocr=self.ocr,
            cic=self.cic,
            entidad=self.form.text("credencial.entidad"),
            municipio=self.form.text("credencial.municipio"),
            seccion=self.form.whole(self.seccion),
        )

    def _expediente(self) -> Expediente:
        return Expediente(
            recibido=self.form.whole(self.recibido),
            recibido_por=self.form.text("expediente.recibido_por"),
            manifestacion=self.form.whole(self.manifestacion),
            constancia=self.form.text("expediente.constancia"),
            observaciones=self.form.long("expediente.observaciones"),
        )
