import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import ".."

// A family of credentials: its picture, its name, and what it is told by.
Button {
    id: root

    property string detail: ""
    property string pictureName: ""
    property bool current: false

    implicitHeight: column.implicitHeight + 2 * Theme.room
    padding: Theme.room
    enabled: seen.open
    focusPolicy: Qt.StrongFocus
    Accessible.name: text
    Accessible.description: detail

    contentItem: ColumnLayout {
        id: column
        spacing: Theme.step

        Image {
            Layout.fillWidth: true
            Layout.preferredHeight: Math.min(230, width * 0.63)
            source: "image://icono/" + root.pictureName + "/" + Theme.hex(Theme.ink)
            sourceSize: Qt.size(688, 432)
            fillMode: Image.PreserveAspectFit
        }
        Words {
            Layout.fillWidth: true
            text: root.text
            font.weight: Font.DemiBold
            Accessible.ignored: true
        }
        Note {
            Layout.fillWidth: true
            text: root.detail
            Accessible.ignored: true
        }
        Item {
            Layout.fillHeight: true
        }
    }
    background: Rectangle {
        radius: Theme.corner
        color: root.down || root.current ? Theme.accentSoft : Theme.card
        border.width: root.current ? Theme.borderStrong : Theme.border
        border.color: root.down || root.current ? Theme.accent : Theme.edge

        FocusRing {
            visible: root.visualFocus
        }
    }

    Seen {
        id: seen
        anchors.fill: parent
        act: root
        meaning: root.text
    }
}
