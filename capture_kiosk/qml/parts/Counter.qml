import QtQuick
import QtQuick.Layouts
import ".."

// A count over its word, or before it where room is tight; a hairline parts it from the one before.
Item {
    id: root

    required property string count
    required property string label
    property bool divided: true
    property bool tight: false

    Layout.fillWidth: true
    Layout.preferredWidth: 100
    implicitHeight: said.implicitHeight
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
    GridLayout {
        id: said
        width: parent.width
        columns: root.tight ? 2 : 1
        columnSpacing: Theme.gap
        rowSpacing: 0

        Text {
            text: root.count
            color: Theme.ink
            font.family: Theme.family
            font.pixelSize: Theme.sizeCounter
            font.weight: Font.DemiBold
            Accessible.ignored: true
        }
        Note {
            Layout.fillWidth: true
            text: root.label
            color: Theme.ink
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }
    }
}
