import QtQuick
import QtQuick.Layouts
import "../parts"

// What is done with this tablet now and then, each with what it is for.
ColumnLayout {
    id: root

    required property QtObject viewModel

    spacing: 0

    Hairline {}
    LinkRow {
        Layout.fillWidth: true
        text: qsTr("Probar la tableta")
        note: root.viewModel.tested
        onClicked: root.viewModel.tryTablet()
    }
    Hairline {}
    LinkRow {
        Layout.fillWidth: true
        text: qsTr("Practicar con MUESTRA")
        note: qsTr("Una captación de la que nada se guarda.")
        onClicked: root.viewModel.practise()
    }
    Hairline {}
    LinkRow {
        Layout.fillWidth: true
        text: qsTr("Renovar con QR")
        note: qsTr("Plazos y aspirantes nuevos, sin red.")
        onClicked: root.viewModel.renew()
    }
}
