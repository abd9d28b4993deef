import QtQuick
import ".."

// Three pixels of accent, three pixels away from the control it lies behind.
Rectangle {
    anchors.fill: parent
    anchors.margins: -6
    radius: Theme.corner + 6
    color: "transparent"
    border.width: 3
    border.color: Theme.accent
}
