import QtQuick
import ".."

// Something that is right in the picture.
Rectangle {
    id: root

    required property string text

    width: row.width + 2 * Theme.room
    height: 40
    radius: height / 2
    color: Theme.cameraGoodGround

    Row {
        id: row
        anchors.centerIn: parent
        spacing: Theme.step

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            size: 20
            name: "bien"
            tint: Theme.cameraGood
        }
        Words {
            text: root.text
            color: Theme.cameraGood
            wrapMode: Text.NoWrap
        }
    }
}
