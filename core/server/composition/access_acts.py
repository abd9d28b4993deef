"""Composition of the acts of accounts and sign-in, as `acts` does the others."""

from core.central.access.second_factors import StoredSecondFactors
from core.central.unit_of_work import UnitOfWork
from core.ports.central_access import CameFrom
from core.procedure.access.entradas import (
    BeginEntrada,
    EnterByProveedor,
    LinkIdentidad,
    TellOfLink,
)
from core.procedure.access.guesses import GuessPassword, GuessSecondCode
from core.procedure.access.prove_code import ProveCode
from core.procedure.access.remove_second_step import RemoveSecondStep
from core.procedure.access.reset_password import ResetPassword
from core.procedure.access.second_step import TurnOffSecondStep, TurnOnSecondStep
from core.procedure.access.sign_in import SignIn, SignInByCode
from core.server.composition.dependencies import Dependencies


def guess_password(deps: Dependencies, work: UnitOfWork, address: str) -> GuessPassword:
    """Return the count of the passwords that come from an address, on this unit of work."""
    return GuessPassword(work.tries, deps.clock, address)


def reset_password(deps: Dependencies, work: UnitOfWork) -> ResetPassword:
    """Return the reset of a staff password on this unit of work."""
    return ResetPassword(
        accounts=work.accounts,
        sessions=work.sessions,
        tries=work.tries,
        outbox=work.outbox,
        procesos=work.procesos,
        letters=deps.letters,
        bitacora=work.bitacora,
        clock=deps.clock,
        link=f"{deps.settings.pages}/",
    )


def second_factors(deps: Dependencies, work: UnitOfWork) -> StoredSecondFactors:
    """Return the second steps of accounts, under the keys of this server."""
    return work.second_factors(deps.second_keys)


def sign_in(deps: Dependencies, work: UnitOfWork, place: CameFrom) -> SignIn:
    """Return the first step of a sign-in on this unit of work."""
    return SignIn(
        accounts=work.accounts,
        sessions=work.sessions,
        guess=guess_password(deps, work, place.address),
        bitacora=work.bitacora,
        clock=deps.clock,
        factors=second_factors(deps, work),
        place=place,
    )


def sign_in_by_code(deps: Dependencies, work: UnitOfWork, place: CameFrom) -> SignInByCode:
    """Return the second step of a sign-in on this unit of work."""
    return SignInByCode(
        accounts=work.accounts,
        sessions=work.sessions,
        guess=GuessSecondCode(work.tries, deps.clock),
        bitacora=work.bitacora,
        clock=deps.clock,
        factors=second_factors(deps, work),
        prove=_prove_code(deps, work),
        place=place,
    )


def turn_on_second_step(deps: Dependencies, work: UnitOfWork) -> TurnOnSecondStep:
    """Return the start of asking for a code on this unit of work."""
    factors, prove = second_factors(deps, work), _prove_code(deps, work)
    return TurnOnSecondStep(work.accounts, factors, prove, work.bitacora)


def turn_off_second_step(deps: Dependencies, work: UnitOfWork) -> TurnOffSecondStep:
    """Return the end of asking for a code on this unit of work."""
    return TurnOffSecondStep(
        accounts=work.accounts,
        factors=second_factors(deps, work),
        guess=GuessSecondCode(work.tries, deps.clock),
        prove=_prove_code(deps, work),
        bitacora=work.bitacora,
    )


def remove_second_step(deps: Dependencies, work: UnitOfWork, by: int) -> RemoveSecondStep:
    """Return the removal of another's second step, by account `by`, on this unit of work."""
    return RemoveSecondStep(
        accounts=work.accounts,
        factors=second_factors(deps, work),
        outbox=work.outbox,
        procesos=work.procesos,
        letters=deps.letters,
        bitacora=work.bitacora,
        by=by,
    )


def _prove_code(deps: Dependencies, work: UnitOfWork) -> ProveCode:
    return ProveCode(second_factors(deps, work), deps.totp, deps.clock, work.bitacora)


def begin_entrada(deps: Dependencies, work: UnitOfWork, place: CameFrom) -> BeginEntrada:
    """Return the beginning of an entry through a provider on this unit of work."""
    return BeginEntrada(
        entradas=work.entradas,
        tries=work.tries,
        clock=deps.clock,
        place=place,
        known=_names(deps),
        url=deps.settings.pages,
    )


def enter_by_proveedor(deps: Dependencies, work: UnitOfWork, place: CameFrom) -> EnterByProveedor:
    """Return the end of such an entry on this unit of work."""
    return EnterByProveedor(
        entradas=work.entradas,
        identidades=work.identidades,
        accounts=work.accounts,
        sessions=work.sessions,
        bitacora=work.bitacora,
        clock=deps.clock,
        place=place,
        tell=_tell_of_link(deps, work),
    )


def link_identidad(deps: Dependencies, work: UnitOfWork) -> LinkIdentidad:
    """Return the link of a provider's account on this unit of work."""
    return LinkIdentidad(work.entradas, work.identidades, _tell_of_link(deps, work))


def _tell_of_link(deps: Dependencies, work: UnitOfWork) -> TellOfLink:
    return TellOfLink(
        aspirantes=work.aspirantes,
        outbox=work.outbox,
        procesos=work.procesos,
        letters=deps.letters,
        bitacora=work.bitacora,
        names=_names(deps),
    )


def _names(deps: Dependencies) -> dict[str, str]:
    return {each.id: each.name for each in deps.settings.providers}
