"""The unit of work: one act, one transaction of rows, mails and log entries."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine
from sqlmodel import Session

from core.central.access.accounts import StoredAccounts
from core.central.access.devices import StoredCodes, StoredDevices
from core.central.access.entradas import StoredEntradas, StoredIdentidades
from core.central.access.links import StoredMailLinks
from core.central.access.reported_devices import StoredReportedDevices
from core.central.access.reports import StoredStolenReports
from core.central.access.second_factors import SecondKeys, StoredSecondFactors
from core.central.access.sessions import StoredSessions
from core.central.access.tablet_sessions import StoredTabletSessions
from core.central.access.tries import CountedTries
from core.central.actas import StoredActas, StoredClosing
from core.central.apartados import StoredApartados
from core.central.apoyos.acuses import StoredAcuses
from core.central.apoyos.announcements import StoredAnnouncements
from core.central.apoyos.apoyos import StoredApoyos
from core.central.apoyos.envios import StoredEnvios
from core.central.apoyos.group import Group
from core.central.bitacora import StoredBitacora
from core.central.cambios import StoredCambios
from core.central.database import WRITES
from core.central.imports import StoredImports
from core.central.mail.outbox import StoredOutbox
from core.central.personal_parts import PersonalParts
from core.central.registration.aspirantes import StoredAspirantes
from core.central.registration.capacitaciones import StoredCapacitaciones
from core.central.registration.coincidencias import StoredCoincidencias
from core.central.registration.constancias import StoredConstancias
from core.central.registration.expedientes import StoredExpedientes
from core.central.registration.geografia import StoredGeografia
from core.central.registration.own_auxiliares import StoredOwnAuxiliares
from core.central.registration.procesos import StoredPeriodos, StoredProcesos
from core.central.registration.situaciones import StoredSituaciones
from core.central.registration.territory import StoredTerritory
from core.central.registration.vinculos import StoredCandidates, StoredVinculos
from core.central.today import StoredToday
from core.domain.apoyos.apoyo import Header
from core.domain.proceso.proceso import Proceso
from core.ports.shared import Clock

SERVER = "servidor"
"""The actor of what no person asked for."""


@dataclass(frozen=True, slots=True)
class UnitOfWork(PersonalParts):
    """The repositories of one open transaction. `actor` is written to the bitácora."""

    @property
    def bitacora(self) -> StoredBitacora:
        """Return the log, signed by the actor."""
        return StoredBitacora(self.session, self.clock, self.actor)

    @property
    def cambios(self) -> StoredCambios:
        """Return what each save changed, noted in the name of the actor."""
        return StoredCambios(self.session, self.clock, self.actor)

    @property
    def accounts(self) -> StoredAccounts:
        """Return the accounts of staff and aspirantes."""
        return StoredAccounts(self.session, self.clock)

    @property
    def sessions(self) -> StoredSessions:
        """Return the sessions in force."""
        return StoredSessions(self.session, self.clock)

    @property
    def entradas(self) -> StoredEntradas:
        """Return who is on the way in through a provider."""
        return StoredEntradas(self.session, self.clock)

    @property
    def identidades(self) -> StoredIdentidades:
        """Return the providers' accounts that open accounts here."""
        return StoredIdentidades(self.session, self.clock)

    @property
    def tries(self) -> CountedTries:
        """Return the counts of tries: of passwords and of codes."""
        return CountedTries(self.session, self.clock)

    @property
    def procesos(self) -> StoredProcesos:
        """Return the published proceso."""
        return StoredProcesos(self.session)

    @property
    def periodos(self) -> StoredPeriodos:
        """Return the acts that set periods."""
        return StoredPeriodos(self.session)

    @property
    def geografia(self) -> StoredGeografia:
        """Return the electoral geography, as it is in force today."""
        return StoredGeografia(self.session, self._today())

    @property
    def constancias(self) -> StoredConstancias:
        """Return the constancias."""
        return StoredConstancias(self.session, self.clock)

    @property
    def capacitaciones(self) -> StoredCapacitaciones:
        """Return the sessions of training."""
        return StoredCapacitaciones(self.session)

    @property
    def aspirantes(self) -> StoredAspirantes:
        """Return the registered aspirantes."""
        return StoredAspirantes(self.session)

    @property
    def expedientes(self) -> StoredExpedientes:
        """Return the files of aspirantes."""
        return StoredExpedientes(
            self.session, self.aspirantes, self.constancias, self.periodos, self.bitacora
        )

    @property
    def situaciones(self) -> StoredSituaciones:
        """Return what ended or restored candidaturas, noted by the actor."""
        return StoredSituaciones(self.session, self.clock, self.actor)

    @property
    def outbox(self) -> StoredOutbox:
        """Return the mails to be sent."""
        return StoredOutbox(self.session, self.clock)

    @property
    def vinculos(self) -> StoredVinculos:
        """Return auxiliares and vínculos."""
        return StoredVinculos(self.session, self.clock)

    @property
    def coincidencias(self) -> StoredCoincidencias:
        """Return whose a datum is already."""
        return StoredCoincidencias(self.session)

    @property
    def own_auxiliares(self) -> StoredOwnAuxiliares:
        """Return each aspirante's own list of auxiliares."""
        return StoredOwnAuxiliares(self.session)

    @property
    def reports(self) -> StoredStolenReports:
        """Return what was reported as stolen."""
        return StoredStolenReports(self.session, self.clock)

    @property
    def reported_devices(self) -> StoredReportedDevices:
        """Return the tablets that the UTI looks after."""
        return StoredReportedDevices(self.session)

    @property
    def links(self) -> StoredMailLinks:
        """Return the links of one use that mails carry."""
        return StoredMailLinks(self.session, self.clock)

    @property
    def devices(self) -> StoredDevices:
        """Return the tablets."""
        return StoredDevices(self.session, self.clock)

    @property
    def tablet_sessions(self) -> StoredTabletSessions:
        """Return nonces and sessions of tablets."""
        return StoredTabletSessions(self.session, self.clock)

    @property
    def envios(self) -> StoredEnvios:
        """Return the envíos."""
        return StoredEnvios(self.session, self.clock)

    @property
    def apoyos(self) -> StoredApoyos:
        """Return the received records."""
        return StoredApoyos(self.session)

    @property
    def announcements(self) -> StoredAnnouncements:
        """Return what was announced in all envíos."""
        return StoredAnnouncements(self.session)

    @property
    def acuses(self) -> StoredAcuses:
        """Return the acuses."""
        return StoredAcuses(self.session, self.clock)

    @property
    def apartados(self) -> StoredApartados:
        """Return what the jobs set aside."""
        return StoredApartados(self.session, self.clock)

    @property
    def imports(self) -> StoredImports:
        """Return the imports of padrón and geography."""
        return StoredImports(self.session, self.clock)

    def take_turn(self) -> None:
        """Return once nobody else writes, as the first statement does by itself.

        Raises OperationalError where that is waited for too long.
        """
        self.session.connection()

    def group(self, headers: Sequence[Header]) -> Group:
        """Return what the records of these headers need to be received together."""
        return Group.of(self.session, self.clock, headers)

    @property
    def actas(self) -> StoredActas:
        """Return the actas de cierre."""
        return StoredActas(self.session)

    def closing(self, proceso: Proceso) -> StoredClosing:
        """Return the totals of aspirantes for their actas."""
        return StoredClosing(self.session, self.avance, proceso)

    def waiting(self, today: date) -> StoredToday:
        """Return what there is to do on that date of the proceso."""
        return StoredToday(self.session, self.clock.now(), today, tuple(self.periodos.acts()))

    def second_factors(self, keys: SecondKeys) -> StoredSecondFactors:
        """Return the second steps of accounts, under `keys` of the server."""
        return StoredSecondFactors(self.session, self.clock, keys)

    def codes(self, make: Callable[[], str]) -> StoredCodes:
        """Return the activation codes; `make` gives a new random one."""
        return StoredCodes(self.session, self.clock, make)

    def candidates(self, proceso: Proceso) -> StoredCandidates:
        """Return the aspirantes, with the cargos of `proceso` by their names."""
        names = {cargo.id: cargo.name for cargo in proceso.cargos}
        return StoredCandidates(self.session, names)

    def territory(self, proceso: Proceso) -> StoredTerritory:
        """Return what `proceso` says of its offices, and the periods in force."""
        today = self._today(proceso.time_zone)
        return StoredTerritory(self.session, proceso, self.periodos.acts(), today)

    def _today(self, time_zone: str = "") -> date:
        """Return the date in this zone, else in the proceso's; in UTC before there is one."""
        published = None if time_zone else self.procesos.latest()
        zone = time_zone or (published.proceso.time_zone if published else "UTC")
        return self.clock.now().astimezone(ZoneInfo(zone)).date()


