pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import ApoyoKiosk
import ".."
import "../parts"

// Numeral 20: one field is corrected by the app's own keys.
PageFrame {
    id: root

    title: viewModel.title
    scrolls: false
    columnWidth: Theme.readable

    Note {
        Layout.fillWidth: true
        text: root.viewModel.label
    }
    PictureItem {
        Layout.fillWidth: true
        Layout.preferredHeight: root.viewModel.pictured ? Theme.targetCard : 0
        visible: root.viewModel.pictured
        image: root.viewModel.picture
        fromLeft: true
        radius: Theme.corner
    }
    CodeCells {
        Layout.fillWidth: true
        visible: root.viewModel.coded
        viewModel: root.viewModel
    }
    FreeText {
        id: free
        Layout.fillWidth: true
        visible: !root.viewModel.coded
        viewModel: root.viewModel
    }
    Repeater {
        model: root.viewModel.checks

        RowLayout {
            id: check

            required property string icon
            required property string text

            Layout.fillWidth: true
            spacing: Theme.step

            Icon {
                Layout.alignment: Qt.AlignTop
                name: check.icon
                tint: check.icon === "bien" ? Theme.ok : check.icon === "falla" ? Theme.error : Theme.ink
            }
            Words {
                Layout.fillWidth: true
                text: check.text
            }
        }
    }
    Item {
        Layout.fillHeight: true
    }
    Note {
        Layout.fillWidth: true
        visible: root.viewModel.coded
        Layout.bottomMargin: Theme.gap
        text: root.viewModel.hint
        font.pixelSize: Theme.sizeText
    }
    foot: [
        // The keys of a small tablet reach to its edges.
        Loader {
            readonly property int beyond: root.width < Theme.roomyFrom ? -Theme.gap : 0

            Layout.fillWidth: true
            Layout.leftMargin: beyond
            Layout.rightMargin: beyond
            sourceComponent: root.viewModel.coded ? coded : letters
        },
        Pair {
            Layout.fillWidth: true

            SecondButton {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                visible: root.viewModel.goesOn === ""
                text: qsTr("Cancelar cambio")
                onClicked: root.viewModel.back()
            }
            // A capture by hand goes from box to box; «Regresar» leaves one as it was.
            SecondButton {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                visible: root.viewModel.goesOn !== ""
                text: root.viewModel.save
                onClicked: root.viewModel.keep()
            }
            MainButton {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                least: Theme.targetMain
                text: root.viewModel.goesOn || root.viewModel.save
                onClicked: root.viewModel.goesOn ? root.viewModel.keepAndGoOn() : root.viewModel.keep()
            }
        }
    ]

    Component {
        id: coded

        KeyPad {
            viewModel: root.viewModel
        }
    }
    Component {
        id: letters

        LetterPad {
            target: free.box
            upperOnly: true
            manyLines: root.viewModel.lines
            onWritten: root.viewModel.setText(free.box.text)
        }
    }
}
