pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import ".."
import "../parts"

// The privacy notice, before any photograph. Neither answer is favoured.
PageFrame {
    id: root

    title: qsTr("Aviso de privacidad")
    columnWidth: Theme.readable

    Banner {
        Layout.fillWidth: true
        visible: root.viewModel.asks
        tone: "warn"
        title: qsTr("¿Borrar lo que ya captó?")
        text: qsTr("Al salir se borran las fotos, los datos y la firma de esta persona.")

        Pair {
            Layout.fillWidth: true

            SecondButton {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                text: qsTr("Seguir captando")
                onClicked: root.viewModel.stay()
            }
            SecondButton {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                text: qsTr("Borrar y salir")
                onClicked: root.viewModel.refuse()
            }
        }
    }
    LettersButton {}
    Heading {
        Layout.fillWidth: true
        text: root.viewModel.supports
    }
    NoticeText {
        sections: root.viewModel.sections
    }
    foot: [
        Words {
            Layout.fillWidth: true
            horizontalAlignment: Text.AlignHCenter
            color: Theme.soft
            text: qsTr("Si no continúa, no se guarda nada.")
        },
        Pair {
            Layout.fillWidth: true

            EqualButton {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                text: qsTr("No continuar")
                onClicked: root.viewModel.refuse()
            }
            EqualButton {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                text: qsTr("Acepto continuar")
                onClicked: root.viewModel.agree()
            }
        }
    ]
}
