import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import ".."

// A label over a box to type in, with the sentence of what is wrong under it.
ColumnLayout {
    id: root

    required property string label
    property alias text: box.text
    property alias echoMode: box.echoMode
    property alias box: box
    property string problem: ""
    property bool coded: false

    signal edited(text: string)
    signal accepted

    spacing: Theme.half

    Note {
        Layout.fillWidth: true
        text: root.label
        Accessible.ignored: true
    }
    Item {
        Layout.fillWidth: true
        implicitHeight: Theme.targetMain
        // Qt tells no name of a field that hides its text: this box around it does.
        Accessible.ignored: box.echoMode === TextInput.Normal
        Accessible.role: Accessible.EditableText
        Accessible.name: root.label
        Accessible.description: root.problem

        TextField {
            id: box
            anchors.fill: parent
            leftPadding: Theme.room
            rightPadding: Theme.room
            color: Theme.ink
            selectionColor: Theme.accent
            font.family: root.coded ? Theme.mono : Theme.family
            font.pixelSize: Theme.sizeButton
            inputMethodHints: Qt.ImhSensitiveData | Qt.ImhNoPredictiveText
            verticalAlignment: TextInput.AlignVCenter
            Accessible.ignored: echoMode !== TextInput.Normal
            Accessible.name: root.label
            Accessible.description: root.problem
            onTextEdited: root.edited(text)
            onAccepted: root.accepted()

            background: Rectangle {
                radius: Theme.corner
                color: Theme.card
                border.width: root.problem || box.activeFocus ? Theme.borderStrong : Theme.border
                border.color: root.problem ? Theme.error : box.activeFocus ? Theme.accent : Theme.edge
            }
        }
    }
    RowLayout {
        visible: root.problem !== ""
        spacing: Theme.step

        Icon {
            Layout.alignment: Qt.AlignTop
            name: "falla"
            tint: Theme.error
        }
        Note {
            Layout.fillWidth: true
            text: root.problem
            color: Theme.error
        }
    }
}
