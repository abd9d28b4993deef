pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import ".."

// What is worth knowing before going on; nothing of it stops a capture.
ColumnLayout {
    id: root

    property alias model: repeater.model

    spacing: Theme.step
    visible: repeater.count > 0

    Repeater {
        id: repeater

        RowLayout {
            id: warning

            required property string text

            Layout.fillWidth: true
            spacing: Theme.gap

            Icon {
                Layout.alignment: Qt.AlignTop
                name: "alerta"
                tint: Theme.warn
            }
            Words {
                Layout.fillWidth: true
                text: warning.text
                color: Theme.warn
            }
        }
    }
}
