"""One contract, held against the fakes of tests/fakes and against the database."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from core.central.database import open_database
from core.central.unit_of_work import Units
from core.domain.access.access_errors import UserTaken
from core.domain.access.roles import Role
from core.domain.proceso.periodo import Periodo, PeriodoAct
from core.domain.proceso.proceso import Notice, PublishedProceso
from core.domain.proceso.proceso_errors import ProcesoMissing
from core.domain.registration.capacitacion import Asistente, Capacitacion
from core.domain.registration.constancia import Entrega, Impresion
from core.domain.values.signed import Signed
from core.errors import NotThere
from core.ports.central import SentPassword
from core.ports.central_access import Accounts, CameFrom, Limit, NewAccount, Sessions, Tries
from core.ports.central_registration import (
    Aspirantes,
    Capacitaciones,
    Constancias,
    Geografia,
    KeptPrint,
    NewAspirante,
    Periodos,
    Procesos,
)
from core.ports.keyed_request import KeyedRequest
from core.sealing import b64
from core.wire import to_json
from tests.fakes.access import MemoryAccounts, MemorySessions, MemoryTries
from tests.fakes.clock import SetClock
from tests.fakes.registration import (
    NOW,
    PLACE,
    PROCESO,
    MemoryAspirantes,
    MemoryCapacitaciones,
    MemoryConstancias,
    MemoryGeografia,
    MemoryPeriodos,
    MemoryProcesos,
    a_constancia,
    a_registro,
)
from tests.importing import put_geografia


@dataclass
class Ports:
    """The ports of registration and access, in memory or in a database."""

    clock: SetClock
    accounts: Accounts
    sessions: Sessions
    tries: Tries
    procesos: Procesos
    periodos: Periodos
    geografia: Geografia
    constancias: Constancias
    capacitaciones: Capacitaciones
    aspirantes: Aspirantes


def _in_memory() -> Ports:
    clock, constancias = SetClock(NOW), MemoryConstancias()
    return Ports(
        clock=clock,
        accounts=MemoryAccounts(clock),
        sessions=MemorySessions(clock),
        tries=MemoryTries(clock),
        procesos=MemoryProcesos(),
        periodos=MemoryPeriodos(),
        geografia=MemoryGeografia(),
        constancias=constancias,
        capacitaciones=MemoryCapacitaciones(),
        aspirantes=MemoryAspirantes(constancias),
    )


@pytest.fixture(params=["memory", "sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def ports(request: pytest.FixtureRequest) -> Iterator[Ports]:
    if request.param == "memory":
        yield _in_memory()
        return
    clock = SetClock(NOW)
    engine = open_database(request.getfixturevalue(f"fresh_{request.param}"))
    with Units(engine, clock).writing("prueba") as work:
        put_geografia(work, [PLACE])
        yield Ports(
            clock=clock,
            accounts=work.accounts,
            sessions=work.sessions,
            tries=work.tries,
            procesos=work.procesos,
            periodos=work.periodos,
            geografia=work.geografia,
            constancias=work.constancias,
            capacitaciones=work.capacitaciones,
            aspirantes=work.aspirantes,
        )
    engine.dispose()


def _account(ports: Ports, user: str = "Ana", id_solicitante: str = "") -> int:
    password = SentPassword("=a", NOW + timedelta(days=7), one_use=True)
    roles = frozenset({Role.ADMINISTRADOR})
    return ports.accounts.open(
        NewAccount(user, user, roles, password, must_change=True, id_solicitante=id_solicitante)
    )


def test_an_account_is_found_in_any_case_of_letters_and_its_user_is_its_own(ports: Ports) -> None:
    before = ports.accounts.administrators()
    number = _account(ports, "Ana")
    found = ports.accounts.by_user(" ANA ")
    assert found is not None
    assert (found.id, found.user, found.must_change) == (number, "ana", True)
    assert ports.accounts.administrators() == before + 1
    with pytest.raises(UserTaken):
        _account(ports, "aNa")
    assert ports.accounts.by_user("nadie") is None
    with pytest.raises(NotThere):
        ports.accounts.by_id(999)
    with pytest.raises(NotThere):
        ports.accounts.of_aspirante("000009")


def test_a_password_of_one_use_is_spent_by_a_login_and_a_new_one_is_not(ports: Ports) -> None:
    number = _account(ports)
    assert ports.accounts.by_id(number).may_log_in(NOW)
    assert not ports.accounts.by_id(number).may_log_in(NOW + timedelta(days=7))
    ports.accounts.logged_in(number)
    assert not ports.accounts.by_id(number).may_log_in(NOW)
    anew = SentPassword("=b", NOW + timedelta(days=7), one_use=True)
    ports.accounts.set_temporary(number, anew)
    assert ports.accounts.by_id(number).may_log_in(NOW)
    ports.accounts.set_password(number, "=c")
    account = ports.accounts.by_id(number)
    assert (account.kept, account.must_change, account.one_use) == ("=c", False, False)


def test_a_closed_account_administers_nothing_until_it_is_opened_again(ports: Ports) -> None:
    number, before = _account(ports), ports.accounts.administrators()
    ports.accounts.set_closed(number, closed=True)
    assert ports.accounts.by_id(number).closed_at == NOW
    assert ports.accounts.administrators() == before - 1
    ports.accounts.set_closed(number, closed=False)
    assert ports.accounts.by_id(number).closed_at is None
    assert ports.accounts.administrators() == before
    ports.accounts.set_correo(number, "ana@muestra.example")
    assert ports.accounts.by_id(number).correo == "ana@muestra.example"


def test_the_tries_of_one_user_are_forgotten_wherever_they_came_from(ports: Ports) -> None:
    one = Limit(tries=1, each=timedelta(minutes=5))
    for key, whose in (("ana aquí", "ana"), ("ana allá", "ana"), ("beto", "beto"), ("nadie", "")):
        assert ports.tries.take(key, one, whose=whose) is None
    ports.tries.forget_of("ana")
    ports.tries.forget_of("")
    assert ports.tries.take("ana aquí", one, whose="ana") is None
    assert ports.tries.take("ana allá", one, whose="ana") is None
    assert ports.tries.take("beto", one, whose="beto") is not None
    assert ports.tries.take("nadie", one) is not None


def test_duty_and_roles_are_kept(ports: Ports) -> None:
    number = _account(ports, "sol000001", "000001")
    ports.accounts.accept_duty(number, "1", "a" * 64)
    ports.accounts.grant(number, frozenset({Role.INE}))
    account = ports.accounts.of_aspirante("000001")
    assert (account.duty_sha256, account.duty_accepted_at) == ("a" * 64, NOW)
    assert account.roles == {Role.INE}


def test_a_refresh_used_twice_ends_the_whole_login_and_no_other(ports: Ports) -> None:
    number = _account(ports)
    first, other = ports.sessions.open(number), ports.sessions.open(number)
    second = ports.sessions.renew(first.refresh)
    assert second is not None
    assert second.account_id == number
    assert ports.sessions.renew(first.refresh) is None
    assert ports.sessions.renew(second.tokens.refresh) is None
    assert ports.sessions.renew(other.refresh) is not None
    assert ports.sessions.renew("nada") is None


def test_ending_takes_what_came_from_the_same_login(ports: Ports) -> None:
    number = _account(ports)
    one, two = ports.sessions.open(number), ports.sessions.open(number)
    ports.sessions.end(one.token)
    ports.sessions.end("nada")
    assert ports.sessions.renew(one.refresh) is None
    ports.sessions.end_all(number)
    assert ports.sessions.renew(two.refresh) is None


def test_all_but_one_login_can_be_ended(ports: Ports) -> None:
    number = _account(ports)
    one, two = ports.sessions.open(number), ports.sessions.open(number)
    ports.sessions.end_all(number, but=one.token)
    assert ports.sessions.renew(two.refresh) is None
    assert ports.sessions.renew(one.refresh) is not None


def test_the_logins_of_an_account_are_told_and_closed_one_by_one(ports: Ports) -> None:
    number, other = _account(ports), _account(ports, "Beto")
    one = ports.sessions.open(number, CameFrom("Escritorio", "192.0.2.1"))
    ports.clock.forward(timedelta(minutes=10))
    two, foreign = ports.sessions.open(number), ports.sessions.open(other)
    renewal = ports.sessions.renew(one.refresh)
    assert renewal is not None
    later, first = ports.sessions.of(number, renewal.tokens.token)
    assert (first.device, first.address, first.current) == ("Escritorio", "192.0.2.1", True)
    assert (first.opened_at, first.last_at) == (NOW, NOW + timedelta(minutes=10))
    assert (later.device, later.current) == ("", False)
    with pytest.raises(NotThere):
        ports.sessions.end_one(other, later.id)
    ports.sessions.end_one(number, later.id)
    with pytest.raises(NotThere):
        ports.sessions.end_one(number, later.id)
    assert ports.sessions.renew(two.refresh) is None
    assert ports.sessions.renew(foreign.refresh) is not None
    assert [each.id for each in ports.sessions.of(number, "")] == [first.id]
    ports.clock.forward(timedelta(hours=12))
    assert ports.sessions.of(number, "") == ()


def test_a_login_ends_twelve_hours_after_its_password_however_often_it_renews(ports: Ports) -> None:
    tokens = ports.sessions.open(_account(ports))
    began = ports.clock.now()
    for _ in range(71):
        ports.clock.forward(timedelta(minutes=10))
        renewal = ports.sessions.renew(tokens.refresh)
        assert renewal is not None
        tokens = renewal.tokens
        assert tokens.expires_at <= began + timedelta(hours=12)
    ports.clock.forward(timedelta(minutes=10))
    assert ports.sessions.renew(tokens.refresh) is None


_THREE = Limit(tries=3, each=timedelta(minutes=5))


def test_so_many_tries_at_once_and_then_one_more_each_time(ports: Ports) -> None:
    take = ports.tries.take
    assert [take("ana", _THREE) for _ in range(3)] == [None] * 3
    for _ in range(2):  # a refused one is not counted
        assert take("ana", _THREE) == NOW + timedelta(minutes=5)
    assert take("eva", _THREE) is None
    ports.clock.forward(timedelta(minutes=5))
    assert take("ana", _THREE) is None
    assert take("ana", _THREE) == NOW + timedelta(minutes=10)
    ports.clock.forward(timedelta(days=1))
    assert [take("ana", _THREE) for _ in range(3)] == [None] * 3


def test_one_try_in_each_interval_never_blocks(ports: Ports) -> None:
    for _ in range(30):
        assert ports.tries.take("ana", _THREE) is None
        ports.clock.forward(_THREE.each)


def test_who_did_not_try_for_days_saved_up_no_tries(ports: Ports) -> None:
    assert ports.tries.take("ana", _THREE) is None
    ports.clock.forward(timedelta(days=2))
    assert [ports.tries.take("ana", _THREE) for _ in range(3)] == [None] * 3
    assert ports.tries.take("ana", _THREE) == ports.clock.now() + _THREE.each


def test_a_try_given_back_was_never_taken(ports: Ports) -> None:
    for _ in range(9):
        assert ports.tries.take("ana", _THREE) is None
        ports.tries.give_back("ana", _THREE)
    ports.tries.give_back("nadie", _THREE)
    assert [ports.tries.take("ana", _THREE) for _ in range(3)] == [None] * 3
    ports.tries.give_back("ana", _THREE)
    assert ports.tries.take("ana", _THREE) is None
    assert ports.tries.take("ana", _THREE) is not None
    ports.tries.forget("ana")
    assert ports.tries.take("ana", _THREE) is None


def test_the_newest_version_of_the_proceso_is_in_force(ports: Ports) -> None:
    assert ports.procesos.latest() is None
    with pytest.raises(ProcesoMissing):
        ports.procesos.current()
    notices = (Notice("", ""), Notice("1", "Uno"))
    for version, notice in enumerate(notices, 1):
        proceso = replace(PROCESO, people_notice=notice)
        published = PublishedProceso(version, NOW, proceso, (), "llave")
        body = b64.encode(to_json(published))
        ports.procesos.publish(published, Signed("proceso", body, "k", "s"))
    assert ports.procesos.current() == published
    assert published.version == 2
    assert ports.procesos.people_notices() == notices


def test_acts_that_set_periods_are_numbered_and_kept(ports: Ports) -> None:
    dates = Periodo(NOW, NOW + timedelta(days=1), NOW + timedelta(days=2), "artículo 8")
    for agreement in ("ACU-1", "ACU-2"):
        ports.periodos.add(PeriodoAct("gubernatura", "", dates, agreement))
    kept = ports.periodos.acts()
    assert [(act.version, act.agreement) for act in kept] == [(1, "ACU-1"), (2, "ACU-2")]
    assert kept[0].periodo == dates


def test_the_geography_tells_where_a_seccion_lies(ports: Ports) -> None:
    assert not ports.geografia.is_empty()
    assert ports.geografia.has_municipio("09", "015")
    assert not ports.geografia.has_municipio("09", "016")
    assert ports.geografia.place("09", "0123") == PLACE
    assert ports.geografia.place("10", "0123") is None


def test_a_constancia_is_found_by_its_number_handed_over_and_used_once(ports: Ports) -> None:
    assert ports.constancias.find("CI-001") is None
    number = ports.constancias.add(a_constancia())
    ports.constancias.sealed(number, 1, "0" * 64)
    ports.constancias.deliver(number, Entrega(NOW, "Ana"))
    known = ports.constancias.find(" CI-001 ")
    assert known is not None
    assert known.constancia == a_constancia(delivered_at=NOW, delivered_to="Ana")
    assert not known.used
    _register(ports, number)
    assert ports.constancias.by_id(number).used
    with pytest.raises(NotThere):
        ports.constancias.by_id(999)


def test_a_print_is_kept_under_its_key(ports: Ports) -> None:
    one, two = (ports.constancias.add(a_constancia(f"CI-00{each}")) for each in (1, 2))
    assert [ports.constancias.printed(each) for each in (one, one, two)] == [1, 2, 1]
    request = KeyedRequest.of("llave", Impresion((two, one)))
    made = KeptPrint(request, (1, 2), NOW)
    assert ports.constancias.print_of("llave") is None
    ports.constancias.keep_print(made)
    assert ports.constancias.print_of("llave") == made
    assert ports.constancias.print_of("Llave") is None


def _register(ports: Ports, constancia_id: int) -> str:
    request = KeyedRequest.of("llave-1", a_registro())
    new = NewAspirante(a_registro(), request, constancia_id, NOW, same_day=True)
    return ports.aspirantes.add(new).id_solicitante


def test_a_registration_comes_back_as_it_was_given(ports: Ports) -> None:
    assert _register(ports, ports.constancias.add(a_constancia())) == "000001"
    known = ports.aspirantes.by_id("000001")
    assert known.registro == a_registro()
    assert (known.registered_at, known.same_day, known.name) == (NOW, True, "Ana Muestra Ficticia")
    assert ports.aspirantes.by_key("llave-1") == known
    assert ports.aspirantes.by_key("llave-2") is None
    assert ports.aspirantes.sent("000001") == KeyedRequest.of("llave-1", a_registro()).sha256
    assert ports.aspirantes.has_clave("MSFCAN80010209M000")
    assert not ports.aspirantes.has_clave("MSFCAN80010209M100")
    ports.aspirantes.set_correo("000001", "otra@muestra.example")
    assert ports.aspirantes.by_id("000001").registro.autenticacion.correo == "otra@muestra.example"
    for ask in (ports.aspirantes.by_id, ports.aspirantes.sent):
        with pytest.raises(NotThere):
            ask("000009")


def test_a_session_of_training_keeps_who_attended(ports: Ports) -> None:
    attended = (Asistente("Ana", "CI-001"), Asistente("Acompañante"))
    given = Capacitacion(NOW, "Sala", "Celia", "Temas", attended)
    assert ports.capacitaciones.add(given).capacitacion == given
