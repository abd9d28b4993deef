import QtQuick
import QtQuick.Layouts
import ".."
import "../parts"

// Numerals 25 to 28 without a network: sealed records on a memory stick, and their receipts back.
PageFrame {
    id: root

    title: qsTr("Entregar en una memoria")
    columnWidth: Theme.readable

    Banner {
        Layout.fillWidth: true
        visible: root.viewModel.said !== ""
        tone: "ok"
        title: root.viewModel.said
        text: root.viewModel.following
    }
    Banner {
        Layout.fillWidth: true
        visible: root.viewModel.problem !== ""
        tone: "error"
        title: root.viewModel.problem
        text: root.viewModel.advice
        small: root.viewModel.code
    }
    Heading {
        Layout.fillWidth: true
        text: root.viewModel.name
    }
    Words {
        Layout.fillWidth: true
        visible: !root.viewModel.there
        text: qsTr("Conecte una memoria USB a esta tableta y búsquela otra vez.")
        font.weight: Font.DemiBold
    }
    Words {
        Layout.fillWidth: true
        text: qsTr("Los apoyos se copian cifrados: nadie los puede abrir en el camino. El Instituto los recibe de la memoria y deja en ella sus recibos.")
    }
    SecondButton {
        Layout.fillWidth: true
        text: qsTr("Buscar la memoria otra vez")
        onClicked: root.viewModel.look()
    }
    Hairline {}
    LinkRow {
        Layout.fillWidth: true
        text: qsTr("Dejar la tableta en ceros")
        note: qsTr("Al terminar el trabajo, cuando ya nada espera.")
        onClicked: root.viewModel.openEnd()
    }
    foot: MainButton {
        Layout.fillWidth: true
        allowed: root.viewModel.there
        working: root.viewModel.busy
        text: root.viewModel.busy ? qsTr("Copiando…") : qsTr("Entregar y recoger recibos")
        onClicked: root.viewModel.handIn()
    }
}
