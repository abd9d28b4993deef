import QtQuick
import ".."

// A practice says so across every page; it lets every touch through.
Item {
    id: root

    clip: true

    Text {
        anchors.centerIn: parent
        rotation: -28
        opacity: 0.07
        text: qsTr("PRÁCTICA")
        color: Theme.warn
        font.family: Theme.family
        font.pixelSize: Math.max(60, Math.min(root.width, root.height) / 5)
        font.weight: Font.Bold
        font.letterSpacing: 8
        Accessible.ignored: true
    }
}
