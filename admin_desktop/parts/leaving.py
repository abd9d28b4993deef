"""Leaving a form that holds something typed: asked first, then really let go, or it stays."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from admin_desktop.parts.question import Question

Then = Callable[[], object]


def nothing() -> None:
    """Do nothing."""


def when_over(owner: QWidget, onward: Then, unfinished: Sequence[str], *, yes: str) -> None:
    """Do `onward` now, or once the person agrees that what is `unfinished` is cut."""
    if not unfinished:
        onward()
        return
    question = Question(
        owner,
        owner.tr("Hay algo que todavía no termina"),
        " ".join([*unfinished, owner.tr("Si sale ahora, lo que falta no se hace.")]),
        yes=yes,
        no=owner.tr("Esperar a que termine"),
        danger=True,
    )
    question.agreed.connect(onward)
    question.open()


def when_clean(
    owner: QWidget, onward: Then, *, dirty: bool, discard: Then, stay: Then = nothing
) -> None:
    """Do `onward` now, or once the person agrees to `discard` what was typed; else `stay`."""
    if not dirty:
        onward()
        return
    question = Question(
        owner,
        owner.tr("Lo que escribió todavía no se guarda"),
        owner.tr("Si sale de aquí, se descarta."),
        yes=owner.tr("Descartar"),
        no=owner.tr("Seguir escribiendo"),
        danger=True,
    )
    question.agreed.connect(discard)
    question.agreed.connect(onward)
    question.rejected.connect(stay)
    question.open()
