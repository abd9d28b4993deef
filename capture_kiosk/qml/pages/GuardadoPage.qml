import QtQuick
import QtQuick.Layouts
import ".."
import "../parts"

// Numerals 23 and 24: it is on disk, sealed; nothing here can open it.
PageFrame {
    id: root

    title: qsTr("Guardado")
    canGoBack: false
    actRows: 2
    columnWidth: Theme.readable

    Banner {
        Layout.fillWidth: true
        tone: "ok"
        title: root.viewModel.title
        text: root.viewModel.sentence
    }
    Words {
        Layout.fillWidth: true
        text: root.viewModel.following
    }
    foot: [
        MainButton {
            Layout.fillWidth: true
            text: qsTr("Captar otro apoyo")
            onClicked: root.viewModel.another()
        },
        SecondButton {
            Layout.fillWidth: true
            text: qsTr("Ir al inicio")
            onClicked: root.viewModel.back()
        }
    ]
}
