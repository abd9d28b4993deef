import QtQuick
import QtQuick.Layouts
import ".."

// A count over its word; a hairline parts it from the one before.
Item {
    id: root

    required property string count
    required property string label
    property bool divided: true

    Layout.fillWidth: true
    Layout.preferredWidth: 100
    implicitHeight: 80
    Accessible.role: Accessible.StaticText
    Accessible.name: label
    Accessible.description: count

    Rectangle {
        x: -Theme.room
        visible: root.divided
        width: Theme.hair
        height: parent.height
        color: Theme.line
    }
    Text {
        text: root.count
        color: Theme.ink
        font.family: Theme.family
        font.pixelSize: Theme.sizeCounter
        font.weight: Font.DemiBold
        Accessible.ignored: true
    }
    Note {
        anchors.bottom: parent.bottom
        text: root.label
        color: Theme.ink
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }
}
