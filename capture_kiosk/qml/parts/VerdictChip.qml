import QtQuick
import ".."

// Something that is right in the picture.
Rectangle {
    id: root

    required property string text
    property bool slim: false

    width: row.width + 2 * (slim ? Theme.step : Theme.room)
    height: (slim ? 32 : 40) * Theme.textScale
    radius: height / 2
    color: Theme.cameraGoodGround

    Row {
        id: row
        anchors.centerIn: parent
        spacing: root.slim ? Theme.half : Theme.step

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            size: root.slim ? 16 : 20
            name: "bien"
            tint: Theme.cameraGood
        }
        Words {
            text: root.text
            color: Theme.cameraGood
            font.pixelSize: root.slim ? Theme.sizeNote : Theme.sizeText
            wrapMode: Text.NoWrap
        }
    }
}
