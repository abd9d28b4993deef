"""A candidatura ends and a court restores it: what that does to auxiliares and to an acta."""

from dataclasses import dataclass, field, replace

import pytest

from core.domain.apoyos.acta import ActaCierre
from core.domain.apoyos.apoyo_errors import CodeUnknown
from core.domain.proceso.proceso import Proceso, ProcesoSettings
from core.domain.registration.auxiliar import VinculoState
from core.domain.registration.situacion import NewSituacion, SituacionAct
from core.domain.registration.situacion_errors import CandidaturaGoesOn, CandidaturaOver
from core.errors import NotThere
from core.ports.central_registration import KnownAspirante
from core.procedure.situacion.end_candidatura import EndCandidatura
from core.procedure.situacion.restore_candidatura import RestoreCandidatura
from tests.apoyo_data import FIRST, SECOND, a_periodo, a_proceso, an_alta
from tests.fakes.acta import FIGURES, MemoryActas
from tests.fakes.office import Office
from tests.fakes.registration import NOW, MemoryAspirantes, MemoryConstancias, a_registro
from tests.fakes.situacion import MemorySituaciones

BAJA = NewSituacion(SituacionAct.BAJA, "OF/1 (MUESTRA)", "Falleció")
BACK = NewSituacion(SituacionAct.RESTITUCION, "SENTENCIA/1 (MUESTRA)", "Lo ordena")


@dataclass
class Court:
    """An office in memory, with what ends and restores candidaturas."""

    office: Office = field(default_factory=Office)
    actas: MemoryActas = field(default_factory=MemoryActas)

    def __post_init__(self) -> None:
        self.situaciones = MemorySituaciones(self.office.clock)
        self.aspirantes = MemoryAspirantes(MemoryConstancias())
        for number in (FIRST, SECOND):
            known = KnownAspirante(number, a_registro(), NOW, same_day=True)
            self.aspirantes.kept[number] = known

    def end(self, number: str = FIRST, new: NewSituacion = BAJA) -> None:
        EndCandidatura(
            self.aspirantes,
            self.situaciones,
            self.office.vinculos,
            self.office.ending,
            self.office.bitacora,
        )(number, new)

    def restore(self, number: str = FIRST, proceso: Proceso | None = None) -> None:
        RestoreCandidatura(
            self.aspirantes,
            self.situaciones,
            self.office.vinculos,
            self.actas,
            self.office.bitacora,
            proceso or self.office.proceso,
        )(number, BACK)


def test_its_vinculos_and_invitations_end_and_no_others() -> None:
    court = Court()
    working, _device = court.office.tablet()
    invited = court.office.enlist(key="llave-2", alta=an_alta(correo="b@muestra.invalid"))
    code = court.office.last_code
    other = court.office.enlist(SECOND, key="llave-3")
    court.end()
    states = [court.office.vinculos.by_id(each.id).state for each in (working, invited, other)]
    assert states == [VinculoState.ENDED, VinculoState.ENDED, VinculoState.PENDING]
    with pytest.raises(CodeUnknown):
        court.office.codes.read(code)
    assert court.office.acts[-1] == "candidatura_terminada"
    facts = court.office.bitacora.facts[-1]
    assert (facts["auxiliares"], facts["invitaciones"]) == ("1", "1")
    with pytest.raises(CandidaturaOver):
        court.end()
    with pytest.raises(NotThere):
        court.end("000099")


def test_a_court_puts_back_what_that_act_ended_and_nothing_else() -> None:
    court = Court()
    working, _device = court.office.tablet()
    gone = court.office.enlist(key="llave-2", alta=an_alta(correo="b@muestra.invalid"))
    court.office.vinculos.end(gone.id, "Renunció")
    invited = court.office.enlist(key="llave-3", alta=an_alta(correo="c@muestra.invalid"))
    court.end()
    court.restore()
    states = [court.office.vinculos.by_id(each.id).state for each in (working, gone, invited)]
    assert states == [VinculoState.ACCEPTED, VinculoState.ENDED, VinculoState.ENDED]
    assert court.office.bitacora.facts[-1]["auxiliares"] == "1"
    with pytest.raises(CandidaturaGoesOn):
        court.restore()
    court.end()
    assert len(court.situaciones.of(FIRST)) == 3


def test_an_acta_has_no_effect_any_more_once_a_court_restores() -> None:
    court = Court()
    acta = ActaCierre(FIRST, "gubernatura", a_periodo(NOW), FIGURES, NOW, "eva", 9, "ab" * 32)
    court.actas.add(acta)
    court.restore()
    assert court.actas.find(FIRST) is None
    assert court.office.bitacora.facts[-1]["con_acta"] == "sí"
    assert court.office.bitacora.facts[-1]["fundamento"] == BACK.ground
    with pytest.raises(CandidaturaGoesOn):
        court.restore()


def test_who_works_for_another_is_left_there_where_one_alone_is_allowed() -> None:
    court = Court()
    working, _device = court.office.tablet()
    court.end()
    court.office.accepting(court.office.enlist(SECOND, key="llave-2").id)
    alone = replace(a_proceso(), readings=ProcesoSettings(several_aspirantes=False))
    court.restore(proceso=alone)
    assert court.office.vinculos.by_id(working.id).state is VinculoState.ENDED


def test_who_works_for_another_works_for_both_where_several_are_allowed() -> None:
    court = Court()
    working, _device = court.office.tablet()
    court.end()
    court.office.accepting(court.office.enlist(SECOND, key="llave-2").id)
    several = replace(a_proceso(), readings=ProcesoSettings(several_aspirantes=True))
    court.restore(proceso=several)
    assert court.office.vinculos.by_id(working.id).state is VinculoState.ACCEPTED
