pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import ".."
import "../parts"

// Fields in columns, in the order of the form.
GridLayout {
    id: root

    required property QtObject viewModel
    // As many as the letters leave room for.
    property int most: 2
    property alias model: repeater.model

    columns: Math.max(1, Math.min(most, Math.floor(width / (150 * Theme.textScale))))
    columnSpacing: Theme.room
    rowSpacing: Theme.gap

    Repeater {
        id: repeater

        FieldCard {
            required property string id
            required property string shown

            Layout.fillWidth: true
            Layout.preferredWidth: 1
            Layout.alignment: Qt.AlignTop
            value: shown
            gallery: root.viewModel
            onClicked: root.viewModel.edit(id)
        }
    }
}
