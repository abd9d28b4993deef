"""One capture on the tablet, numerals 13 to 23, as an auxiliar and a citizen would do it."""

from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QPoint

from tests.walkthrough.drive import hands
from tests.walkthrough.drive.fields import CODED, LABELS, TYPES, parted, same, wanted
from tests.walkthrough.drive.kit import Doing, Kit, Lost, Script
from tests.walkthrough.drive.lens import VIEW, on_screen, show, taken_away

HOME = "¿A quién apoya la persona?"
_READ_SECONDS, _JUDGE_SECONDS = 40.0, 60.0
FRONT, BACK = "Frente de la credencial", "Reverso de la credencial"
_NO_IMAGE = "No llega imagen de la cámara."
_ANYWAY, _KEEP_TYPE = "Usar de todos modos", "Dejar el tipo elegido"


def capture(kit: Kit, facts: dict[str, Any]) -> Doing:
    """Go from home to «Revise los datos»; return everything that was seen and done."""
    told: dict[str, Any] = {"typed_by_keys": [], "continued": []}
    yield from _to_form(kit, facts, told)
    with kit.step("20", "Compara y corrige lo que difiere"):
        yield from _correct(kit, facts["truth"], told)
        if kit.there("Ver los demás datos"):
            yield from kit.press_for("Ver los demás datos", "Identificador")
        told["form_last"] = _form(kit)
        yield from kit.press("Los datos coinciden")
    with kit.step("21", f"Pregunta por la foto del rostro: {facts['face']}"):
        yield from _face(kit, facts, told)
    with kit.step("22", "La persona firma"):
        told["little_ink"] = yield from sign(kit, facts, told)
    yield from kit.shown("Revise los datos")
    kit.picture("revise")
    told["review"] = kit.texts()
    return told


def read_only(kit: Kit, facts: dict[str, Any]) -> Doing:
    """Go as far as the form, and leave without saving."""
    told: dict[str, Any] = {"continued": []}
    yield from _to_form(kit, facts, told)
    yield from _go_home(kit)
    return told


def _to_form(kit: Kit, facts: dict[str, Any], told: dict[str, Any]) -> Script:
    """Go from home to the form, with everything that it shows at first written down."""
    with kit.step("13", f"Elige aspirante y lee el aviso a la persona ({facts['card']})"):
        yield from _begin(kit, facts)
        told["begun_at"] = datetime.now(UTC).isoformat()
    with kit.step("15", "Toca el tipo de credencial"):
        yield from kit.shown("Tipo de credencial")
        kit.picture("tipo")
        yield from kit.press(TYPES[facts["type"]])
    if facts.get("lose_camera"):
        with kit.step("16", "Se pierde la cámara, y vuelve"):
            told["camera"] = yield from _lose_camera(kit, facts["front"])
    with kit.step("16", "Fotografía el frente"):
        yield from _side(kit, FRONT, facts["front"], facts["back"], told)
    with kit.step("17", "Fotografía el reverso"):
        yield from _side(kit, BACK, facts["back"], "", told)
    with kit.step("18, 19", "Lee la credencial y muestra el formulario"):
        yield from read(kit, told)


def read(kit: Kit, told: dict[str, Any]) -> Script:
    """Wait until the credential was read, and write down every box of the form."""
    yield from kit.shown("Compare con la credencial")
    yield from kit.until(
        lambda: not kit.there("Leyendo la credencial…"), "termina de leer", _READ_SECONDS
    )
    yield from kit.press_for("Ver los demás datos", "Identificador")
    told["form"] = _form(kit)
    kit.picture("datos")


def save(kit: Kit, facts: dict[str, Any]) -> Doing:
    """Press «Guardar apoyo»; return the number that the tablet gave the record."""
    del facts
    with kit.step("23", "Guarda el apoyo"):
        yield from kit.press("Guardar apoyo")
        yield from kit.said("Apoyo guardado")
        sentence = next(text for text in kit.texts() if text.startswith("Registro "))
        kit.tell("note", key="just_saved", value=sentence)
        kit.picture("guardado")
    yield from kit.press("Ir al inicio")
    yield from kit.shown(HOME)
    return {"counter": int(sentence.split()[1].rstrip(",").replace(",", ""))}


