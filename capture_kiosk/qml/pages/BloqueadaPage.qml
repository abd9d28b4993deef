import QtQuick
import QtQuick.Layouts
import ".."
import "../parts"

// The cover of a session that was left alone; or, while it is open, the choice of its PIN.
PageFrame {
    id: root

    title: viewModel.covered ? qsTr("Tableta cubierta") : qsTr("Elija un PIN")
    canGoBack: !viewModel.covered
    columnWidth: Theme.readable

    Words {
        Layout.fillWidth: true
        text: !root.viewModel.covered ? qsTr("De cuatro a ocho números. Descubre esta tableta hasta que se apague; al encenderla se pide la contraseña.") : qsTr("Nadie la tocó por un rato. Lo que estaba haciendo sigue aquí; lo guardado se envía solo.")
    }
    PasswordEntry {
        id: entry
        Layout.fillWidth: true
        label: root.viewModel.digits ? qsTr("PIN") : qsTr("Contraseña")
        text: root.viewModel.secret
        problem: root.viewModel.problem
        onEdited: text => root.viewModel.setSecret(text)
        onAccepted: root.viewModel.uncover()
    }
    MainButton {
        Layout.fillWidth: true
        allowed: !root.viewModel.waits
        working: root.viewModel.busy
        text: root.viewModel.busy ? qsTr("Abriendo…") : root.viewModel.covered ? qsTr("Descubrir") : qsTr("Usar este PIN")
        onClicked: root.viewModel.uncover()
    }
    LetterPad {
        Layout.fillWidth: true
        signs: root.viewModel.digits
        target: entry.box
        onWritten: root.viewModel.setSecret(entry.text)
    }
    CentredLink {
        visible: root.viewModel.covered && root.viewModel.digits
        text: qsTr("Usar la contraseña")
        onClicked: root.viewModel.usePassword()
    }
    Component.onCompleted: entry.box.forceActiveFocus()
}
