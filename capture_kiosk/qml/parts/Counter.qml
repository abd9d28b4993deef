import QtQuick
import QtQuick.Layouts
import ".."

ColumnLayout {
    id: root

    required property string count
    required property string label

    property bool divided: true

    spacing: Theme.half
    Accessible.role: Accessible.StaticText
    Accessible.name: label
    Accessible.description: count

    Rectangle {
        Layout.preferredHeight: 0
        visible: root.divided
        width: 0

        Rectangle {
            x: -Theme.room
            width: Theme.hair
            height: root.height
            color: Theme.line
        }
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
        text: root.label
        color: Theme.ink
        Accessible.ignored: true
    }
}
