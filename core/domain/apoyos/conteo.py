"""Counting (numeral 9): results as a pure, reproducible function of their inputs.

Inputs: records, padrón, order of receipt, decisions. Of a citizen only keyed hashes appear.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum

from core.domain.apoyos.apoyo import ClockState
from core.domain.proceso.periodo import Periodo
from core.domain.proceso.proceso import ProcesoSettings
from core.domain.verification.resultado import PadronAnswer, Resultado


class Doubt(Enum):
    """A circumstance of a record beyond its data; the value is the cause that people read."""

    NONE = ""
    UNOPENABLE = "El sobre no se puede abrir"
    KEYS_DISAGREE = "La clave y el CIC son de personas distintas"
    NO_VINCULO = "Captado sin vínculo vigente con la candidatura"
    LATE_AFTER_BAJA = "Llegó más de 24 horas después de la baja"
    DEVICE_VOIDED = "Captado después del cambio de dispositivo"
    LATE_AFTER_CHANGE = "Llegó más de 24 horas después del cambio de dispositivo"
    DEVICE_STOLEN = "Llegó de una tableta reportada como robada"
    CLOCK = "Hora por confirmar"


_INCONSISTENT = frozenset(
    {Doubt.UNOPENABLE, Doubt.KEYS_DISAGREE, Doubt.NO_VINCULO, Doubt.DEVICE_VOIDED}
)
"""The others are for a person to judge: they go to review."""

LATE_SAVED = "Guardado fuera del periodo"
LATE_ARRIVED = "Recibido después del fin del envío"
NO_GEOGRAPHY = "Falta la geografía del cargo"


@dataclass(frozen=True, slots=True)
class CountRecord:
    """One received support. `position` is its unique place in the order of receipt.

    `clave` and `cic` are keyed hashes, "" where the card had none. `announced_at` is when the
    device first announced it.
    """

    folio: str
    aspirante: str
    cargo: str
    position: int
    started_at: datetime
    saved_at: datetime
    received_at: datetime
    announced_at: datetime | None = None
    clock: ClockState = ClockState.TRUSTED
    clave: str = ""
    cic: str = ""
    doubt: Doubt = Doubt.NONE


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's resolution of one folio; the last one per folio applies."""

    folio: str
    resultado: Resultado
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of one folio, and why."""

    resultado: Resultado
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """What results depend on besides the records.

    `padron`: answer by folio. `secciones`: demarcación by cargo. `periodo_of`: the period in force
    for (cargo, aspirante).
    """

    padron: Mapping[str, PadronAnswer]
    secciones: Mapping[str, frozenset[str]]
    periodo_of: Callable[[str, str], Periodo | None]
    settings: ProcesoSettings = field(default_factory=ProcesoSettings)
    decisions: Sequence[Decision] = ()


def judge(records: Iterable[CountRecord], ground: Ground) -> dict[str, Outcome]:
    """Return the outcome of every folio: each judged alone, then duplicates resolved.

    Source: norma/sistema.md, 10.
    """
    decided = {each.folio: Outcome(each.resultado, each.cause) for each in ground.decisions}
    alone = ((each, decided.get(each.folio) or judge_alone(each, ground)) for each in records)
    return without_duplicates(alone, ground.padron)


def without_duplicates(
    alone: Iterable[tuple[CountRecord, Outcome]], padron: Mapping[str, PadronAnswer]
) -> dict[str, Outcome]:
    """Return the outcome of every folio after resolving duplicates. `padron`: answer by folio.

    Of one citizen and one cargo, the first received and otherwise valid record counts; the others
    are its duplicates. The same citizen may support another cargo. Source: norma/lecturas.md, 8.
    """
    ordered = sorted(alone, key=lambda each: each[0].position)
    people = persons((record for record, _ in ordered), padron)
    counted: dict[tuple[str, str], CountRecord] = {}
    outcomes: dict[str, Outcome] = {}
    for record, by_itself in ordered:
        outcome = by_itself
        if outcome.resultado.counts:
            first = counted.setdefault((record.cargo, people[record.folio]), record)
            if first is not record:
                outcome = _duplicate(record, first)
        outcomes[record.folio] = outcome
    return outcomes


def totals(outcomes: Mapping[str, Outcome]) -> dict[str, int]:
    """Return the number of outcomes of each result, by its label."""
    return dict(Counter(each.resultado.value for each in outcomes.values()))


def persons(records: Iterable[CountRecord], padron: Mapping[str, PadronAnswer]) -> dict[str, str]:
    """Return an identifier of the citizen behind each folio.

    Same person: same row of the padrón, else same clave, else same CIC. Two rows are two people.
    """
    named: dict[str, str] = {}
    known: dict[tuple[str, str], str] = {}

    def row(record: CountRecord) -> str:
        answer = padron.get(record.folio)
        return answer.row if answer else ""

    for record in sorted(records, key=lambda each: (not row(each), not each.clave, each.position)):
        keys = [("clave", record.clave), ("cic", record.cic)]
        same = (known[key] for key in keys if key in known)
        name = f"row {row(record)}" if row(record) else next(same, f"folio {record.folio}")
        named[record.folio] = name
        known.update({key: name for key in keys if key[1] and key not in known})
    return named


def is_late(record: CountRecord, periodo: Periodo, settings: ProcesoSettings) -> str:
    """Return why a record is late (extemporáneo), or "". Numerals 12 and 26.

    Capture is judged by the time of saving, sending by arrival; both margins are 0 by default.
    Source: norma/lecturas.md, 6.
    """
    grace = timedelta(minutes=settings.grace_minutes)
    begun_inside = periodo.starts_at <= record.started_at < periodo.capture_ends_at
    end = periodo.capture_ends_at + (grace if begun_inside else timedelta())
    believed = record.clock is ClockState.TRUSTED
    if believed and not periodo.starts_at <= record.saved_at < end:
        return LATE_SAVED
    announced = record.announced_at is not None and record.announced_at < periodo.sending_ends_at
    margin = timedelta(minutes=settings.sending_margin_minutes if announced else 0)
    return LATE_ARRIVED if record.received_at >= periodo.sending_ends_at + margin else ""


def judge_alone(record: CountRecord, ground: Ground) -> Outcome:
    """Return the outcome of a record as if there were no others."""
    periodo = ground.periodo_of(record.cargo, record.aspirante)
    late = is_late(record, periodo, ground.settings) if periodo else LATE_SAVED
    if late:
        return Outcome(Resultado.LATE, late)
    doubt = record.doubt
    if doubt is Doubt.NONE and periodo and _unsure_of_time(record, periodo):
        doubt = Doubt.CLOCK
    if doubt is not Doubt.NONE:
        kind = Resultado.INCONSISTENT if doubt in _INCONSISTENT else Resultado.IN_REVIEW
        return Outcome(kind, doubt.value)
    return _in_padron(ground.padron.get(record.folio), ground.secciones.get(record.cargo))


def _unsure_of_time(record: CountRecord, periodo: Periodo) -> bool:
    """Tell whether only a doubtful clock says that it was saved in time."""
    return record.clock is ClockState.TO_CONFIRM and record.received_at >= periodo.capture_ends_at


def _in_padron(answer: PadronAnswer | None, secciones: frozenset[str] | None) -> Outcome:
    """Return what the padrón makes of it. The demarcación is that of the SECCIÓN."""
    if answer is None or not answer.estatus:
        return Outcome(Resultado.NOT_FOUND)
    if answer.estatus == "BAJA":
        return Outcome(Resultado.BAJA, answer.cause)
    if answer.estatus != "LN":
        return Outcome(Resultado.NOT_IN_LIST)
    if not secciones:
        return Outcome(Resultado.IN_REVIEW, NO_GEOGRAPHY)
    if answer.seccion not in secciones:
        return Outcome(Resultado.OUTSIDE)
    return Outcome(Resultado.FOUND)


def _duplicate(record: CountRecord, first: CountRecord) -> Outcome:
    same = record.aspirante == first.aspirante
    return Outcome(Resultado.DUPLICATE_SAME if same else Resultado.DUPLICATE_OTHER)