def look_only(kit: Kit, facts: dict[str, Any]) -> Doing:
    """Offer what is no credential as front, then as back; return the code that refused each.

    The front is used anyway, to get to the back; then it is left without saving.
    """
    told: dict[str, Any] = {"continued": []}
    with kit.step("16, 17", f"Ofrece lo que no es credencial ({facts['card']})"):
        yield from _begin(kit, facts)
        yield from kit.press(TYPES[facts["type"]])
        yield from _judged(kit, FRONT, facts["front"], facts["back"])
        codes = {"front": _code(kit)}
        yield from go_on(kit, FRONT, told)
        yield from _judged(kit, BACK, facts["back"], "")
        codes["back"] = _code(kit)
        kit.picture("no_es_credencial")
        yield from _go_home(kit)
    return codes


def _code(kit: Kit) -> str:
    """Return «Código …» of the refusal on the screen, empty where nothing was refused."""
    if not kit.there(_ANYWAY):
        return ""
    return next((text for text in kit.texts() if text.startswith("Código ")), "")


def _go_home(kit: Kit) -> Script:
    """Cancel the capture; that shows home."""
    yield from kit.press("Cancelar captura")
    yield from kit.shown(HOME)


def _begin(kit: Kit, facts: dict[str, Any]) -> Script:
    yield from kit.shown(HOME)
    yield from kit.press(facts["aspirante"])
    yield from kit.press("Captar un apoyo")
    yield from kit.shown("Acepto continuar")
    kit.picture("aviso")
    yield from kit.press("Acepto continuar")


def _shoot(kit: Kit, picture: str) -> Script:
    """Put a picture before the lens, wait until it is on the screen, and press the shutter."""
    show(kit, picture)
    yield from kit.shown("Tomar foto")
    yield from on_screen(kit, picture)
    yield from kit.press("Tomar foto")
    yield from kit.until(lambda: not kit.there("Tomar foto"), "toma la foto")


def _side(kit: Kit, title: str, picture: str, following: str, told: dict[str, Any]) -> Script:
    """Take one side, and go on to the next page whatever was said of it."""
    yield from _judged(kit, title, picture, following)
    yield from go_on(kit, title, told)


def _lose_camera(kit: Kit, picture: str) -> Doing:
    """Take the camera away while it shows a picture, and give it back once that was said.

    Return pictures of the screen before and while it was lost, and what was said; the shutter that
    is pressed next needs it back.
    """
    yield from kit.shown(FRONT)
    show(kit, picture)
    yield from on_screen(kit, picture)
    window, view = kit.window_of(VIEW), kit.rect_of(VIEW)
    place = view.translated(-window.x(), -window.y()).getRect()
    told = {"view": place, "window": [window.width(), window.height()], "shown": picture}
    told["before"] = kit.picture("camara")
    with taken_away(kit):
        yield from kit.perhaps(lambda: kit.says(_NO_IMAGE))
        told["lost"] = kit.picture("camara_perdida")
        told["said"] = kit.texts()
    return told


def _judged(kit: Kit, title: str, picture: str, following: str) -> Script:
    """Take one side and wait for what is said of it; `following` is shown to the lens meanwhile."""
    yield from kit.shown(title)
    yield from _shoot(kit, picture)
    kit.picture("toma")
    if following:
        show(kit, following)
    yield from was_judged(kit, title)


def was_judged(kit: Kit, title: str, seconds: float = _JUDGE_SECONDS) -> Script:
    """Give way until the picture of one side was taken, and used or spoken of."""
    yield from kit.until(
        lambda: not kit.there(title) or kit.there(_ANYWAY) or kit.there(_KEEP_TYPE),
        "juzga la foto",
        seconds,
    )


def go_on(kit: Kit, title: str, told: dict[str, Any]) -> Script:
    """Use the picture anyway where it was refused, and keep the type that was tapped."""
    for words in (_ANYWAY, _KEEP_TYPE):
        if kit.there(title) and kit.there(words):
            told["continued"].append([title, words, kit.texts()])
            kit.picture("aviso_de_la_foto")
            yield from kit.press(words)
            yield from kit.until(lambda: not kit.there(title) or kit.there(_KEEP_TYPE), "sigue")


def _form(kit: Kit) -> dict[str, str]:
    """Return what every box of the form says, by field."""
    shown: dict[str, str] = {}
    for label in LABELS:
        if kit.there(label):
            shown |= parted(label, kit.described(label))
    return shown


