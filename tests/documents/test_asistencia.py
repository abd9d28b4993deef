from datetime import UTC, datetime

import pytest

from core.documents.asistencia import TITLE, asistencia_pdf
from core.domain.registration.capacitacion import Asistente, Capacitacion
from tests.documents.sheets import a_proceso, texts


def _session(people: int) -> Capacitacion:
    return Capacitacion(
        held_at=datetime(2026, 10, 31, 16, tzinfo=UTC),
        place="Auditorio del Instituto",
        instructor="Laura Ejemplo Ficticia",
        topics="Uso de la aplicación",
        asistentes=tuple(
            Asistente(f"Persona Ficticia {number:03d}", "IEE/CG/041/2026" if number == 1 else "")
            for number in range(1, people + 1)
        ),
    )


def test_it_says_the_session_and_who_attended() -> None:
    (page,) = texts(asistencia_pdf(_session(2), a_proceso()))
    for said in (
        TITLE,
        "31 de octubre de 2026, 10:00 horas",
        "Auditorio del Instituto",
        "Laura Ejemplo Ficticia",
        "Persona Ficticia 001",
        "IEE/CG/041/2026",
        "Firma",
    ):
        assert said in page, said


@pytest.mark.parametrize("people", [11, 12, 13, 60])
def test_everybody_has_one_row_on_pages_that_all_say_practica(people: int) -> None:
    pages = texts(asistencia_pdf(_session(people), a_proceso()))
    whole = " ".join(pages)
    assert all(whole.count(f"Ficticia {number:03d}") == 1 for number in range(1, people + 1))
    assert all("PRÁCTICA" in page for page in pages)


def test_the_same_session_gives_the_same_bytes() -> None:
    assert asistencia_pdf(_session(3), a_proceso()) == asistencia_pdf(_session(3), a_proceso())