@dataclass(frozen=True, slots=True)
class Units:
    """Opens units of work on one database; thread-safe.

    Writers of one process queue for `_turn`, since SQLite's own busy wait sleeps up to 0.1 s and is
    not fair.
    """

    engine: Engine
    clock: Clock
    _turn: Lock = field(default_factory=Lock, compare=False, repr=False)

    @contextmanager
    def writing(self, actor: str) -> Iterator[UnitOfWork]:
        """Give a unit that commits when its block ends normally and rolls back otherwise.

        After the block the changes are durable. Writers are serialised: keep slow work outside.
        """
        engine = self.engine.execution_options(**{WRITES: True})
        with self._turn, Session(engine, expire_on_commit=False) as session, session.begin():
            yield UnitOfWork(session, self.clock, actor)

    @contextmanager
    def looking(self) -> Iterator[Connection]:
        """Give a connection for one query, at half the cost of a unit: each record asks one.

        On PostgreSQL no transaction is begun, which would be two more trips to it.
        """
        engine = self.engine
        if engine.dialect.name != "sqlite":
            engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[UnitOfWork]:
        """Give a unit that is always rolled back. Readers do not wait for writers."""
        with Session(self.engine, expire_on_commit=False) as session:
            yield UnitOfWork(session, self.clock, SERVER)
