import jinja2
import pytest

from core.documents.letters import KINDS, QR_CONTENT_ID, letter


def _facts(kind: str, **known: str) -> dict[str, str]:
    return {fact: f"«{fact}»" for fact in KINDS[kind]} | known


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_fact_is_said_in_text_and_in_html(kind: str) -> None:
    made = letter(kind, _facts(kind))
    for fact in KINDS[kind] - {"practica"}:
        assert f"«{fact}»" in made.subject + made.text, fact
        assert f"«{fact}»" in made.html, fact


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_letter_with_a_hole_is_never_sent(kind: str) -> None:
    for fact in KINDS[kind] - {"practica"}:
        facts = _facts(kind)
        del facts[fact]
        with pytest.raises(jinja2.UndefinedError):
            letter(kind, facts)


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("practica", ["", "si"])
def test_only_a_practica_says_practica(kind: str, practica: str) -> None:
    made = letter(kind, _facts(kind, practica=practica))
    for part in (made.subject, made.text, made.html):
        assert ("PRÁCTICA" in part) is bool(practica)


def test_the_access_has_the_five_items_of_numeral_5() -> None:
    text = letter("acceso", _facts("acceso")).text
    for item in ("registro de alta", "Id Solicitante:", "Usuario:", "Contraseña:", "Sitio:"):
        assert item in text


def test_the_activation_shows_its_code_as_a_picture_of_the_mail() -> None:
    assert f'src="cid:{QR_CONTENT_ID}"' in letter("activacion", _facts("activacion")).html


def test_marks_in_a_name_stay_text() -> None:
    made = letter("acceso", _facts("acceso", nombre="<img src=x>"))
    assert "<img src=x>" in made.text
    assert "<img src=x>" not in made.html


def test_the_subject_is_one_line() -> None:
    made = letter("tambien_para", _facts("tambien_para", aspirante="Ana\r\nBcc: otra@persona"))
    assert "\n" not in made.subject
    assert "\r" not in made.subject
