pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import ".."
import "../parts"

// Numeral 27: the acuses of this auxiliar, one an envío. No personal data.
PageFrame {
    id: root

    title: qsTr("Acuses de recibo")

    Banner {
        Layout.fillWidth: true
        visible: root.viewModel.problem !== ""
        tone: "warn"
        title: root.viewModel.problem
        text: root.viewModel.advice
    }
    Words {
        Layout.fillWidth: true
        visible: root.viewModel.note !== ""
        text: root.viewModel.note
        color: Theme.soft
    }
    Repeater {
        model: root.viewModel.acuses

        ColumnLayout {
            id: acuse

            required property string title
            required property string detail

            Layout.fillWidth: true
            spacing: 0
            Accessible.role: Accessible.ListItem
            Accessible.name: title
            Accessible.description: detail

            Words {
                Layout.fillWidth: true
                text: acuse.title
                font.weight: Font.DemiBold
                Accessible.ignored: true
            }
            Note {
                Layout.fillWidth: true
                text: acuse.detail
                Accessible.ignored: true
            }
            Hairline {
                Layout.topMargin: Theme.gap
            }
        }
    }
    foot: SecondButton {
        Layout.fillWidth: true
        text: qsTr("Actualizar acuses")
        onClicked: root.viewModel.refresh()
    }
}
