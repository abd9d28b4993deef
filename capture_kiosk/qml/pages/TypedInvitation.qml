import QtQuick
import QtQuick.Layouts
import ".."
import "../parts"

// The address of the server and the sixteen characters, as the mail says them.
ColumnLayout {
    id: root

    required property QtObject viewModel

    spacing: Theme.room

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
        label: qsTr("Código de 16 caracteres")
        coded: true
        text: root.viewModel.typedCode
        onEdited: text => root.viewModel.setTypedCode(text)
        onAccepted: root.viewModel.useTyped()
    }
    MainButton {
        Layout.fillWidth: true
        text: qsTr("Usar este código")
        onClicked: root.viewModel.useTyped()
    }
    LinkButton {
        Layout.alignment: Qt.AlignHCenter
        iconName: "codigo_qr"
        text: qsTr("Escanear el código")
        onClicked: root.viewModel.scanInstead()
    }
    LetterPad {
        Layout.fillWidth: true
        target: code.box.activeFocus ? code.box : address.box
        onWritten: code.box.activeFocus ? root.viewModel.setTypedCode(code.text) : root.viewModel.setAddress(address.text)
    }
    Component.onCompleted: address.box.forceActiveFocus()
}
