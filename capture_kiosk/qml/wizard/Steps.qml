pragma ComponentBehavior: Bound
import QtQuick
import "../pages"

// The steps of a capture, numerals 13 to 23, each one a page.
Item {
    id: root

    property QtObject viewModel: null
    readonly property string page: viewModel ? viewModel.page : ""

    Slot {
        page: "aviso"
        shown: root.page
        sourceComponent: AvisoPage {
            viewModel: root.viewModel.aviso
        }
    }
    Slot {
        page: "tipo"
        shown: root.page
        sourceComponent: TipoPage {
            viewModel: root.viewModel.tipo
        }
    }
    Slot {
        page: "frente"
        shown: root.page
        sourceComponent: CredencialPage {
            viewModel: root.viewModel.frente
        }
    }
    Slot {
        page: "reverso"
        shown: root.page
        sourceComponent: CredencialPage {
            viewModel: root.viewModel.reverso
        }
    }
    Slot {
        page: "datos"
        shown: root.page
        sourceComponent: DatosPage {
            viewModel: root.viewModel.datos
        }
    }
    Slot {
        page: "teclado"
        shown: root.page
        sourceComponent: TecladoPage {
            viewModel: root.viewModel.teclado
        }
    }
    Slot {
        page: "rostro"
        shown: root.page
        sourceComponent: RostroPage {
            viewModel: root.viewModel.rostro
        }
    }
    Slot {
        page: "firma"
        shown: root.page
        sourceComponent: FirmaPage {
            viewModel: root.viewModel.firma
        }
    }
    Slot {
        page: "revise"
        shown: root.page
        sourceComponent: RevisePage {
            viewModel: root.viewModel.revise
        }
    }
    Slot {
        page: "aspirante"
        shown: root.page
        sourceComponent: AspirantePage {
            viewModel: root.viewModel.aspirante
        }
    }
    Slot {
        page: "guardado"
        shown: root.page
        sourceComponent: GuardadoPage {
            viewModel: root.viewModel.guardado
        }
    }
}
