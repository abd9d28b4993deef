import QtQuick
import ".."

Rectangle {
    id: root

    required property real share

    implicitHeight: 8
    radius: 4
    color: Theme.track
    border.width: Theme.hair
    border.color: Theme.edge

    Rectangle {
        height: parent.height
        width: Math.max(0, Math.min(1, root.share)) * parent.width
        radius: parent.radius
        color: Theme.accent
    }
}
