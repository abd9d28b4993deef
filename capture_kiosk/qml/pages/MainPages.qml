pragma ComponentBehavior: Bound
import QtQuick

// Everything but the steps of a capture: opening the tablet, home, sendings.
Item {
    id: root

    required property QtObject viewModel

    PageLoader {
        page: "activacion"
        shown: root.viewModel.page
        sourceComponent: ActivacionPage {
            viewModel: root.viewModel.activacion
        }
    }
    PageLoader {
        page: "contrasena"
        shown: root.viewModel.page
        sourceComponent: ContrasenaPage {
            viewModel: root.viewModel.contrasena
        }
    }
    PageLoader {
        page: "bloqueada"
        shown: root.viewModel.page
        sourceComponent: BloqueadaPage {
            viewModel: root.viewModel.bloqueada
        }
    }
    PageLoader {
        page: "inicio"
        shown: root.viewModel.page
        sourceComponent: InicioPage {
            viewModel: root.viewModel.inicio
        }
    }
    PageLoader {
        page: "cola"
        shown: root.viewModel.page
        sourceComponent: ColaPage {
            viewModel: root.viewModel.cola
        }
    }
    PageLoader {
        page: "acuses"
        shown: root.viewModel.page
        sourceComponent: AcusesPage {
            viewModel: root.viewModel.acuses
        }
    }
}
