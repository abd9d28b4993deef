import QtQuick
import QtQuick.Layouts
import ".."
import "../parts"

// The auxiliar's own password, twice. Nobody else can set it or see it (numeral 10).
ColumnLayout {
    id: root

    required property QtObject viewModel

    spacing: Theme.room

    Heading {
        Layout.fillWidth: true
        text: qsTr("Cree su contraseña")
    }
    Words {
        Layout.fillWidth: true
        text: qsTr("Es solo de usted y nunca sale de esta tableta: nadie más puede verla ni cambiarla. Use al menos doce caracteres; una frase corta funciona bien.")
    }
    PasswordEntry {
        id: first
        Layout.fillWidth: true
        label: qsTr("Contraseña nueva")
        problem: root.viewModel.passwordProblem
        onEdited: text => root.viewModel.setFirst(text)
        onAccepted: second.box.forceActiveFocus()
    }
    PasswordEntry {
        id: second
        Layout.fillWidth: true
        canShow: false
        inSight: first.inSight
        label: qsTr("Repita la contraseña")
        problem: root.viewModel.repeatProblem
        onEdited: text => root.viewModel.setSecond(text)
        onAccepted: root.viewModel.activate()
    }
    MainButton {
        Layout.fillWidth: true
        working: root.viewModel.busy
        text: root.viewModel.busy ? qsTr("Activando…") : qsTr("Activar tableta")
        onClicked: root.viewModel.activate()
    }
    LetterPad {
        Layout.fillWidth: true
        target: second.box.activeFocus ? second.box : first.box
        onWritten: second.box.activeFocus ? root.viewModel.setSecond(second.text) : root.viewModel.setFirst(first.text)
    }
    Component.onCompleted: first.box.forceActiveFocus()
}
