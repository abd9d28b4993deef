import QtQuick
import QtQuick.Layouts
import ".."

// A row that leads to a page: its name, what it is for, and the sign that it leads on.
ActButton {
    id: root

    property string note: ""

    implicitHeight: Math.max(Theme.targetMain, words.implicitHeight + 2 * Theme.step)
    leftPadding: 0
    rightPadding: 0
    tint: down ? Theme.accentPress : Theme.accent
    ground: down ? Theme.accentSoft : "transparent"
    edgeWidth: 0

    contentItem: RowLayout {
        spacing: Theme.gap

        ColumnLayout {
            id: words
            Layout.fillWidth: true
            spacing: 0

            Words {
                Layout.fillWidth: true
                text: root.text
                color: root.tint
                font.weight: Font.DemiBold
                Accessible.ignored: true
            }
            Note {
                Layout.fillWidth: true
                visible: text !== ""
                text: root.note
            }
        }
        Icon {
            name: "adelante"
            tint: root.tint
        }
    }
}
