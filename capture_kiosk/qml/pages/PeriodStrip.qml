import QtQuick
import QtQuick.Layouts
import ".."
import "../parts"

// What is left to capture for the chosen aspirante (numeral 12).
ColumnLayout {
    id: root

    required property QtObject viewModel

    spacing: Theme.half

    Heading {
        Layout.fillWidth: true
        text: root.viewModel.left
    }
    Note {
        Layout.fillWidth: true
        text: root.viewModel.ends
    }
    Note {
        Layout.fillWidth: true
        visible: text !== ""
        text: root.viewModel.sendingLeft
    }
    Bar {
        Layout.fillWidth: true
        Layout.topMargin: Theme.step
        visible: root.viewModel.hasPeriod
        share: root.viewModel.share
    }
}
