"""Before anything: the credentials, and the two CSVs that lie on the desk's side."""

from pathlib import Path

from tests.walkthrough import cards
from tests.walkthrough.cast import ANA, BENITO
from tests.walkthrough.plot import Plot

_MADE = (
    *(("E", 2027), ("G", 2028), ("D", 2029), ("F", 2031)),
    *(("H", 2032), ("G", 2040), ("E", 2043), ("C", 2036)),
)
"""Model and seed. Not every seed: a card laid flat a little askew reads well and still fails the
line of numerals 16 and 17; how often that happens is the bench's to say, not the play's."""


def perform(plot: Plot) -> None:
    """Load the cards and write padrón and geography; one citizen stands in no row of the padrón."""
    folder = plot.cards_folder or _made(plot)
    loaded = cards.load(folder)
    real = [card for card in loaded if card.is_card]
    if len(real) < cards.LEAST:
        message = f"hacen falta al menos {cards.LEAST} credenciales con ambos lados en {folder}"
        raise ValueError(message)
    plot.cards = loaded
    most = cards.CAPTURED_OF_OTHERS if plot.cards_folder else cards.CAPTURED
    captured = [card.name for card in real[:most]]
    parts = cards.parts(captured)
    desk = plot.run.root / "escritorio"
    desk.mkdir()
    cards.padron_csv(real, parts, desk / "padron.csv")
    cards.geografia_csv(real, [ANA.seccion, BENITO.seccion], desk / "geografia.csv", parts)
    plot.note("cards", value={
        "folder": str(folder),
        "own": plot.cards_folder is not None,
        "captured": captured,
        "parts": parts,
        "not_cards": [card.name for card in loaded if not card.is_card],
        "truth": {card.name: card.fields | {"kind": card.kind} for card in loaded},
        "corners": {card.name: card.corners for card in loaded},
    })  # fmt: skip


def _made(plot: Plot) -> Path:
    """Draw and photograph fictitious credentials of every family, all different."""
    from core.muestra.make import make_sample

    folder = plot.run.root / "credenciales"
    folder.mkdir()
    for number, (model, seed) in enumerate(_MADE):
        make_sample(seed, "medium", model).write(folder, f"{number:03d}")
    return folder
