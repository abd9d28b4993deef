pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import ".."
import "../parts"

// The self-test of a morning: one word, then each check with what to do.
PageFrame {
    id: root

    title: qsTr("Prueba de la tableta")
    columnWidth: Theme.readable

    Heading {
        Layout.fillWidth: true
        visible: !root.viewModel.done
        text: root.viewModel.word
    }
    Words {
        Layout.fillWidth: true
        visible: !root.viewModel.done
        text: root.viewModel.advice
    }
    CameraPicture {
        Layout.fillWidth: true
        visible: root.viewModel.live
        viewModel: root.viewModel
    }
    Banner {
        Layout.fillWidth: true
        visible: root.viewModel.done
        tone: root.viewModel.fit ? "ok" : "error"
        title: root.viewModel.word
        text: root.viewModel.advice
    }
    Repeater {
        model: root.viewModel.rows

        RowLayout {
            id: row

            required property string name
            required property string icon
            required property string said
            required property string todo

            Layout.fillWidth: true
            spacing: Theme.gap

            Icon {
                Layout.alignment: Qt.AlignTop
                Layout.topMargin: 2
                name: row.icon
                tint: row.icon === "bien" ? Theme.ok : row.icon === "falla" ? Theme.error : Theme.warn
            }
            ColumnLayout {
                Layout.fillWidth: true
                spacing: 0

                Words {
                    Layout.fillWidth: true
                    text: row.name
                    font.weight: Font.DemiBold
                }
                Words {
                    Layout.fillWidth: true
                    text: row.said
                }
                Note {
                    Layout.fillWidth: true
                    visible: text !== ""
                    text: row.todo
                }
            }
        }
    }
    foot: SecondButton {
        Layout.fillWidth: true
        text: qsTr("Probar otra vez")
        visible: root.viewModel.done
        onClicked: root.viewModel.again()
    }
}
