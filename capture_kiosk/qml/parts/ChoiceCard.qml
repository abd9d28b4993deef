import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import ".."

// One of several: a radio with a name and what tells it apart.
RadioButton {
    id: root

    property string detail: ""
    property string office: ""

    implicitHeight: column.implicitHeight + 2 * Theme.room
    implicitWidth: 320
    leftPadding: Theme.icon + 36
    rightPadding: Theme.room
    topPadding: Theme.room
    bottomPadding: Theme.room
    enabled: seen.open
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.RadioButton
    Accessible.name: text
    Accessible.description: detail ? detail + ". " + office : office

    indicator: Rectangle {
        x: 20
        y: Theme.room + Theme.half
        width: Theme.icon
        height: Theme.icon
        radius: width / 2
        color: Theme.card
        border.width: root.checked ? width * 0.3 : Theme.borderStrong
        border.color: root.checked ? Theme.accent : Theme.edge
    }
    contentItem: ColumnLayout {
        id: column
        spacing: 0

        Heading {
            Layout.fillWidth: true
            text: root.text
            Accessible.ignored: true
        }
        Words {
            Layout.fillWidth: true
            visible: root.detail !== ""
            text: root.detail
        }
        Words {
            Layout.fillWidth: true
            visible: root.office !== ""
            text: root.office
            color: Theme.soft
        }
    }
    background: Rectangle {
        radius: Theme.corner
        color: root.checked || root.down ? Theme.accentSoft : Theme.card
        border.width: root.checked ? Theme.borderStrong : Theme.hair
        border.color: root.checked ? Theme.accent : Theme.edge

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
