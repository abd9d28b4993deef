import QtQuick
import QtQuick.Layouts

// A box for a secret, hidden until its owner asks to see it.
ColumnLayout {
    id: root

    required property string label
    property alias text: entry.text
    property alias box: entry.box
    property alias problem: entry.problem
    property bool inSight: false
    property bool canShow: true

    signal edited(text: string)
    signal accepted

    spacing: 0

    Entry {
        id: entry
        Layout.fillWidth: true
        label: root.label
        echoMode: root.inSight ? TextInput.Normal : TextInput.Password
        onEdited: text => root.edited(text)
        onAccepted: root.accepted()
    }
    LinkButton {
        visible: root.canShow
        text: root.inSight ? qsTr("Ocultar lo escrito") : qsTr("Mostrar lo escrito")
        onClicked: root.inSight = !root.inSight
    }
}
