import QtQuick
import ".."

// Seven dashes: aviso, frente, reverso, datos, rostro, firma, revise.
Row {
    id: root

    required property int done

    spacing: Theme.step
    height: 6
    Accessible.role: Accessible.ProgressBar
    Accessible.name: qsTr("Paso %1 de 7").arg(done)

    Repeater {
        model: 7

        Rectangle {
            id: dash

            required property int index

            anchors.verticalCenter: parent.verticalCenter
            width: (root.width - 6 * root.spacing) / 7
            height: dash.index < root.done ? 6 : 2
            radius: height / 2
            color: dash.index < root.done ? Theme.accent : Theme.edge
        }
    }
}
