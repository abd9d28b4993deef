pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import ".."
import "../parts"

// Only the keys that fit the position: three columns of numbers, six of letters.
Rectangle {
    id: root

    required property QtObject viewModel
    // Four rows of keys of 48 on the smallest tablets.
    readonly property bool small: width < 400
    readonly property int between: small ? 2 : Theme.step

    implicitHeight: column.implicitHeight + 2 * column.anchors.margins
    color: Theme.sunk
    radius: Theme.corner

    ColumnLayout {
        id: column
        anchors.fill: parent
        anchors.margins: root.small ? 2 : Theme.gap
        spacing: root.between

        GridLayout {
            Layout.fillWidth: true
            columns: root.viewModel.keyColumns <= 3 ? root.viewModel.keyColumns : root.width > 640 ? 9 : root.small ? 7 : root.viewModel.keyColumns
            columnSpacing: root.between
            rowSpacing: root.between

            Repeater {
                model: root.viewModel.keys

                Key {
                    required property string character
                    required property bool lit_

                    Layout.fillWidth: true
                    Layout.preferredWidth: 1
                    least: root.small ? Theme.target : root.viewModel.keyColumns > 3 ? Theme.targetCard : Theme.targetMain
                    slim: root.small
                    text: character
                    lit: lit_
                    onClicked: root.viewModel.press(character)
                }
            }
        }
        RowLayout {
            Layout.fillWidth: true
            spacing: root.between

            Key {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                least: root.small ? Theme.target : Theme.targetMain
                iconName: "atras"
                text: qsTr("Anterior")
                textSize: root.small ? Theme.sizeNote : Theme.sizeButton
                onClicked: root.viewModel.previous()
            }
            Key {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                least: root.small ? Theme.target : Theme.targetMain
                visible: root.viewModel.zero
                text: "0"
                onClicked: root.viewModel.press("0")
            }
            Key {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                least: root.small ? Theme.target : Theme.targetMain
                iconName: "goma"
                text: qsTr("Borrar")
                onClicked: root.viewModel.rub()
            }
        }
    }
}
