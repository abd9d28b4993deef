"""Progress of one aspirante in detail, by the roll-ups and the numbers of folios (numeral 6.b)."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import accumulate, pairwise
from statistics import median
from typing import Final
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, func, select

from core.central.apoyos.conteo import by_seccion
from core.central.registration.geografia import StoredGeografia
from core.central.registration.territory import is_of
from core.central.tables.apoyos import StoredApoyo
from core.central.tables.conteo import StoredConteo
from core.central.tables.registration import StoredAspirante, StoredSeccion
from core.central.tables.vinculos import StoredVinculo
from core.domain.apoyos.avance_detalle import (
    AuxiliarShare,
    AvanceDetalle,
    DayCount,
    DeviceRate,
    PlaceCount,
    Ritmos,
    Spread,
)
from core.domain.proceso.dispersion import Dispersion, SeccionIn, Unidad, unit_counts
from core.domain.proceso.proceso import Cargo, Proceso
from core.domain.values.nombre import said
from core.domain.verification.resultado import Resultado
from core.errors import NotThere

_MOST_DAYS: Final = 180
_MOST_RECORDS: Final = 20_000
"""Of how many of the newest records rates are taken: more say no more, and cost more."""
_NIGHT_BEGINS, _NIGHT_ENDS = 22, 6
_NOTHING = Spread((), 0)


@dataclass(frozen=True, slots=True)
class StoredDetalle:
    """The detail of one aspirante's progress on `today`, a day of the proceso.

    `cut` is the day of the padrón in force, by which records count.
    """

    session: Session
    proceso: Proceso
    today: date
    cut: date | None = None

    def one(self, id_solicitante: str) -> AvanceDetalle:
        """Return the detail. Raises NotThere."""
        row = self.session.get(StoredAspirante, id_solicitante)
        if row is None:
            raise NotThere
        before, days = self._days(id_solicitante)
        cargo, counted = self.proceso.cargo(row.cargo), by_seccion(self.session, row.id_solicitante)
        own = self._secciones(cargo)
        municipios, distritos, secciones = self._places(own, counted)
        return AvanceDetalle(
            id_solicitante=id_solicitante,
            today=self.today,
            before=before,
            days=days,
            municipios=municipios,
            distritos=distritos,
            secciones=secciones,
            auxiliares=self._auxiliares(id_solicitante),
            dispersion=self._dispersion(cargo, own, counted),
        )

    def rates(self, id_solicitante: str) -> Ritmos:
        """Return how each device captured, of the newest records."""
        query = (
            select(
                StoredApoyo.device,
                StoredApoyo.auxiliar,
                StoredApoyo.started_at,
                StoredApoyo.saved_at,
            )
            .where(StoredApoyo.aspirante == id_solicitante)
            .order_by(col(StoredApoyo.sequence).desc())
            .limit(_MOST_RECORDS)
        )
        found: dict[tuple[str, str], list[tuple[datetime, datetime]]] = {}
        rows = self.session.exec(query).all()
        for device, auxiliar, started, saved in rows:
            found.setdefault((device, auxiliar), []).append((started, saved))
        devices = [_rate(*who, times, self._zone) for who, times in found.items()]
        return Ritmos(len(rows), tuple(sorted(devices, key=lambda each: each.seconds)))

    @property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.proceso.time_zone)

    def _days(self, aspirante: str) -> tuple[int, tuple[DayCount, ...]]:
        """Return what came before the first day told, and each day since.

        Folios have no gaps and grow with the hour of receipt: a day is the difference of two
        numbers. Where a clock was set back, none of them is less than nothing.
        """
        newest_of = select(func.max(StoredApoyo.sequence)).where(StoredApoyo.aspirante == aspirante)
        newest = self.session.exec(newest_of).one() or 0
        if not newest:
            return 0, ()
        first = self._received_at(aspirante, {1})[1].astimezone(self._zone).date()
        begin = max(first, self.today - timedelta(days=_MOST_DAYS - 1))
        told = max(0, (self.today - begin).days + 1)
        starts = [begin + timedelta(days=number) for number in range(told + 1)]
        firsts = accumulate(self._first_since(aspirante, starts, newest), max)
        before, *ends = (number - 1 for number in firsts)
        counts = (end - at for at, end in pairwise([before, *ends]))
        return before, tuple(map(DayCount, starts, counts))

    def _first_since(self, aspirante: str, days: Sequence[date], newest: int) -> Sequence[int]:
        """Return the number of the first record received since each day began, newest + 1 if none.

        All are found by halving together: a query for each half, not for each day and half.
        """
        begin = [datetime.combine(day, time(), tzinfo=self._zone).astimezone(UTC) for day in days]
        low, high = [1] * len(days), [newest + 1] * len(days)
        while asked := {(one + end) // 2 for one, end in zip(low, high, strict=True) if one < end}:
            received = self._received_at(aspirante, asked)
            for at, (one, end) in enumerate(zip(low, high, strict=True)):
                half = (one + end) // 2
                if one < end and received[half] < begin[at]:
                    low[at] = half + 1
                elif one < end:
                    high[at] = half
        return low

    def _received_at(self, aspirante: str, numbers: Collection[int]) -> Mapping[int, datetime]:
        query = select(StoredApoyo.sequence, StoredApoyo.received_at)
        at = (StoredApoyo.aspirante == aspirante, col(StoredApoyo.sequence).in_(numbers))
        return dict(self.session.exec(query.where(*at)).all())

    @property
    def _geografia(self) -> StoredGeografia:
        return StoredGeografia(self.session, self.today)

    def _secciones(self, cargo: Cargo | None) -> Sequence[StoredSeccion]:
        """Return those of the demarcación; none for an office that is not there any more."""
        found = self._geografia.secciones(cargo.entidad) if cargo else ()
        return [each for each in found if cargo and is_of(each, cargo)]

    def _towns(self, own: Sequence[StoredSeccion]) -> Mapping[str, str]:
        """Return the names of the municipios by their numbers."""
        found = self._geografia.municipios(own[0].entidad) if own else ()
        return {each.numero: each.name for each in found}

    def _places(
        self, own: Sequence[StoredSeccion], counted: Mapping[str, int]
    ) -> tuple[Spread, Spread, Spread]:
        towns: Counter[str] = Counter()
        districts: Counter[str] = Counter()
        for each in own:
            towns[each.municipio] += counted.get(each.seccion, 0)
            districts[each.distrito] += counted.get(each.seccion, 0)
        here = {each.seccion: counted.get(each.seccion, 0) for each in own}
        return _spread(towns, self._towns(own)), _spread(districts), _spread(here)

    def _dispersion(
        self, cargo: Cargo | None, own: Sequence[StoredSeccion], counted: Mapping[str, int]
    ) -> Dispersion | None:
        """Return how what counts stands to the rule of the office; None where it has none."""
        rule = cargo.dispersion if cargo else None
        if rule is None:
            return None
        column = rule.unidad.value
        secciones = tuple(
            SeccionIn(each.seccion, getattr(each, column), each.lista) for each in own
        )
        names = self._towns(own) if rule.unidad is Unidad.MUNICIPIO else {}
        units = unit_counts(secciones, counted, names, rule)
        return Dispersion(rule, units, self._geografia.since(), self.cut)

    def _auxiliares(self, aspirante: str) -> tuple[AuxiliarShare, ...]:
        """Return those of whom anything was received, the most first."""
        query = select(StoredConteo.auxiliar, StoredConteo.resultado, StoredConteo.total)
        received: Counter[str] = Counter()
        counted: Counter[str] = Counter()
        counting = {each.value for each in Resultado if each.counts}
        found = self.session.exec(query.where(StoredConteo.aspirante == aspirante)).all()
        for auxiliar, resultado, total in found:
            received[auxiliar] += total
            counted[auxiliar] += total if resultado in counting else 0
        names = self._names(aspirante)
        return tuple(
            AuxiliarShare(number, names.get(number, ""), total, counted[number])
            for number, total in received.most_common()
            if total
        )

    def _names(self, aspirante: str) -> Mapping[str, str]:
        query = select(
            StoredVinculo.auxiliar,
            StoredVinculo.nombre,
            StoredVinculo.apellido_paterno,
            StoredVinculo.apellido_materno,
        ).where(StoredVinculo.aspirante == aspirante, col(StoredVinculo.accepted_at).is_not(None))
        rows = self.session.exec(query.order_by(col(StoredVinculo.started_at))).all()
        return {number: said(*parts) for number, *parts in rows}


def _spread(counted: Mapping[str, int], names: Mapping[str, str] | None = None) -> Spread:
    """Return the places that have any, the most first; what `counted` has at all is the total."""
    named = names or {}
    places = [PlaceCount(each, named.get(each, ""), n) for each, n in counted.items() if n]
    places.sort(key=lambda each: (-each.counted, each.number))
    return Spread(tuple(places), len(counted))


def _rate(
    device: str, auxiliar: str, times: Sequence[tuple[datetime, datetime]], zone: tzinfo
) -> DeviceRate:
    saved = [each.astimezone(zone) for _, each in times]
    hours = Counter(each.replace(minute=0, second=0, microsecond=0) for each in saved)
    night = sum(1 for each in saved if not _NIGHT_ENDS <= each.hour < _NIGHT_BEGINS)
    spent = median((end - start).total_seconds() for start, end in times)
    return DeviceRate(device, auxiliar, len(times), night, round(spent), max(hours.values()))
