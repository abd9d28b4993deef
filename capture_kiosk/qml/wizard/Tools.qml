pragma ComponentBehavior: Bound
import QtQuick
import "../pages"

// What is opened now and then: the self-test, the hand-in, the renewal, the end of a tablet's work.
Item {
    id: root

    property QtObject viewModel: null
    readonly property string page: viewModel ? viewModel.page : ""

    PageLoader {
        page: "ceros"
        shown: root.page
        sourceComponent: CerosPage {
            viewModel: root.viewModel.ceros
        }
    }
    PageLoader {
        page: "entrega"
        shown: root.page
        sourceComponent: EntregaPage {
            viewModel: root.viewModel.entrega
        }
    }
    PageLoader {
        page: "renovar"
        shown: root.page
        sourceComponent: RenovarPage {
            viewModel: root.viewModel.renovar
        }
    }
    PageLoader {
        page: "prueba"
        shown: root.page
        sourceComponent: PruebaPage {
            viewModel: root.viewModel.prueba
        }
    }
}
