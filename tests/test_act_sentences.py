"""What the sentence of an act says, made of the facts that the act keeps."""

import ast
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.act_sentences import SaidIn, acts, sentence_of, title_of
from core.domain.desk.bitacora import BitacoraRow
from core.domain.listing.exportacion import Lista
from core.wire import to_json

ROOT = Path(__file__).resolve().parent.parent
AT = datetime(2026, 11, 24, 16, 42, tzinfo=UTC)
SAID = SaidIn(lambda cargo: f"«{cargo}»", lambda at: f"{at:%d/%m/%Y}")


@pytest.mark.parametrize("act", sorted(acts()))
def test_a_sentence_is_whole(act: str) -> None:
    entry = acts()[act]
    assert set(entry) == {"title", "sentence"}
    assert entry["title"][:1].isupper()
    assert re.fullmatch(r".*([.}])", entry["sentence"])
    blanks = set(re.findall(r"{(\w*)}", entry["sentence"]))
    assert blanks & {"quien", "asunto", "auxiliar"}
    assert not re.search(r"\bparal\b|\b(a|de) el\b", entry["sentence"])


def _kept(path: Path) -> Iterator[tuple[str, set[str]]]:
    """Yield each act that a file of the product writes to the bitácora, with its facts' names.

    Those are the keys of dictionaries in the function that writes it and in those that it calls.
    """
    tree = ast.parse(path.read_text("utf-8"))
    functions = [each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)]
    for function in functions:
        called = {ast.unparse(each.func).rpartition(".")[2] for each in _calls(function)}
        near = (function, *(each for each in functions if each.name in called))
        facts = {key for each in near for key in _keys(each)}
        for call in _calls(function):
            if ast.unparse(call.func).endswith("bitacora.append"):
                for act in _texts(call.args[0], tree):
                    yield act, facts


def _calls(within: ast.AST) -> Iterator[ast.Call]:
    return (each for each in ast.walk(within) if isinstance(each, ast.Call))


def _keys(within: ast.AST) -> set[str]:
    named = [key for each in ast.walk(within) if isinstance(each, ast.Dict) for key in each.keys]
    named += [each.slice for each in ast.walk(within) if isinstance(each, ast.Subscript)]
    return {each.value for each in named if isinstance(each, ast.Constant) and each.value}


def _texts(said: ast.expr, tree: ast.Module) -> set[str]:
    """Return the texts that an expression may be, where a name is what its file assigns to it."""
    if isinstance(said, ast.Name):
        assigned = [each for each in ast.walk(tree) if isinstance(each, ast.Assign)]
        values = [each.value for each in assigned if said.id in map(ast.unparse, each.targets)]
        return {text for each in values for text in _texts(each, tree)}
    found = (each.value for each in ast.walk(said) if isinstance(each, ast.Constant))
    return {each for each in found if isinstance(each, str)}


def test_every_blank_of_a_sentence_is_a_fact_that_its_act_keeps() -> None:
    kept: defaultdict[str, set[str]] = defaultdict(set)
    for path in (ROOT / "core").rglob("*.py"):
        if "bitacora.append(" in path.read_text("utf-8"):
            for act, facts in _kept(path):
                kept[act] |= facts
    blanks = {act: set(re.findall(r"{(\w+)}", entry["sentence"])) for act, entry in acts().items()}
    known = {"quien", "asunto", "acto"}
    assert {act: more for act, each in blanks.items() if (more := each - kept[act] - known)} == {}
    assert set(kept) == set(acts())


def test_every_list_that_may_leave_has_its_name() -> None:
    values = tomllib.loads((ROOT / "resources" / "i18n" / "valores.toml").read_text("utf-8"))
    assert set(values["lista"]) == {each.value for each in Lista}
    row = _row("lista_exportada", "revision", filtro="no", renglones="9")
    told = "eva exportó la lista de folios por revisar completa; renglones: 9."
    assert sentence_of(row, SAID) == told


def _row(act: str, subject: str = "000137", actor: str = "eva", **facts: str) -> BitacoraRow:
    content = to_json({"facts": facts}).decode()
    return BitacoraRow(7, AT, actor, act, subject, "", "", content)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            _row("aspirante_registrado", cargo="d-5", mismo_dia="no"),
            "eva registró al aspirante 000137 para «d-5», un día distinto del de su constancia.",
        ),
        (
            _row("dispositivo_suspendido", subject="0123456789abcdef", motivo="revision"),
            "La tableta 01234567 quedó suspendida: revisión de la Unidad Técnica.",
        ),
        (
            _row(
                "tableta_reportada", actor="0123456789abcdef", subject="0" * 16, auxiliar="000201"
            ),
            "La tableta 01234567 reportó como robada la tableta 00000000 del auxiliar 000201.",
        ),
        (
            _row("apartado", actor="servidor", subject="x", trabajo="acuses", codigo="no_existe"),
            "El servidor apartó x (acuse de un envío). Eso ya no existe o nunca existió.",
        ),
        (
            _row(
                "periodo_fijado",
                subject="d-5",
                aspirante="000137",
                inicia=AT.isoformat(),
                captacion_termina=AT.isoformat(),
                envio_termina=AT.isoformat(),
                acuerdo="A-1",
            ),
            (
                "eva fijó el periodo de «d-5», solo para el aspirante 000137: capta del 24/11/2026 "
                "al 24/11/2026 y envía hasta el 24/11/2026. Acuerdo: A-1"
            ),
        ),
        (
            _row("cuenta_abierta", "7", papeles="ine,mesa"),
            "eva abrió la cuenta número 7, con papel de verificación del INE, mesa de control.",
        ),
        (
            _row(
                "solicitud_prevenida", "S-1", dia="2026-11-02", vence="2026-11-17", por_correo="sí"
            ),
            (
                "eva previno por correo el 2 nov 2026 a quien presentó la solicitud S-1: lo que "
                "falta se entrega a más tardar el 17 nov 2026."
            ),
        ),
        (
            _row(
                *("geografia_importada", "geografia"),
                secciones="118",
                municipios="11",
                desde="2026-05-01",
                con_lista="sí",
            ),
            (
                "eva aplicó una geografía de 118 secciones y 11 municipios, con la lista nominal "
                "de cada sección, vigente desde 1 may 2026."
            ),
        ),
        (_row("algo_nuevo"), "eva hizo «algo_nuevo» sobre 000137."),
        (_row("padron_importado", corte="2026-11-02", filas="9"), None),
    ],
)
def test_what_is_said(row: BitacoraRow, said: str | None) -> None:
    found = sentence_of(row, SAID)
    assert "{" not in found
    if said is not None:
        assert found == said
    else:
        assert "2 nov 2026" in found


def test_an_act_without_a_text_is_called_by_its_own_words() -> None:
    assert title_of("algo_nuevo") == "algo nuevo"
    assert title_of("sesion_abierta") == "Entrada"
