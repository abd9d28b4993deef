"""Names of one letter, and SEXO X, as cards of MUESTRA print them."""

from datetime import date

import pytest

from core.credential.reader import CredentialReader
from core.muestra.make import make_sample
from core.muestra.people import Asked

ON = date(2026, 11, 28)


@pytest.mark.sampled(1)
@pytest.mark.parametrize(
    ("seed", "model", "asked"),
    [
        (9101, "E", Asked(materno="DE LA O")),
        (9105, "H", Asked(nombre="JOSE E")),
        (9103, "G", Asked(nombre="M GUADALUPE")),
        (9102, "H", Asked(paterno="O")),
        (9106, "H", Asked(materno="O")),
        (9110, "F", Asked(nombre="J JESUS")),
        (9104, "G", Asked(sexo="X")),
        (9107, "D", Asked(sexo="X", record="X")),
    ],
)
def test_what_is_printed_is_read(
    reader: CredentialReader, seed: int, model: str, asked: Asked
) -> None:
    sample = make_sample(seed, "medium", model, asked)
    got = reader.read(sample.front.jpeg, sample.back.jpeg, ON)
    for key in ("nombre", "apellido_paterno", "apellido_materno", "sexo", "curp", "clave_elector"):
        assert got.value(key) == sample.person.text(key)
