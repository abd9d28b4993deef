"""Numerals 11 to 24, server off: the five data, captures, and a kill right after «Guardado»."""

import time
from typing import Any

from tests.walkthrough.acts import captures as take
from tests.walkthrough.acts import handed_in
from tests.walkthrough.acts.copied_tablet import copied
from tests.walkthrough.acts.cover import CHARACTER, ClaveNotSeen, cover
from tests.walkthrough.acts.tablets import unlocked
from tests.walkthrough.cards import Card
from tests.walkthrough.cast import ANA, BENITO
from tests.walkthrough.folders import snapshot
from tests.walkthrough.plot import Plot
from tests.walkthrough.stage import Drive

_SIDES = (("frente", "front"), ("reverso", "back"))
_QUIET_SECONDS = 12.0
"""What the first capture takes at most on two quiet cores, with another tablet beside it."""
_OTHER_TYPE = {"C/D": "E/F", "E/F": "G/H", "G/H": "E/F", "otra": "C/D"}


def perform(plot: Plot) -> None:
    """Close the relay, open the first tablet again, and read the five data from its window."""
    _off(plot)
    plot.drives["kiosk1"].program.stop()
    copied(plot)
    unlocked(plot, "kiosk1")
    names = {"p1": ANA.full_name, "p2": BENITO.full_name}
    shown = plot.drives["kiosk1"].do("five_data", names=names)
    plot.note("kiosk", "five_shown", value={**shown, "server_off": not plot.relay_open})


def first_of_p1(plot: Plot) -> None:
    """Capture, for P1, the citizen who supports both."""
    cards, drive = cast_of(plot), plot.drives["kiosk1"]
    plot.note("cards", "both", value=cards["both"].name)
    begun = time.monotonic()
    take.captured(plot, drive, "p1", cards["both"], face="yes", little_ink_first=True)
    plot.pace = max(1.0, (time.monotonic() - begun) / _QUIET_SECONDS)


def for_p2(plot: Plot) -> None:
    """Capture both records of P2 before its end, while the desk types when that will be."""
    cards, drive = cast_of(plot), plot.drives["kiosk1"]
    take.captured(plot, drive, "p2", cards["both"])
    take.captured(plot, drive, "p2", cards["second"])


def for_p1(plot: Plot) -> None:
    """Capture the rest of P1; the second tablet captures one of its own meanwhile."""
    cards, drive = cast_of(plot), plot.drives["kiosk1"]
    front, covered = _covered(plot, cards["twice"])
    take.captured(plot, drive, "p1", cards["twice"], front=front, covered=covered)
    take.captured(plot, drive, "p1", cards["twice"], type=another_type(cards["twice"]))
    for part in ("baja",):
        if part in cards:
            take.captured(plot, drive, "p1", cards[part])
    _killed(plot, drive, cards["left_out"])


def by_the_other(plot: Plot) -> None:
    """Practise on the second tablet, then capture, before its auxiliar's baja.

    Its camera is lost meanwhile, and its first record is handed in on a memory stick.
    """
    cards, drive = cast_of(plot), plot.drives["kiosk2"]
    practised = drive.do("practise", strokes=take.strokes_of(plot.next_capture()))
    plot.note("kiosk", "practice", value={**practised, "counts": drive.do("counts")})
    take.captured(plot, drive, "p1", cards["other"], lose_camera=True)
    handed_in.copied(plot)
    for part in ("not_listed", "outside"):
        if part in cards:
            take.captured(plot, drive, "p1", cards[part])


def ask_the_rest(plot: Plot) -> None:
    """Ask the second tablet to read every other card, and to look at what is no card."""
    drive = plot.drives["kiosk2"]
    captured = set(plot.notes["cards"]["captured"])
    asked: list[tuple[Card, int]] = []
    for card in plot.cards:
        if card.name in captured:
            continue
        facts = {"card": card.name, "aspirante": ANA.full_name, "front": str(card.front)}
        action = "read_only" if card.is_card else "look_only"
        asked.append((card, drive.ask(action, type=card.kind, back=str(card.back), **facts)))
    plot.asked = asked


def hear_the_rest(plot: Plot) -> None:
    """Take in what the second tablet read; print what was refused, and the share that was read."""
    drive, read, not_cards = plot.drives["kiosk2"], [], []
    for card, question in plot.asked:
        told = drive.answer(question)
        if card.is_card:
            read.append({"card": card.name, "form": told["form"], "continued": told["continued"]})
        else:
            not_cards.append({"card": card.name, **told})
            said = (f"{side} {told[key] or 'no se rechazó'}" for side, key in _SIDES)
            plot.report.say(f"             {card.name}: no es credencial: {', '.join(said)}")
    plot.note("only_read", value=read)
    plot.note("not_cards", value=not_cards)
    right, printed = _share(plot, read)
    if printed:
        plot.report.say(f"             leídas sin captar: {right} de {printed} campos iguales")


def _share(plot: Plot, read: list[dict[str, Any]]) -> tuple[int, int]:
    """Return how many printed fields were read right, of how many."""
    right = printed = 0
    for each in read:
        truth = plot.notes["cards"]["truth"][each["card"]]
        for key, text in each["form"].items():
            if truth.get(key):
                printed += 1
                right += "".join(truth[key].split()).upper() == "".join(text.split()).upper()
    return right, printed


def cast_of(plot: Plot) -> dict[str, Card]:
    """Return which card plays which part; with few cards some play two, and some parts nobody."""
    by_name = {card.name: card for card in plot.cards}
    parts: dict[str, str] = plot.notes["cards"]["parts"]
    return {part: by_name[name] for part, name in parts.items()}


def another_type(card: Card) -> str:
    """Return a type that is not the card's, but whose form the card can fill."""
    if card.fields.get("cic"):
        return _OTHER_TYPE[card.kind]
    return "C/D" if card.kind == "otra" else "otra"


def _off(plot: Plot) -> None:
    if plot.relay:
        plot.relay.close()


def _covered(plot: Plot, card: Card) -> tuple[str, dict[str, Any] | None]:
    """Return the front with one character of the clave covered, and what was covered."""
    from core.credential.engines import open_engine

    target = plot.run.root / "camara" / "tapada.jpg"
    corners = card.corners.get("front")
    if not corners:
        return str(card.front), None
    try:
        cover(card.front, corners, card.fields["clave_elector"], open_engine(), target)
    except ClaveNotSeen:
        return str(card.front), None
    return str(target), {"field": "clave_elector", "position": CHARACTER}


def _killed(plot: Plot, drive: Drive, card: Card) -> None:
    """Save the last record of P1, and kill the tablet as soon as it says «Guardado»."""
    note = take.to_review(plot, drive, "p1", card)
    snapshot(plot.run, "antes_de_guardar", "kiosk1")
    drive.forget("just_saved")
    drive.ask("save")
    sentence = drive.until_note("just_saved")
    drive.program.kill()
    snapshot(plot.run, "tras_guardado", "kiosk1")
    note |= {"counter": counter_of(sentence), "saved": True, "killed_after": True}
    plot.report.step_done("23", "kill -9 justo tras «Guardado»", 0.0)


def counter_of(sentence: str) -> int:
    """Return the number in «Registro 7, cifrado en esta tableta»."""
    return int(sentence.split()[1].rstrip(",").replace(",", ""))