def _correct(kit: Kit, truth: dict[str, str], told: dict[str, Any]) -> Script:
    """Answer each doubt, then correct what an eye would see to differ."""
    for _ in range(30):
        answering = _doubt(kit)
        if not answering:
            break
        yield from _answer(kit, answering, wanted(answering, truth), told)
    for label in LABELS:
        right = wanted(label, truth)
        if right and kit.there(label) and not same(kit.described(label), right):
            yield from kit.press_for(label, f"{label}, como está en la credencial")
            yield from _type_field(kit, label, right, told)
            if kit.there("Ver los demás datos"):
                yield from kit.press("Ver los demás datos")


def _doubt(kit: Kit) -> str:
    """Return the label of the box in doubt, empty where there is none."""
    if not kit.says("Se leyó con duda."):
        return ""
    correct = _correct_button(kit)
    for label in LABELS:
        found = kit.all(label)
        if correct and found and all("Button" not in str(each.role) for each in found):
            return label
    return ""


def _correct_button(kit: Kit) -> str:
    return next((text for text in kit.texts() if text.startswith("Corregir ")), "")


def _answer(kit: Kit, label: str, right: str, told: dict[str, Any]) -> Script:
    """Tap the answer that the card bears out; type it where none does."""
    shown = kit.described(label)
    for text in kit.texts():
        if not text.startswith("Dice "):
            continue
        value = kit.described(text)
        if same(value, right) or (not right and same(value, shown)):
            yield from kit.press(text)
            yield from kit.until(lambda: _doubt(kit) != label, f"se resuelve «{label}»")
            return
    if not right:
        raise Lost(f"hay duda de «{label}» y la credencial no lo imprime")
    yield from kit.press(_correct_button(kit))
    yield from _type_field(kit, label, right, told)


def _type_field(kit: Kit, label: str, right: str, told: dict[str, Any]) -> Script:
    """Write one box by keys on the page of the keypad, and keep it."""
    box = f"{label}, como está en la credencial"
    yield from kit.shown(box)
    if label in CODED:
        yield from kit.press("Carácter 1")
        hands.write(kit.window_of(box), right.replace(" ", ""))
        yield from kit.pause(0.05)
    else:
        yield from kit.type(box, right)
    kit.picture("teclado")
    told["typed_by_keys"] += list(LABELS[label])
    save_button = next(text for text in kit.texts() if text.startswith("Guardar "))
    yield from kit.press_for(save_button, "Compare con la credencial")


def _face(kit: Kit, facts: dict[str, Any], told: dict[str, Any]) -> Script:
    """Give the citizen's answer, with the moments around the tap; after a yes take the picture."""
    no = "No tomar la foto"
    yield from kit.shown(no)
    kit.picture("rostro_pregunta")
    if facts["face"] != "yes":
        before = datetime.now(UTC).isoformat()
        yield from kit.press(no)
        yield from kit.until(lambda: not kit.there(no), "toma la respuesta")
        told["answered"] = [before, datetime.now(UTC).isoformat()]
        return
    show(kit, facts["face_picture"])
    yield from kit.press("Sí, tomar la foto")
    yield from _shoot(kit, facts["face_picture"])
    kit.picture("rostro")
    yield from kit.press("Usar esta foto")


def sign(kit: Kit, facts: dict[str, Any], told: dict[str, Any]) -> Doing:
    """Draw the strokes; first too little ink where that is asked for. Return what was said."""
    pad = "Espacio para firmar"
    yield from kit.shown(pad)
    yield from kit.steady(pad)
    said = ""
    if facts.get("little_ink_first"):
        _draw(kit, pad, [[[0.4, 0.5], [0.42, 0.5]]])
        yield from kit.press("Confirmar firma")
        seen = yield from kit.any_of("poco trazo", "Revise los datos")
        said = next((text for text in kit.texts() if seen in text), "") if kit.there(pad) else ""
        kit.picture("firma_poca")
        yield from kit.press("Borrar")
    told["strokes"] = _draw(kit, pad, facts["strokes"])
    kit.picture("firma")
    yield from kit.press("Confirmar firma")
    return said


def _draw(kit: Kit, pad: str, strokes: list[list[list[float]]]) -> list[list[hands.Mark]]:
    """Draw strokes given as shares of the pad, one by pen, the next by mouse; return the events."""
    rect, window = kit.rect_of(pad), kit.window_of(pad)
    drawn: list[list[hands.Mark]] = []
    for number, stroke in enumerate(strokes):
        points = [
            QPoint(int(rect.x() + x * rect.width()), int(rect.y() + y * rect.height()))
            for x, y in stroke
        ]
        draws = hands.stroke if number % 2 else hands.pen_stroke
        drawn.append(draws(window, points))
    return drawn
