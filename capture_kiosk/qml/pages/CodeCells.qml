pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import ".."

// A coded field, one cell a character; tapping a cell goes there. Real keys write here too.
FocusScope {
    id: root

    required property QtObject viewModel

    readonly property int cellHeight: 60 * Theme.bigScale

    implicitHeight: cellHeight * Math.ceil(viewModel.length / perRow)
    readonly property int perRow: Math.max(1, Math.min(viewModel.length, Math.floor(width / (28 * Theme.headScale))))
    focus: viewModel.coded
    activeFocusOnTab: true
    Accessible.role: Accessible.EditableText
    Accessible.name: viewModel.label
    Accessible.description: viewModel.written
    Keys.onPressed: event => event.accepted = root.viewModel.type(event.key, event.text)

    Grid {
        id: grid
        anchors.fill: parent
        columns: root.perRow

        Repeater {
            model: root.viewModel.cells

            AbstractButton {
                id: cell

                required property string character
                required property bool current
                required property int index

                width: root.width / root.perRow
                height: root.cellHeight
                focusPolicy: Qt.NoFocus
                Accessible.role: Accessible.Button
                Accessible.name: qsTr("Carácter %1").arg(index + 1)
                Accessible.description: character
                onClicked: root.viewModel.goTo(index)

                background: Rectangle {
                    radius: Theme.step
                    color: cell.current ? Theme.accentSoft : "transparent"
                    border.width: cell.current ? Theme.borderBanner : 0
                    border.color: Theme.accent

                    Rectangle {
                        anchors.bottom: parent.bottom
                        anchors.bottomMargin: Theme.step
                        anchors.horizontalCenter: parent.horizontalCenter
                        visible: !cell.current
                        width: parent.width - Theme.half
                        height: Theme.borderStrong
                        color: Theme.edge
                    }
                }
                contentItem: Text {
                    text: cell.character
                    color: cell.current ? Theme.accent : Theme.ink
                    font.family: Theme.mono
                    font.pixelSize: Theme.sizeTitle
                    font.weight: cell.current ? Font.DemiBold : Font.Normal
                    horizontalAlignment: Text.AlignHCenter
                    verticalAlignment: Text.AlignVCenter
                    Accessible.ignored: true
                }
            }
        }
    }
}
