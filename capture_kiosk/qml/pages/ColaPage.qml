pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import ".."
import "../parts"

// Numerals 25 to 28: four words of a record, what failed and whose problem it is, the acuses.
PageFrame {
    id: root

    title: qsTr("Envíos")

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
    Banner {
        Layout.fillWidth: true
        visible: root.viewModel.problem !== ""
        tone: "warn"
        title: root.viewModel.problem
        text: root.viewModel.advice
        small: root.viewModel.owner
    }
    Hairline {}
    GridLayout {
        Layout.fillWidth: true
        columns: 4
        columnSpacing: Theme.step

        Repeater {
            model: root.viewModel.legend

            ColumnLayout {
                id: word

                required property int reached
                required property string name
                required property string told

                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Layout.alignment: Qt.AlignTop
                spacing: 0

                StateDots {
                    reached: word.reached
                }
                Note {
                    Layout.fillWidth: true
                    text: word.name
                    color: Theme.ink
                    font.weight: Font.DemiBold
                }
                Note {
                    Layout.fillWidth: true
                    text: word.told
                    color: Theme.ink
                }
            }
        }
    }
    ColumnLayout {
        Layout.fillWidth: true
        spacing: 0

        Hairline {}
        Repeater {
            model: root.viewModel.records

            RecordRow {
                Layout.fillWidth: true
            }
        }
        LinkButton {
            Layout.alignment: Qt.AlignHCenter
            visible: root.viewModel.more
            text: qsTr("Ver más")
            onClicked: root.viewModel.showMore()
        }
        Words {
            Layout.fillWidth: true
            Layout.topMargin: Theme.room
            visible: root.viewModel.empty
            text: qsTr("Aquí aparecerán los apoyos que guarde.")
            color: Theme.soft
        }
    }
    RowLayout {
        Layout.fillWidth: true

        Words {
            Layout.fillWidth: true
            text: qsTr("Acuses de recibo")
            font.weight: Font.DemiBold
        }
        LinkButton {
            text: qsTr("Ver acuses")
            onClicked: root.viewModel.openAcuses()
        }
        Icon {
            name: "adelante"
            tint: Theme.accent
        }
    }
    RowLayout {
        Layout.fillWidth: true

        Words {
            Layout.fillWidth: true
            text: qsTr("¿Sin red?")
            font.weight: Font.DemiBold
        }
        LinkButton {
            text: qsTr("Entregar en memoria")
            onClicked: root.viewModel.openHandIn()
        }
        Icon {
            name: "adelante"
            tint: Theme.accent
        }
    }
    foot: [
        Bar {
            Layout.fillWidth: true
            visible: root.viewModel.busy
            share: root.viewModel.share
        },
        Words {
            Layout.fillWidth: true
            horizontalAlignment: Text.AlignHCenter
            color: Theme.soft
            text: root.viewModel.note
        },
        MainButton {
            Layout.fillWidth: true
            working: root.viewModel.busy
            text: root.viewModel.busy ? qsTr("Enviando…") : qsTr("Enviar ahora")
            onClicked: root.viewModel.sendNow()
        }
    ]
}
