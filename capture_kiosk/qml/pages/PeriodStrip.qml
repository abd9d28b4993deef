import QtQuick
import QtQuick.Layouts
import ".."
import "../parts"

// What is left to capture for the chosen aspirante (numeral 12). It keeps the room that it once took:
// words that get shorter by themselves, as at the end, move nothing under a finger.
Item {
    id: root

    required property QtObject viewModel
    readonly property real letters: Theme.textScale
    property real kept: 0

    implicitHeight: Math.max(kept, words.implicitHeight)
    onWidthChanged: kept = 0
    onLettersChanged: kept = 0

    ColumnLayout {
        id: words
        width: parent.width
        spacing: Theme.half
        onImplicitHeightChanged: root.kept = Math.max(root.kept, implicitHeight)

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
}
