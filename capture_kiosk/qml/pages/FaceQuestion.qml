pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import ".."
import "../parts"

ColumnLayout {
    id: root

    required property QtObject viewModel

    spacing: Theme.step

    Note {
        Layout.fillWidth: true
        Layout.topMargin: Theme.margin
        text: root.viewModel.ask
    }
    Words {
        Layout.fillWidth: true
        Layout.maximumWidth: 480 * Theme.bigScale
        text: qsTr("¿Autoriza que se tome una foto de su rostro?")
        font.pixelSize: Theme.sizeQuestion
        font.weight: Font.DemiBold
        lineHeight: Theme.leadQuestion
        Accessible.role: Accessible.Heading
        Accessible.name: text
    }
    Repeater {
        model: root.viewModel.reasons

        ColumnLayout {
            id: reason

            required property string icon
            required property string title
            required property string text

            Layout.fillWidth: true
            spacing: Theme.room

            Hairline {
                Layout.topMargin: Theme.step
            }
            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.room

                Icon {
                    Layout.alignment: Qt.AlignTop
                    name: reason.icon
                    tint: reason.icon === "bien" ? Theme.ok : Theme.ink
                }
                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: 0

                    Words {
                        Layout.fillWidth: true
                        text: reason.title
                        font.weight: Font.DemiBold
                    }
                    Words {
                        Layout.fillWidth: true
                        text: reason.text
                    }
                }
            }
        }
    }
    Hairline {
        Layout.topMargin: Theme.step
    }
}
