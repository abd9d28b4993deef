pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import ".."
import "../parts"

// Numerals 25 to 28: four words of a record, what failed and whose problem it is, the acuses.
PageFrame {
    id: root

    title: qsTr("Envíos")

    Counters {
        Layout.fillWidth: true
        chip: root.viewModel.chip
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
        columns: Math.max(1, Math.min(4, Math.floor(width / (125 * Theme.textScale))))
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
        CentredLink {
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
    ColumnLayout {
        Layout.fillWidth: true
        spacing: 0

        LinkRow {
            Layout.fillWidth: true
            text: qsTr("Ver acuses")
            note: qsTr("Lo que el Instituto recibió de usted.")
            onClicked: root.viewModel.openAcuses()
        }
        Hairline {}
        LinkRow {
            Layout.fillWidth: true
            text: qsTr("Entregar en memoria")
            note: qsTr("Donde no hay red.")
            onClicked: root.viewModel.openHandIn()
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
