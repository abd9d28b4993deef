import QtQuick
import QtQuick.Layouts
import ".."
import "../parts"

// The password opens the app at each start (numeral 10).
PageFrame {
    id: root

    title: qsTr("Apoyo Ciudadano")
    canGoBack: false
    showsChip: true
    columnWidth: Theme.readable

    Heading {
        Layout.fillWidth: true
        text: qsTr("Escriba su contraseña")
    }
    Words {
        Layout.fillWidth: true
        text: qsTr("Abre esta tableta para captar apoyos. Lo guardado se envía solo, también mientras está cerrada. Lo que no se guardó no quedó en ella.")
    }
    PasswordEntry {
        id: entry
        Layout.fillWidth: true
        label: qsTr("Contraseña")
        text: root.viewModel.password
        problem: root.viewModel.problem
        onEdited: text => root.viewModel.setPassword(text)
        onAccepted: root.viewModel.unlock()
    }
    MainButton {
        Layout.fillWidth: true
        allowed: !root.viewModel.waits
        working: root.viewModel.busy
        text: root.viewModel.busy ? qsTr("Abriendo…") : qsTr("Abrir la app")
        onClicked: root.viewModel.unlock()
    }
    LetterPad {
        Layout.fillWidth: true
        target: entry.box
        onWritten: root.viewModel.setPassword(entry.text)
    }
    CentredLink {
        text: qsTr("Activar de nuevo con otro código")
        onClicked: root.viewModel.activateAnew()
    }
    CentredLink {
        text: qsTr("Practicar con MUESTRA")
        onClicked: root.viewModel.practise()
    }
    Component.onCompleted: entry.box.forceActiveFocus()
}
