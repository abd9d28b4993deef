pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import ".."
import "../parts"

// The privacy notice, before any photograph. Neither answer is favoured.
PageFrame {
    id: root

    title: qsTr("Aviso de privacidad")
    columnWidth: Theme.readable

    Heading {
        Layout.fillWidth: true
        text: root.viewModel.supports
    }
    Repeater {
        model: root.viewModel.sections

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
    foot: [
        Words {
            Layout.fillWidth: true
            horizontalAlignment: Text.AlignHCenter
            color: Theme.soft
            text: qsTr("Si no continúa, no se guarda nada.")
        },
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.room

            EqualButton {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                text: qsTr("No continuar")
                onClicked: root.viewModel.refuse()
            }
            EqualButton {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                text: qsTr("Acepto continuar")
                onClicked: root.viewModel.agree()
            }
        }
    ]
}
