"""Part of the composition root: the area of who verifies, and the imports of every area."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from admin_desktop.framework.files import CountedFile, opened, write_whole
from admin_desktop.parts.screen import Screen
from admin_desktop.shell.desk_context import DeskContext
from core.client.importaciones import ImportsClient
from core.domain.access.roles import Facultad
from core.domain.verification.importacion import Importacion

if TYPE_CHECKING:
    from admin_desktop.screens.importacion.vm import ImportGateway
    from admin_desktop.screens.lotes.page import LotesPage


def padron(context: DeskContext) -> Screen:
    """Return the screen of who verifies (numeral 9)."""
    from admin_desktop.screens.importacion.vm import ImportVm, ImportWords
    from admin_desktop.screens.padron.view import PadronView
    from admin_desktop.screens.padron.vm import PadronGateway, PadronVm

    asked = context.central.verificaciones
    words = ImportWords("Padrón importado", "renglón", "renglones", "Corte del", day_required=True)
    importing = ImportVm(imports_of(context.central.padron_imports), words)
    may_verify = context.may(Facultad.VERIFICAR)
    gateway = PadronGateway(
        key=asked.key if may_verify else None,
        cuts=asked.cuts,
        runs=asked.page,
        verify=asked.verify,
    )
    vm = PadronVm(gateway, importing, context.local)
    return PadronView(vm, lambda: lotes_page(context), may_verify=may_verify)


def lotes_page(context: DeskContext) -> "LotesPage":
    """Return the batches for the DERFE, a part of the same screen."""
    from admin_desktop.screens.importacion.vm import ImportVm, ImportWords, Told
    from admin_desktop.screens.lotes.page import LotesPage
    from admin_desktop.screens.lotes.vm import LotesGateway, LotesVm

    asked, answering = context.central.lotes, [0]

    def send(path: Path, day: date | None, told: Told) -> Importacion:
        with opened(path) as raw, CountedFile(raw, path.stat().st_size, told) as file:
            return asked.answer(answering[-1], file, day or date.min)

    words = ImportWords(
        "Respuesta aplicada", "persona", "personas", "Padrón del", day_required=True
    )
    imports = replace(imports_of(context.central.respuesta_imports), send=send)
    gateway = LotesGateway(
        page=asked.page,
        one=asked.one,
        ask=asked.ask,
        prepare=asked.prepare,
        cancel=asked.cancel,
        take=asked.take,
        save=write_whole,
        cuts=lambda: context.central.verificaciones.cuts().items,
    )
    vm = LotesVm(gateway, ImportVm(imports, words), context.local)
    return LotesPage(vm, answering.append, may_act=context.may(Facultad.VERIFICAR))


def imports_of(asked: ImportsClient) -> "ImportGateway":
    """Return what an import asks of the server and of this machine."""
    from admin_desktop.screens.importacion.vm import ImportGateway, Told

    def send(path: Path, day: date | None, told: Told) -> Importacion:
        with opened(path) as raw, CountedFile(raw, path.stat().st_size, told) as file:
            return asked.send(file, day)

    return ImportGateway(
        send=send,
        newest=asked.newest,
        one=asked.one,
        apply=asked.apply,
        cancel=asked.cancel,
        lines=asked.lines,
        save=write_whole,
    )
