import QtQuick
import ".."

// One corner of the guide: white in a dark casing. `turned` is 0 to 3, clockwise from top left.
Item {
    id: root

    required property int turned

    width: 52
    height: 52
    rotation: turned * 90

    Repeater {
        model: 2

        Item {
            id: coat

            required property int index
            readonly property int thick: index === 0 ? 8 : 4
            readonly property color tint: index === 0 ? Theme.cameraGround : Theme.cameraWords

            anchors.fill: parent

            Rectangle {
                x: 4 - coat.thick / 2
                y: x
                width: parent.width - 4
                height: coat.thick
                radius: height / 2
                color: coat.tint
            }
            Rectangle {
                x: 4 - coat.thick / 2
                y: x
                width: coat.thick
                height: parent.height - 4
                radius: width / 2
                color: coat.tint
            }
        }
    }
}
