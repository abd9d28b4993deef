import QtQuick
import QtQuick.Layouts
import ".."
import "../parts"

// Three counters, the network and the way to the sendings.
Rectangle {
    id: root

    required property QtObject viewModel

    implicitHeight: column.implicitHeight + 2 * Theme.margin
    radius: Theme.corner
    color: Theme.card
    border.width: Theme.hair
    border.color: Theme.line

    ColumnLayout {
        id: column
        anchors.fill: parent
        anchors.margins: Theme.margin
        spacing: Theme.room

        RowLayout {
            Layout.fillWidth: true
            spacing: 2 * Theme.room

            Counter {
                count: root.viewModel.chip.savedCount
                divided: false
                label: qsTr("Guardados")
            }
            Counter {
                count: root.viewModel.chip.sentCount
                label: qsTr("Enviados")
            }
            Counter {
                count: root.viewModel.chip.receivedCount
                label: qsTr("Recibidos")
            }
        }
        Hairline {}
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.gap

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
                text: qsTr("Ver envíos")
                onClicked: root.viewModel.chip.open()
            }
            Icon {
                name: "adelante"
                tint: Theme.accent
            }
        }
    }
}
