"""Every broken field of a form is told at once, each with its own code."""

import pytest

from admin_desktop.framework import typed_errors
from admin_desktop.framework.file_reader import existing_file
from admin_desktop.framework.listing import first, longer, whole
from admin_desktop.framework.typed_errors import FileMissing
from core.domain.values import form_errors
from core.domain.values.form_errors import FormBroken
from core.domain.values.form_reader import FormReader
from core.errors import RuleBroken
from core.messages import catalogue, explain
from core.wire import Page


def test_every_broken_field_is_told() -> None:
    form = FormReader({"umbral": "mil", "nombre": " "})
    form.number("umbral")
    form.required("nombre")
    form.text("sobrenombre")
    with pytest.raises(FormBroken) as broken:
        form.close()
    assert broken.value.fields == {"umbral": "numero_escrito", "nombre": "falta_dato"}


def test_a_whole_form_closes_in_silence() -> None:
    form = FormReader({"umbral": "2,754", "generos": "Mujer\n\n Hombre ", "varios": "sí"})
    assert form.number("umbral") == 2754
    assert form.lines("generos") == ("Mujer", "Hombre")
    assert form.flag("varios")
    assert not form.flag("rostro")
    form.close()


def test_every_code_of_the_desk_has_its_sentence() -> None:
    leaves = [
        leaf
        for leaf in (*vars(typed_errors).values(), *vars(form_errors).values())
        if isinstance(leaf, type) and issubclass(leaf, RuleBroken) and leaf is not RuleBroken
    ]
    assert len(leaves) >= 11
    assert not {leaf.code for leaf in leaves} - set(catalogue())
    assert (
        explain(FormBroken({"a": RuleBroken(), "b": RuleBroken()})).title
        == "Por corregir: 2. No se guardó nada."
    )


def test_a_path_that_leads_nowhere_is_refused(tmp_path: object) -> None:
    with pytest.raises(FileMissing):
        existing_file(f"{tmp_path}/nada.csv")


def test_a_foot_says_where_nobody_counted_on() -> None:
    shown = first(Page((1, 2), 10_001, "c"))
    assert shown.foot == "1 a 2 de más de 10,000"
    assert longer(shown, Page((3,), 0, "d")).foot == "1 a 3 de más de 10,000"
    assert longer(shown, Page((3,), 0)).foot == "1 a 3 de 3"


def test_a_list_grows_page_by_page() -> None:
    pages = {"": Page((1, 2), 3, "c"), "c": Page((3,), 3, "")}
    shown = longer(first(pages[""]), pages["c"])
    assert shown.items == (1, 2, 3)
    assert shown.foot == "1 a 3 de 3"
    assert whole(pages.__getitem__) == (1, 2, 3)
