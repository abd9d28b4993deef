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

    RowLayout {
        id: row
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.room

        Words {
            Layout.preferredWidth: 110
            text: root.number
            font.family: Theme.mono
            Accessible.ignored: true
        }
        Note {
            Layout.fillWidth: true
            text: root.note
            Accessible.ignored: true
        }
        StateDots {
            reached: root.reached
        }
        Words {
            Layout.preferredWidth: 96
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
