pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import ".."
import "../parts"

// The text of a privacy notice, part by part.
ColumnLayout {
    id: root

    required property QtObject sections

    Layout.fillWidth: true
    spacing: Theme.room

    Repeater {
        model: root.sections

        ColumnLayout {
            id: section

            required property string title
            required property string text
            required property bool last

            Layout.fillWidth: true
            spacing: Theme.half

            Words {
                Layout.fillWidth: true
                visible: text !== ""
                text: section.title
                font.weight: Font.DemiBold
            }
            Words {
                Layout.fillWidth: true
                visible: text !== ""
                text: section.text
            }
            Hairline {
                Layout.topMargin: Theme.gap
                visible: !section.last
            }
        }
    }
}
