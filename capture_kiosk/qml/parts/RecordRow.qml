import QtQuick
import QtQuick.Layouts
import ".."

// One record: its number on this tablet, what is known of it, and its word.
Item {
    id: root

    required property string number
    required property string note
    required property string word
    required property int reached

    implicitHeight: Math.max(Theme.target, row.implicitHeight + Theme.step)
    Accessible.role: Accessible.ListItem
    Accessible.name: qsTr("Registro %1").arg(number)
    Accessible.description: note + ". " + word

    GridLayout {
        id: row

        // Number and word over note and dots, where one line does not hold them.
        readonly property bool tight: width < 470 * Theme.textScale

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        columns: 4
        columnSpacing: Theme.room
        rowSpacing: 0

        Words {
            Layout.preferredWidth: 110 * Theme.textScale
            Layout.fillWidth: row.tight
            text: root.number
            font.family: Theme.mono
            Accessible.ignored: true
        }
        Note {
            Layout.row: row.tight ? 1 : 0
            Layout.column: row.tight ? 0 : 1
            Layout.fillWidth: true
            text: root.note
            Accessible.ignored: true
        }
        StateDots {
            Layout.row: row.tight ? 1 : 0
            Layout.column: row.tight ? 1 : 2
            reached: root.reached
        }
        Words {
            Layout.row: 0
            Layout.column: row.tight ? 1 : 3
            Layout.preferredWidth: 96 * Theme.textScale
            text: root.word
            font.weight: Font.DemiBold
            Accessible.ignored: true
        }
    }
    Hairline {
        anchors.bottom: parent.bottom
        width: parent.width
    }
}
