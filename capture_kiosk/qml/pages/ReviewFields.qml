pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import ".."
import "../parts"

// The coded fields once more, as they will be sealed.
ColumnLayout {
    id: root

    required property QtObject viewModel

    // Larger letters leave no room for a label beside its value.
    readonly property bool tight: width < 300 * Theme.textScale

    spacing: 0

    Repeater {
        model: root.viewModel.fields

        GridLayout {
            id: row

            required property string label
            required property string value
            required property string changed_from
            readonly property bool empty: value === ""
            readonly property string shown: empty ? qsTr("Sin dato") : value

            Layout.fillWidth: true
            columns: root.tight ? 1 : 4
            columnSpacing: Theme.step
            rowSpacing: 0
            Accessible.role: Accessible.StaticText
            Accessible.name: label
            Accessible.description: changed_from ? shown + ". " + changed_from : shown

            Note {
                Layout.preferredWidth: (root.width < 360 ? 104 : 145) * Theme.textScale
                text: row.label
                Accessible.ignored: true
            }
            Words {
                Layout.fillWidth: root.tight || row.changed_from === ""
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
