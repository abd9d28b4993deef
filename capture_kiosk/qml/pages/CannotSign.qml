pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import ".."
import "../parts"

// Why there is a mark and no signature; a person will judge it.
ColumnLayout {
    id: root

    required property QtObject viewModel

    spacing: Theme.step

    Words {
        Layout.fillWidth: true
        text: qsTr("Elija el motivo y pida la marca que pueda hacer. Queda señalado para que una persona lo revise.")
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.step

        Repeater {
            model: root.viewModel.reasons

            SecondButton {
                required property string name
                required property bool chosen

                least: Theme.targetCard
                textSize: Theme.sizeText
                width: Math.min(implicitWidth, parent ? parent.width : implicitWidth)
                text: name
                ground: chosen ? Theme.accentSoft : Theme.card
                edge: chosen ? Theme.accent : Theme.edge
                Accessible.checkable: true
                Accessible.checked: chosen
                onClicked: root.viewModel.chooseReason(name)
            }
        }
    }
}
