"""Numeral 4: typed texts give the value, or every error by field, on both sides alike."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.proceso.geografia import SeccionPlace
from core.domain.registration.aspirante import RegistroAspirante
from core.domain.registration.constancia import Constancia
from core.domain.registration.registro import ReadRegistro, read_registro
from core.domain.registration.registro_rules import (
    Beside,
    ConstanciaFound,
    Datos,
    PlaceFound,
    against,
)
from core.wire import adapter

TODAY = date(2026, 11, 24)
TEXTS = {
    "cargo": "d5",
    "persona.nombre": " Ana ",
    "persona.apellido_paterno": "Muestra",
    "persona.apellido_materno": "Ficticia",
    "persona.sobrenombre": "",
    "persona.lugar_nacimiento": "Aguascalientes",
    "persona.fecha_nacimiento": "12/03/1987",
    "persona.genero": "Femenino",
    "credencial.clave": "msfcan 870312 01m400",
    "credencial.ocr": "0123604187352",
    "credencial.cic": "160734825",
    "credencial.entidad": "01",
    "credencial.municipio": "001",
    "credencial.seccion": "0123",
    "contacto.movil": "449 000 0137",
    "autenticacion.correo": "ana.muestra@correo.example",
    "expediente.recibido": "24/11/2026",
    "expediente.recibido_por": "Persona Ficticia",
    "expediente.manifestacion": "2026-11-20",
    "expediente.constancia": "IEE/CG/041/2026",
    "expediente.observaciones": "Una\nDos",
}
OBLIGATORY = sorted(
    set(TEXTS) - {"persona.sobrenombre", "credencial.ocr", "credencial.cic",
    "persona.apellido_materno", "contacto.movil", "expediente.observaciones"}
)  # fmt: skip


def a_constancia(**changes: str) -> Constancia:
    made = {
        "nombre": "ANA",
        "apellido_paterno": "muestra",
        "apellido_materno": "Ficticia",
    } | changes
    return Constancia(
        number="IEE/CG/041/2026",
        date=TODAY,
        **made,
        sin_segundo_apellido=False,
        sobrenombre="",
        cargo="d5",
    )


def beside(
    constancia: Constancia | None = None, *, used: bool = False, place: str = "001"
) -> Beside:
    where = SeccionPlace("0123", "01", place, "A", "005") if place else None
    return Beside(
        today=TODAY,
        constancia=ConstanciaFound("IEE/CG/041/2026", constancia or a_constancia(), used),
        place=PlaceFound("01", "0123", where),
    )


def codes(read: ReadRegistro) -> dict[str, str]:
    return {field: error.code for field, error in read.broken.items()}


def test_whole_texts_are_the_value_and_nothing_else() -> None:
    read = read_registro(TEXTS, beside())
    assert not read.broken
    registro = read.registro
    assert registro is not None
    assert registro.persona.full_name == "Ana Muestra Ficticia"
    assert registro.credencial.clave.text == "MSFCAN87031201M400"
    assert registro.contacto.movil == "4490000137"
    assert registro.expediente.observaciones == "Una\nDos"
    assert registro.expediente.manifestacion == date(2026, 11, 20)
    again = adapter(RegistroAspirante).validate_json(
        adapter(RegistroAspirante).dump_json(registro), strict=True
    )
    assert again == registro
    assert Datos.of(registro) == read.datos


def test_an_empty_form_names_every_obligatory_datum_at_once() -> None:
    read = read_registro({}, Beside(TODAY))
    assert read.registro is None
    assert codes(read) == dict.fromkeys(OBLIGATORY, "falta_dato") | {
        "persona.apellido_materno": "falta_materno",
        "credencial.ocr": "falta_ocr_o_cic",
        "contacto.movil": "falta_telefono",
    }


@pytest.mark.parametrize(
    ("found", "field", "code"),
    [
        (beside(used=True), "expediente.constancia", "constancia_usada"),
        (beside(a_constancia(nombre="Eva")), "expediente.constancia", "constancia_no_coincide"),
        (
            Beside(TODAY, ConstanciaFound("IEE/CG/041/2026", None)),
            "expediente.constancia",
            "constancia_desconocida",
        ),
        (beside(place="002"), "credencial.seccion", "seccion_de_otro_municipio"),
        (beside(place=""), "credencial.seccion", "seccion_desconocida"),
        (Beside(date(2026, 11, 19)), "expediente.manifestacion", "fechas_en_desorden"),
        (Beside(date(2005, 3, 11)), "persona.fecha_nacimiento", "menor_de_edad"),
    ],
)
def test_the_server_and_the_form_find_the_same_wrong(found: Beside, field: str, code: str) -> None:
    assert codes(read_registro(TEXTS, found))[field] == code
    registro = read_registro(TEXTS, Beside(TODAY)).registro
    assert registro is not None
    on_the_server = {each: error.code for each, error in against(Datos.of(registro), found)}
    assert on_the_server[field] == code


def test_an_answer_to_another_question_judges_nothing() -> None:
    other = Beside(TODAY, ConstanciaFound("IEE/CG/042/2026", None), PlaceFound("01", "0124", None))
    assert not read_registro(TEXTS, other).broken


def test_a_surname_that_is_not_typed_yet_is_not_another_one_but_none_is() -> None:
    missing = read_registro(TEXTS | {"persona.apellido_materno": ""}, beside())
    assert codes(missing) == {"persona.apellido_materno": "falta_materno"}
    alone = TEXTS | {"persona.apellido_materno": "", "persona.sin_segundo_apellido": "sí"}
    assert codes(read_registro(alone, beside())) == {
        "expediente.constancia": "constancia_no_coincide"
    }


@pytest.mark.parametrize(
    ("texts", "field", "code"),
    [
        ({"credencial.ocr": "", "credencial.cic": "12"}, "credencial.cic", "cic_forma"),
        ({"contacto.oficina": "12", "contacto.movil": ""}, "contacto.oficina", "telefono_forma"),
        ({"credencial.seccion": "0124"}, "credencial.ocr", "seccion_no_coincide"),
        ({"persona.fecha_nacimiento": "13/03/1987"}, "credencial.clave", "nacimiento_no_coincide"),
        ({"persona.sobrenombre": "漢"}, "persona.sobrenombre", "signo_sin_letra"),
        ({"persona.fecha_nacimiento": "30/02/1987"}, "persona.fecha_nacimiento", "fecha_no_existe"),
    ],
)
def test_one_wrong_datum_is_blamed_once(texts: dict[str, str], field: str, code: str) -> None:
    assert codes(read_registro(TEXTS | texts, Beside(TODAY))) == {field: code}


@given(st.dictionaries(st.sampled_from(sorted(TEXTS)), st.text(max_size=20)))
def test_any_texts_give_a_value_or_errors_and_never_both(texts: dict[str, str]) -> None:
    read = read_registro(TEXTS | texts, beside())
    assert (read.registro is None) is bool(read.broken)
    assert set(read.broken) <= {*TEXTS, "contacto.domicilio", "contacto.oficina", "late_reason"}
