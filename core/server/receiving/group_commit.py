"""Receives the records of a group in one transaction (numeral 27)."""

from collections.abc import Sequence
from functools import partial

from core.central.unit_of_work import SERVER
from core.errors import ApoyoError
from core.procedure.n27_receive_apoyo import ReceiveApoyo
from core.server.composition.acts import blobs
from core.server.composition.dependencies import Dependencies
from core.server.receiving.arrivals import KeptRecord, Outcome, Take, receive_group


def receive_together(deps: Dependencies, group: Sequence[KeptRecord]) -> Sequence[Outcome]:
    """Receive records whose files are durable: their folder once, then one transaction."""
    blobs(deps).sync()
    return receive_waiting(deps, lambda: group)


def receive_waiting(deps: Dependencies, take: Take) -> Sequence[Outcome]:
    """Receive in one transaction the records that `take` gives; their names are durable already."""
    return receive_group(take, partial(_receive, deps))


def _receive(deps: Dependencies, take: Take) -> Sequence[Outcome]:
    """Give each record of a group its folio and receipt, or say why it is refused. Numeral 27.

    The group is taken after the turn to write was got. Raises what an act raises after it had
    changed something: then nothing of the group is kept.
    """
    outcomes: list[Outcome] = []
    with deps.units.writing(SERVER) as work:
        work.take_turn()
        group = take()
        parts = work.group([each.header for each in group])
        for kept in group:
            log = parts.bitacora(kept.bringer)
            act = ReceiveApoyo(parts.apoyos, parts.envios, log, deps.state, deps.clock)
            before = parts.changes
            try:
                outcomes.append(act(kept.header, sha256=kept.sha256, size=kept.size))
            except ApoyoError as refusal:
                if parts.changes != before:
                    raise
                outcomes.append(refusal)
        parts.write()
    return outcomes
