"""What a person is told on the way: clock, end of the plazo, values that deserve a look."""

from datetime import timedelta
from pathlib import Path

from tests.capture_kiosk import drafts, world
from tests.capture_kiosk.conftest import Shop
from tests.capture_kiosk.test_window import to_form_by_hand, to_review, write_by_hand
from tests.fakes.clock import SetClock


def test_a_typed_date_of_birth_is_a_day_that_exists(shop: Shop, blank: Path) -> None:
    opened = shop.open()
    opened.unlock()
    to_form_by_hand(opened, blank)
    eyes = opened.eyes
    eyes.press("Ver los demás datos")
    eyes.press("Fecha de nacimiento")
    eyes.find("Fecha de nacimiento, como está en la credencial")
    eyes.type("31021990")
    eyes.find("Ese día no existe en el calendario.")
    eyes.press("Guardar fecha")
    assert opened.page == "teclado"
    eyes.press("Carácter 1")
    eyes.type("12")
    eyes.press("Guardar fecha")
    assert opened.page == "datos"
    assert opened.kiosk._flow.draft.value("fecha_nacimiento") == "12/02/1990"


def test_a_clock_far_from_the_last_signed_hour_is_said_and_capture_goes_on(shop: Shop) -> None:
    clock = SetClock(world.NOW - timedelta(days=2))
    opened = shop.open(clock=clock)
    opened.unlock()
    opened.eyes.find("Revise la hora de la tableta")
    assert "la hora queda por confirmar" in opened.eyes.said("Revise la hora de la tableta")
    opened.eyes.press("Captar un apoyo")
    opened.eyes.find("Acepto continuar")


def test_the_home_page_counts_down_to_the_end_of_sending(shop: Shop) -> None:
    opened = shop.open(clock=SetClock(world.PERIODO.sending_ends_at - timedelta(hours=3)))
    opened.unlock()
    opened.eyes.find("Quedan 3 horas para enviar lo guardado")


def test_a_value_that_was_changed_after_it_was_read_says_so_in_the_review(
    shop: Shop, blank: Path
) -> None:
    opened = shop.open()
    opened.unlock()
    to_form_by_hand(opened, blank)
    opened.kiosk._flow.keep_reading(drafts.a_reading())
    write_by_hand(opened)
    opened.kiosk._flow.write("seccion", "2999")
    to_review(opened)
    assert opened.eyes.said("Sección") == "2999. Se leyó 2981"
    assert opened.eyes.said("CIC") == drafts.VALUES["cic"]
    assert opened.eyes.shows("La sección 2999 está fuera de la demarcación")
