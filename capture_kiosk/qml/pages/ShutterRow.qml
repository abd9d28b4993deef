import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import ".."
import "../parts"

// The shutter, always there and never refused.
ColumnLayout {
    id: root

    required property QtObject viewModel

    spacing: Theme.room

    Button {
        id: shutter
        Layout.alignment: Qt.AlignHCenter
        implicitWidth: 88
        implicitHeight: 88
        focusPolicy: Qt.StrongFocus
        Accessible.name: qsTr("Tomar foto")
        onClicked: root.viewModel.shoot()

        background: Rectangle {
            radius: width / 2
            color: Theme.card
            border.width: Theme.half
            border.color: Theme.accent

            Rectangle {
                anchors.centerIn: parent
                width: 68
                height: 68
                radius: 34
                color: shutter.down ? Theme.accentPress : Theme.accent
            }
            FocusRing {
                radius: 52
                visible: shutter.visualFocus
            }
        }
    }
    Words {
        Layout.fillWidth: true
        horizontalAlignment: Text.AlignHCenter
        color: Theme.soft
        text: root.viewModel.cameraAdvice || root.viewModel.shutterNote
    }
    LinkButton {
        Layout.alignment: Qt.AlignHCenter
        visible: root.viewModel.canSwitch
        iconName: "camara"
        text: qsTr("Usar otra cámara")
        onClicked: root.viewModel.switchCamera()
    }
}
