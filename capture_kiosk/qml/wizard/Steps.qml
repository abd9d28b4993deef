pragma ComponentBehavior: Bound
import QtQuick
import "../pages"

// The steps of a capture, numerals 13 to 23, each one a page.
Item {
    id: root

    property QtObject viewModel: null
    readonly property string page: viewModel ? viewModel.page : ""

    PageLoader {
        page: "aviso"
        shown: root.page
        sourceComponent: AvisoPage {
            viewModel: root.viewModel.aviso
        }
    }
    PageLoader {
        page: "tipo"
        shown: root.page
        sourceComponent: TipoPage {
            viewModel: root.viewModel.tipo
        }
    }
    PageLoader {
        page: "frente"
        shown: root.page
        sourceComponent: CredencialPage {
            viewModel: root.viewModel.frente
        }
    }
    PageLoader {
        page: "reverso"
        shown: root.page
        sourceComponent: CredencialPage {
            viewModel: root.viewModel.reverso
        }
    }
    PageLoader {
        page: "datos"
        shown: root.page
        sourceComponent: DatosPage {
            viewModel: root.viewModel.datos
        }
    }
    PageLoader {
        page: "teclado"
        shown: root.page
        sourceComponent: TecladoPage {
            viewModel: root.viewModel.teclado
        }
    }
    PageLoader {
        page: "rostro"
        shown: root.page
        sourceComponent: RostroPage {
            viewModel: root.viewModel.rostro
        }
    }
    PageLoader {
        page: "firma"
        shown: root.page
        sourceComponent: FirmaPage {
            viewModel: root.viewModel.firma
        }
    }
    PageLoader {
        page: "revise"
        shown: root.page
        sourceComponent: RevisePage {
            viewModel: root.viewModel.revise
        }
    }
    PageLoader {
        page: "aspirante"
        shown: root.page
        sourceComponent: AspirantePage {
            viewModel: root.viewModel.aspirante
        }
    }
    PageLoader {
        page: "guardado"
        shown: root.page
        sourceComponent: GuardadoPage {
            viewModel: root.viewModel.guardado
        }
    }
}
