import QtQuick
import QtQuick.Layouts
import ".."
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
        text: Theme.nextLetters() > 1 ? qsTr("Letra más grande") : qsTr("Letra normal")
        meaning: ""
        note: qsTr("Ahora al %1 %.").arg(Math.round(100 * Theme.textScale))
        onClicked: Theme.letters = Theme.nextLetters()
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
