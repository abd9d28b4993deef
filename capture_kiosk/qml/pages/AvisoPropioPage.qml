import QtQuick
import QtQuick.Layouts
import ".."
import "../parts"

// The privacy notice of whoever works with this tablet: it informs, and asks for no consent.
PageFrame {
    id: root

    title: qsTr("Aviso de privacidad")
    canGoBack: false
    columnWidth: Theme.readable

    LettersButton {}
    Heading {
        Layout.fillWidth: true
        text: qsTr("Para usted, que capta apoyos")
    }
    Note {
        Layout.fillWidth: true
        text: qsTr("Versión %1. Se guarda que lo leyó, y a qué hora.").arg(root.viewModel.version)
    }
    NoticeText {
        sections: root.viewModel.sections
    }
    foot: [
        MainButton {
            Layout.fillWidth: true
            working: root.viewModel.busy
            text: qsTr("He leído el aviso")
            onClicked: root.viewModel.read()
        }
    ]
}
