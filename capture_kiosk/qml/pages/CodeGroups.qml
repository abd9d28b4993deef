pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import ".."
import "../parts"

// The nine groups of an activation code as they are written, each told to be right or not.
GridLayout {
    id: root

    required property QtObject viewModel

    columns: 3
    columnSpacing: Theme.step
    rowSpacing: Theme.step

    Repeater {
        model: root.viewModel.groups

        Rectangle {
            id: group

            required property int number
            required property string written
            required property string mark
            readonly property bool wrong: mark === "falla"

            Layout.fillWidth: true
            implicitHeight: Math.max(Theme.leadHeading, row.implicitHeight)
            radius: Theme.step
            color: wrong ? Theme.errorSoft : mark ? Theme.okSoft : Theme.sunk
            border.width: wrong ? Theme.borderStrong : 0
            border.color: Theme.error
            Accessible.role: Accessible.StaticText
            Accessible.name: qsTr("Grupo %1").arg(number)
            Accessible.description: wrong ? qsTr("%1, no está bien copiado").arg(written) : written

            RowLayout {
                id: row
                anchors.centerIn: parent
                spacing: Theme.half

                Icon {
                    size: 20
                    visible: group.mark !== ""
                    name: group.mark
                    tint: group.wrong ? Theme.error : Theme.ok
                }
                Words {
                    text: group.written || "····"
                    color: group.written ? Theme.ink : Theme.soft
                    font.family: Theme.mono
                    font.pixelSize: Theme.sizeCode
                    Accessible.ignored: true
                }
            }
        }
    }
}
