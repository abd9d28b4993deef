import QtQuick
import QtQuick.Layouts
import ".."
import "../parts"

// What was said of the picture: take it again, use it anyway, or change the type.
ColumnLayout {
    id: root

    required property QtObject viewModel

    spacing: Theme.room

    Words {
        Layout.fillWidth: true
        visible: root.viewModel.judging
        horizontalAlignment: Text.AlignHCenter
        text: qsTr("Revisando la foto…")
    }
    Banner {
        Layout.fillWidth: true
        visible: root.viewModel.problem !== ""
        tone: root.viewModel.disagrees ? "warn" : "error"
        title: root.viewModel.problem
        text: root.viewModel.advice
        small: root.viewModel.code
    }
    MainButton {
        Layout.fillWidth: true
        visible: root.viewModel.refused
        text: qsTr("Tomar otra foto")
        onClicked: root.viewModel.shootAgain()
    }
    SecondButton {
        Layout.fillWidth: true
        visible: root.viewModel.refused
        text: qsTr("Usar de todos modos")
        onClicked: root.viewModel.useAnyway()
    }
    MainButton {
        Layout.fillWidth: true
        visible: root.viewModel.disagrees
        text: qsTr("Cambiar tipo")
        onClicked: root.viewModel.changeType()
    }
    SecondButton {
        Layout.fillWidth: true
        visible: root.viewModel.disagrees
        text: qsTr("Dejar el tipo elegido")
        onClicked: root.viewModel.keepType()
    }
}
