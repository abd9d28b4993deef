"""That a list was taken out is an act of the log, without what was searched for."""

from core.domain.listing.exportacion import Exportacion, Lista
from core.procedure.note_export import NoteExport
from tests.fakes.registration import MemoryBitacora


def test_the_log_says_which_list_how_much_of_it_and_whether_all() -> None:
    bitacora = MemoryBitacora()
    NoteExport(bitacora)(Exportacion(Lista.CORREOS, filtered=True, rows=12))
    NoteExport(bitacora)(Exportacion(Lista.ASPIRANTES, filtered=False, rows=3))
    assert bitacora.acts == [("lista_exportada", "correos"), ("lista_exportada", "aspirantes")]
    assert bitacora.facts == [
        {"filtro": "sí", "renglones": "12"},
        {"filtro": "no", "renglones": "3"},
    ]
