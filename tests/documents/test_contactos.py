"""The contact list of an aspirante's auxiliares: whoever it is and how to reach them, no code."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pypdfium2
import pytest

from core.documents.contactos import TITLE, Contactos, contactos_pdf
from core.documents.letterhead import FOOT_TOP
from core.documents.paper import HEIGHT
from core.domain.registration.auxiliar import AltaAuxiliar, AuxiliarOfAspirante, Vinculo
from tests.documents.sheets import a_proceso, texts

AT = datetime(2026, 11, 29, 16, tzinfo=UTC)
ALTA = AltaAuxiliar(
    nombre="Beto",
    apellido_paterno="Ficticio",
    apellido_materno="Muestra",
    sin_segundo_apellido=False,
    fecha_nacimiento=date(1990, 1, 1),
    telefono="5500000021",
    correo="beto@muestra.example",
)
VINCULO = Vinculo("v1", "000201", "000001", AT)


def a_list(people: int) -> Contactos:
    rows = [
        AuxiliarOfAspirante(
            VINCULO, replace(ALTA, nombre=f"Persona {number:03d}"), None, 0, 0, None
        )
        for number in range(1, people + 1)
    ]
    return Contactos("Ana Muestra Ficticia", "000001", rows, AT)


def test_it_says_whose_and_how_to_reach_each() -> None:
    (page,) = texts(contactos_pdf(a_list(1), a_proceso()))
    for said in (
        *(TITLE, "Ana Muestra Ficticia", "000001", "Persona 001 Ficticio Muestra"),
        *("5500000021", "beto@muestra.example", "por aceptar", "Contiene datos personales"),
    ):
        assert said in page.replace("\n", " "), said


@pytest.mark.parametrize("people", [0, 17, 18, 60])
def test_everybody_has_one_row(people: int) -> None:
    whole = " ".join(texts(contactos_pdf(a_list(people), a_proceso()))).replace("\n", " ")
    assert all(whole.count(f"Persona {number:03d}") == 1 for number in range(1, people + 1))


def test_the_longest_name_and_mail_stay_in_their_columns() -> None:
    long = replace(
        ALTA, nombre="Wenceslao Maximiliano " * 3, correo=f"{'muestra' * 9}@muestra.example"
    )
    contactos = replace(a_list(1), rows=[replace(a_list(1).rows[0], alta=long)])
    (page,) = texts(contactos_pdf(contactos, a_proceso()))
    assert "Wenceslao" in page


def test_a_row_of_many_lines_never_leaves_its_page() -> None:
    """What stands over the foot is over the line of the foot, whichever row comes last."""
    long = replace(ALTA, nombre="Wenceslao " * 48)
    one = a_list(1).rows[0]
    rows = [replace(one, alta=long)] * 9
    pdf = contactos_pdf(replace(a_list(1), rows=rows), a_proceso())
    assert " ".join(texts(pdf)).replace("\n", " ").count("Wenceslao") == 48 * 9
    for page in pypdfium2.PdfDocument(pdf):
        written = page.get_textpage()
        spots = [written.get_charbox(each) for each in range(written.count_chars())]
        low = [box[1] for box in spots if 60 < box[1] < HEIGHT]
        assert min(low) > HEIGHT - FOOT_TOP
        inside = (box[1] for box in spots if box[1] <= HEIGHT - FOOT_TOP)
        assert all(bottom < HEIGHT - FOOT_TOP - 8 for bottom in inside), "only the foot is there"
