pragma ComponentBehavior: Bound
import QtQuick
import "../pages"

// What an open session goes back to: home, the sendings, the cover.
Item {
    id: root

    property QtObject viewModel: null
    readonly property string page: viewModel ? viewModel.page : ""

    PageLoader {
        page: "bloqueada"
        shown: root.page
        sourceComponent: BloqueadaPage {
            viewModel: root.viewModel.bloqueada
        }
    }
    PageLoader {
        page: "aviso_propio"
        shown: root.page
        sourceComponent: AvisoPropioPage {
            viewModel: root.viewModel.avisoPropio
        }
    }
    PageLoader {
        page: "inicio"
        shown: root.page
        sourceComponent: InicioPage {
            viewModel: root.viewModel.inicio
        }
    }
    PageLoader {
        page: "cola"
        shown: root.page
        sourceComponent: ColaPage {
            viewModel: root.viewModel.cola
        }
    }
    PageLoader {
        page: "acuses"
        shown: root.page
        sourceComponent: AcusesPage {
            viewModel: root.viewModel.acuses
        }
    }
}
