import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import ".."
import "../parts"

// The shutter, always there and never held back. Only the second of two taps on what stood where it
// comes («Tomar otra foto», the shutter of the other side) is not meant for it: nobody framed a picture.
ColumnLayout {
    id: root

    required property QtObject viewModel

    spacing: Theme.room

    Button {
        id: shutter
        Layout.alignment: Qt.AlignHCenter
        // Where it does not take itself for ten seconds, the hand finds it larger.
        readonly property int side: waited ? 112 : 88
        property bool waited: false

        implicitWidth: side
        implicitHeight: side
        focusPolicy: Qt.StrongFocus
        Accessible.name: qsTr("Tomar foto")
        property bool second: false

        onPressed: {
            second = Pace.isSecond(mapToItem(null, pressX, pressY));
            Pace.note(shutter);
        }
        onClicked: {
            if (!second)
                root.viewModel.shoot();
            second = false;
        }

        background: Rectangle {
            radius: width / 2
            color: Theme.card
            border.width: Theme.half
            border.color: Theme.accent

            Rectangle {
                anchors.centerIn: parent
                width: shutter.side - 20
                height: width
                radius: width / 2
                color: shutter.down ? Theme.accentPress : Theme.accent
            }
            Text {
                anchors.centerIn: parent
                text: root.viewModel.count
                color: Theme.accentText
                font.family: Theme.family
                font.pixelSize: Theme.sizePointer
                font.weight: Font.DemiBold
                Accessible.ignored: true
            }
            Timer {
                interval: 10000
                running: root.viewModel.live
                onTriggered: shutter.waited = true
            }
            FocusRing {
                radius: width / 2
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
    CentredLink {
        visible: root.viewModel.canSwitch
        iconName: "camara"
        text: qsTr("Usar otra cámara")
        onClicked: root.viewModel.switchCamera()
    }
}
