import QtQuick
import QtQuick.Layouts
import ".."
import "../parts"

// An aspirante invites this auxiliar too (numerals 6 and 7): yes and no, neither one favoured.
Rectangle {
    id: root

    property string who: ""
    property string office: ""
    property bool busy: false

    signal answered(bool accepts)

    implicitHeight: column.implicitHeight + 2 * Theme.room
    radius: Theme.corner
    color: Theme.card
    border.width: Theme.border
    border.color: Theme.edge

    ColumnLayout {
        id: column
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.room
        spacing: Theme.half

        Heading {
            Layout.fillWidth: true
            text: qsTr("%1 le invita a captar apoyos").arg(root.who)
        }
        Words {
            Layout.fillWidth: true
            text: root.office
            color: Theme.soft
        }
        Pair {
            Layout.fillWidth: true
            Layout.topMargin: Theme.half

            EqualButton {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                allowed: !root.busy
                text: qsTr("No aceptar")
                Accessible.name: qsTr("No aceptar a %1").arg(root.who)
                onClicked: root.answered(false)
            }
            EqualButton {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                allowed: !root.busy
                text: qsTr("Aceptar")
                Accessible.name: qsTr("Aceptar a %1").arg(root.who)
                onClicked: root.answered(true)
            }
        }
    }
}
