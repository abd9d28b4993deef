import QtQuick
import QtQuick.Layouts
import ".."
import "../parts"

// Three counters, the network and the way to the sendings.
Rectangle {
    id: root

    required property QtObject viewModel
    readonly property bool narrow: width < 340 * Theme.textScale

    implicitHeight: column.implicitHeight + 2 * column.anchors.margins
    radius: Theme.corner
    color: Theme.card
    border.width: Theme.hair
    border.color: Theme.line

    ColumnLayout {
        id: column
        anchors.fill: parent
        anchors.margins: root.width < 360 ? Theme.room : Theme.margin
        spacing: Theme.room

        Counters {
            Layout.fillWidth: true
            chip: root.viewModel.chip
        }
        Hairline {}
        // The act stands under the words where both on one line would leave them a word each.
        GridLayout {
            Layout.fillWidth: true
            columns: root.narrow ? 2 : 4
            columnSpacing: Theme.gap
            rowSpacing: 0

            Icon {
                Layout.alignment: Qt.AlignTop
                Layout.topMargin: 2
                name: root.viewModel.chip.icon
            }
            ColumnLayout {
                Layout.fillWidth: true
                spacing: 0

                Words {
                    Layout.fillWidth: true
                    text: root.viewModel.chip.network
                    font.weight: Font.DemiBold
                }
                Note {
                    Layout.fillWidth: true
                    text: root.viewModel.chip.advice
                }
            }
            LinkButton {
                Layout.row: root.narrow ? 1 : 0
                Layout.column: root.narrow ? 1 : 2
                text: qsTr("Ver envíos")
                onClicked: root.viewModel.chip.open()
            }
            Icon {
                visible: !root.narrow
                name: "adelante"
                tint: Theme.accent
            }
        }
    }
}
