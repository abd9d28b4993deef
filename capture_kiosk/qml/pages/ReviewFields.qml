pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import ".."
import "../parts"

// The coded fields once more, as they will be sealed.
ColumnLayout {
    id: root

    required property QtObject viewModel

    spacing: 0

    Repeater {
        model: root.viewModel.fields

        RowLayout {
            id: row

            required property string label
            required property string value
            required property string changed_from
            readonly property bool empty: value === ""
            readonly property string shown: empty ? qsTr("Sin dato") : value

            Layout.fillWidth: true
            spacing: Theme.step
            Accessible.role: Accessible.StaticText
            Accessible.name: label
            Accessible.description: changed_from ? shown + ". " + changed_from : shown

            Note {
                Layout.preferredWidth: root.width < 360 ? 104 : 145
                text: row.label
                Accessible.ignored: true
            }
            Words {
                Layout.fillWidth: row.changed_from === ""
                text: row.shown
                color: row.empty ? Theme.soft : Theme.ink
                font.family: row.empty ? Theme.family : Theme.mono
                font.pixelSize: row.empty ? Theme.sizeText : Theme.sizeCode
                wrapMode: Text.WrapAnywhere
                Accessible.ignored: true
            }
            Icon {
                visible: row.changed_from !== ""
                size: 20
                name: "lapiz"
            }
            Note {
                Layout.fillWidth: true
                visible: row.changed_from !== ""
                text: row.changed_from
                wrapMode: Text.WrapAnywhere
                Accessible.ignored: true
            }
        }
    }
}
