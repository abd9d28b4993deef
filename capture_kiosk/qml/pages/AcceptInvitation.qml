import QtQuick
import QtQuick.Layouts
import ".."
import "../parts"

// Who invites, before a password is asked (numerals 6 and 7): activating accepts this invitation.
ColumnLayout {
    id: root

    required property QtObject viewModel
    readonly property bool known: viewModel.who !== ""

    spacing: Theme.room

    Words {
        Layout.fillWidth: true
        visible: root.viewModel.busy
        text: qsTr("Preguntando al servidor quién le invita…")
    }
    ColumnLayout {
        Layout.fillWidth: true
        visible: root.known
        spacing: Theme.half

        Heading {
            Layout.fillWidth: true
            text: qsTr("%1 le invita a captar apoyos").arg(root.viewModel.who)
        }
        Words {
            Layout.fillWidth: true
            text: root.viewModel.cargo
            color: Theme.soft
        }
        Words {
            Layout.fillWidth: true
            Layout.topMargin: Theme.half
            text: root.viewModel.accepted ? qsTr("Usted ya aceptó ser su auxiliar. Con este código activa esta tableta.") : qsTr("Si acepta, será su auxiliar: captará apoyos para esta persona en esta tableta. Puede dejar de serlo cuando quiera.")
        }
    }
    Pair {
        Layout.fillWidth: true
        visible: root.known

        EqualButton {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            text: root.viewModel.accepted ? qsTr("Usar otro código") : qsTr("No acepto")
            onClicked: root.viewModel.scanInstead()
        }
        EqualButton {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            text: root.viewModel.accepted ? qsTr("Continuar") : qsTr("Acepto")
            onClicked: root.viewModel.accept()
        }
    }
    Note {
        Layout.fillWidth: true
        visible: root.known && !root.viewModel.accepted
        text: qsTr("«No acepto» no activa esta tableta. Para rechazar del todo la invitación use la liga de su correo.")
    }
    SecondButton {
        Layout.fillWidth: true
        visible: !root.known && !root.viewModel.busy
        text: qsTr("Preguntar otra vez")
        onClicked: root.viewModel.askWho()
    }
}
