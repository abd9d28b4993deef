import QtQuick
import QtQuick.Layouts
import ".."
import "../parts"

// The address of the server and the nine groups of four characters, as the mail says them.
ColumnLayout {
    id: root

    required property QtObject viewModel

    // Which box the keyboard writes in: the last one that was touched, whatever was pressed since.
    property bool onCode: false

    spacing: Theme.room

    Connections {
        target: code.box
        function onActiveFocusChanged(): void {
            root.onCode = root.onCode || code.box.activeFocus;
        }
    }
    Connections {
        target: address.box
        function onActiveFocusChanged(): void {
            root.onCode = root.onCode && !address.box.activeFocus;
        }
    }

    Entry {
        id: address
        Layout.fillWidth: true
        label: qsTr("Dirección del servidor")
        text: root.viewModel.address
        onEdited: text => root.viewModel.setAddress(text)
        onAccepted: code.box.forceActiveFocus()
    }
    Entry {
        id: code
        Layout.fillWidth: true
        label: qsTr("Código de nueve grupos")
        coded: true
        text: root.viewModel.typedCode
        problem: root.viewModel.codeProblem
        onEdited: text => root.viewModel.setTypedCode(text)
        onAccepted: root.viewModel.useTyped()
    }
    CodeGroups {
        Layout.fillWidth: true
        viewModel: root.viewModel
    }
    LetterPad {
        Layout.fillWidth: true
        target: root.onCode ? code.box : address.box
        onWritten: root.onCode ? root.viewModel.setTypedCode(code.text) : root.viewModel.setAddress(address.text)
    }
    MainButton {
        Layout.fillWidth: true
        text: qsTr("Usar este código")
        onClicked: root.viewModel.useTyped()
    }
    CentredLink {
        iconName: "codigo_qr"
        text: qsTr("Escanear el código")
        onClicked: root.viewModel.scanInstead()
    }
    Component.onCompleted: address.box.forceActiveFocus()
}
