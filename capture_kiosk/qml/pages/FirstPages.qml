pragma ComponentBehavior: Bound
import QtQuick

// What may be the first page: the window waits for these alone.
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
}
