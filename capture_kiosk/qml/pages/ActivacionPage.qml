pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import ".."
import "../parts"

// Numeral 10: scan the code of the mail, or type it, then make a password of one's own.
PageFrame {
    id: root

    title: qsTr("Active esta tableta")
    canGoBack: viewModel.canGoBack
    showsChip: false
    columnWidth: Theme.readable

    Banner {
        Layout.fillWidth: true
        visible: root.viewModel.problem !== ""
        tone: "error"
        title: root.viewModel.problem
        text: root.viewModel.advice
        small: root.viewModel.code
    }
    Loader {
        Layout.fillWidth: true
        active: root.viewModel.stage === "escanear"
        visible: active
        sourceComponent: ColumnLayout {
            spacing: Theme.room

            Words {
                Layout.fillWidth: true
                text: qsTr("Muestre a la cámara el código de su correo de alta.")
            }
            CameraPicture {
                Layout.fillWidth: true
                viewModel: root.viewModel
            }
            SecondButton {
                Layout.fillWidth: true
                iconName: "teclado"
                text: qsTr("Escribir dirección y código")
                onClicked: root.viewModel.typeInstead()
            }
            CentredLink {
                text: qsTr("Practicar con MUESTRA")
                onClicked: root.viewModel.practise()
            }
        }
    }
    Loader {
        Layout.fillWidth: true
        active: root.viewModel.stage === "escribir"
        visible: active
        sourceComponent: TypedInvitation {
            viewModel: root.viewModel
        }
    }
    Loader {
        Layout.fillWidth: true
        active: root.viewModel.stage === "aceptar"
        visible: active
        sourceComponent: AcceptInvitation {
            viewModel: root.viewModel
        }
    }
    Loader {
        Layout.fillWidth: true
        active: root.viewModel.stage === "contrasena"
        visible: active
        sourceComponent: NewPassword {
            viewModel: root.viewModel
        }
    }
}
