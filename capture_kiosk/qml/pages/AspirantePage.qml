pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import ".."
import "../parts"

// Numeral 13: each record is for one aspirante; changing it asks for notice and signature anew.
PageFrame {
    id: root

    title: qsTr("Cambiar aspirante")
    columnWidth: Theme.readable

    Words {
        Layout.fillWidth: true
        text: qsTr("La persona leerá otra vez el aviso y firmará otra vez.")
    }
    Repeater {
        model: root.viewModel.aspirantes

        ChoiceCard {
            required property string id
            required property string name
            required property string nickname
            required property string cargo
            required property bool chosen

            Layout.fillWidth: true
            text: name
            detail: nickname
            office: cargo
            checked: chosen
            onClicked: root.viewModel.choose(id)
        }
    }
}
