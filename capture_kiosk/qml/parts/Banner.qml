import QtQuick
import QtQuick.Layouts
import ".."

// One thing that a person must know now: sign, bold first line, what to do, whose problem.
Rectangle {
    id: root

    property string tone: "warn"
    property string title: ""
    property string text: ""
    property string small: ""
    default property alias content: extra.data

    readonly property color tint: tone === "ok" ? Theme.ok : tone === "error" ? Theme.error : Theme.warn

    implicitHeight: column.implicitHeight + 2 * Theme.room
    radius: Theme.corner
    color: Theme.card
    border.width: Theme.borderBanner
    border.color: tint
    Accessible.role: Accessible.AlertMessage
    Accessible.name: title
    Accessible.description: text

    ColumnLayout {
        id: column
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.room
        spacing: Theme.half

        RowLayout {
            spacing: Theme.gap

            Icon {
                Layout.alignment: Qt.AlignTop
                Layout.topMargin: 2
                name: root.tone === "ok" ? "bien" : root.tone === "error" ? "falla" : "alerta"
                tint: root.tint
            }
            ColumnLayout {
                spacing: 0

                Words {
                    Layout.fillWidth: true
                    visible: text !== ""
                    text: root.title
                    color: root.tint
                    font.weight: Font.DemiBold
                }
                Words {
                    Layout.fillWidth: true
                    visible: text !== ""
                    text: root.text
                }
                Note {
                    Layout.fillWidth: true
                    visible: text !== ""
                    text: root.small
                }
            }
        }
        ColumnLayout {
            id: extra
            Layout.fillWidth: true
            visible: children.length > 0
            spacing: Theme.gap
        }
    }
}
