import QtQuick
import QtQuick.Layouts
import ApoyoKiosk
import ".."
import "../parts"

// What the camera sees, where nothing is photographed; why it sees nothing, where that is so.
Rectangle {
    id: root

    required property QtObject viewModel

    implicitHeight: Math.min(360, width * 0.75)
    radius: Theme.corner
    color: Theme.cameraGround

    PictureItem {
        anchors.fill: parent
        anchors.margins: Theme.half
        image: root.viewModel.frame
        radius: Theme.corner
        Accessible.role: Accessible.Graphic
        Accessible.name: qsTr("Imagen de la cámara")
        Accessible.description: root.viewModel.hasFrame ? qsTr("Con imagen") : qsTr("Sin imagen")
    }
    ColumnLayout {
        anchors.centerIn: parent
        width: parent.width - 2 * Theme.room
        visible: !root.viewModel.hasFrame
        spacing: Theme.half

        Words {
            Layout.fillWidth: true
            horizontalAlignment: Text.AlignHCenter
            text: root.viewModel.pointer
            color: Theme.cameraWords
        }
        Note {
            Layout.fillWidth: true
            visible: text !== ""
            horizontalAlignment: Text.AlignHCenter
            text: root.viewModel.cameraAdvice
            color: Theme.cameraWords
        }
    }
}
