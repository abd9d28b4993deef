"""Figures of one aspirante's progress, in words: the same for the staff and for the aspirante."""

from dataclasses import dataclass

from admin_desktop.framework.local_time import LocalTime
from core.domain.verification.resultado import Avance, Resultado
from core.messages import with_noun


@dataclass(frozen=True, slots=True)
class AvanceShown:
    """What a panel says. Shares are parts of the umbral; `results` has every result, zeros too."""

    id_solicitante: str
    counted: str
    of_umbral: str
    counted_share: float
    review_share: float
    reached: bool
    received: str
    in_review: str
    not_counting: str
    unverified: str
    pending: str
    results: tuple[tuple[str, str], ...]


def shown(avance: Avance, local: LocalTime) -> AvanceShown:
    """Return the figures of `avance`, worded."""
    review = count_of(avance.by_result, Resultado.IN_REVIEW)
    out = avance.received - avance.counted - review - avance.pending_verification
    return AvanceShown(
        id_solicitante=avance.id_solicitante,
        counted=f"{avance.counted:,}",
        of_umbral=of_umbral(avance.umbral, avance.counted),
        counted_share=_share(avance.counted, avance.umbral),
        review_share=_share(review, avance.umbral),
        reached=avance.counted >= avance.umbral,
        received=with_noun(avance.received, "recibido en total", "recibidos en total"),
        in_review=f"{review:,} en mesa de control",
        not_counting=with_noun(max(0, out), "no cuenta", "no cuentan"),
        unverified=f"{avance.pending_verification:,} por verificar",
        pending=_pending(avance, local),
        results=worded_counts(avance.by_result),
    )


def of_umbral(umbral: int, counted: int) -> str:
    """Return «de 4,436 · faltan 1,682»."""
    missing = max(0, umbral - counted)
    lack = "falta" if missing == 1 else "faltan"
    return f"de {umbral:,} · " + (f"{lack} {missing:,}" if missing else "umbral alcanzado")


def worded_counts(by_result: dict[str, int]) -> tuple[tuple[str, str], ...]:
    """Return (label, count) of every result in the INE's order, zeros included.

    Unknown keys follow at the end, unchanged. Source: norma/sistema.md, 10.
    """
    known = {each.value: count_of(by_result, each) for each in Resultado}
    names = {each.name for each in Resultado}
    strange = {key: n for key, n in by_result.items() if key not in known and key not in names}
    return tuple((label, f"{count:,}") for label, count in {**known, **strange}.items())


def count_of(by_result: dict[str, int], resultado: Resultado) -> int:
    """Return the count of one result, keyed by its label or by its name."""
    return by_result.get(resultado.value, by_result.get(resultado.name, 0))


def _share(part: int, whole: int) -> float:
    return min(1.0, part / whole) if whole else 0.0


def _pending(avance: Avance, local: LocalTime) -> str:
    """Return what waits on tablets with the hour of their word (numeral 27)."""
    if avance.pending_as_of is None:
        return "Sin noticia de las tabletas"
    when = local.say(avance.pending_as_of)
    waiting = with_noun(avance.pending_on_tablets, "pendiente", "pendientes")
    return f"{waiting} en tabletas, según el dispositivo, {when}"
