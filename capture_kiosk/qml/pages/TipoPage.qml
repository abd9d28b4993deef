pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import ".."
import "../parts"

// Numeral 15: a person looks at the credential and taps its family.
PageFrame {
    id: root

    title: qsTr("Tipo de credencial")

    Words {
        Layout.fillWidth: true
        text: qsTr("Mire la credencial y toque la que se le parece.")
    }
    GridLayout {
        Layout.fillWidth: true
        columns: root.wide ? 4 : 2
        columnSpacing: Theme.room
        rowSpacing: Theme.room

        Repeater {
            model: root.viewModel.types

            TypeCard {
                required property string id
                required property string name
                required property string told
                required property string picture
                required property bool chosen

                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 1
                text: name
                detail: told
                pictureName: picture
                current: chosen
                onClicked: root.viewModel.choose(id)
            }
        }
    }
}
