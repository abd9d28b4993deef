import QtQuick
import QtQuick.Layouts
import ".."
import "../parts"

// Undo, redo, erase; and the way of who cannot sign.
ColumnLayout {
    id: root

    required property bool canUndo
    required property bool canRedo
    required property QtObject viewModel
    readonly property bool roomy: width >= 520 * Theme.textScale

    signal undo
    signal redo
    signal erase

    spacing: Theme.half

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.step

        PadButton {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            allowed: root.canUndo
            iconName: "deshacer"
            text: root.roomy ? qsTr("Deshacer") : ""
            Accessible.name: qsTr("Deshacer")
            onClicked: root.undo()
        }
        PadButton {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            allowed: root.canRedo
            iconName: "rehacer"
            text: root.roomy ? qsTr("Rehacer") : ""
            Accessible.name: qsTr("Rehacer")
            onClicked: root.redo()
        }
        PadButton {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            allowed: root.canUndo
            iconName: "goma"
            text: root.roomy ? qsTr("Borrar") : ""
            Accessible.name: qsTr("Borrar")
            onClicked: root.erase()
        }
    }
    CentredLink {
        visible: !root.viewModel.cannotSign
        iconName: "sin_firma"
        text: qsTr("No puede firmar")
        onClicked: root.viewModel.sayCannotSign()
    }
    Note {
        Layout.fillWidth: true
        horizontalAlignment: Text.AlignHCenter
        text: qsTr("Al confirmar, devuelva la tableta a la persona auxiliar.")
    }
}
