pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import ApoyoKiosk
import ".."
import "../parts"

// Numeral 21: the citizen's own answer, and the photo after a yes.
PageFrame {
    id: root

    title: qsTr("Foto del rostro")
    stage: viewModel.asked ? "foto" : "pregunta"
    flush: viewModel.asked
    scrolls: !(wide && viewModel.asked)
    columnWidth: viewModel.asked ? 1100 : Theme.readable

    Loader {
        Layout.fillWidth: true
        active: !root.viewModel.asked
        visible: active
        sourceComponent: FaceQuestion {
            viewModel: root.viewModel
        }
    }
    Loader {
        Layout.fillWidth: true
        Layout.fillHeight: true
        active: root.viewModel.asked
        visible: active
        sourceComponent: FaceCapture {
            viewModel: root.viewModel
            wide: root.wide
            room: root.scroller.height
        }
    }
    foot: [
        SecondButton {
            Layout.fillWidth: true
            visible: !root.viewModel.asked && root.viewModel.answered !== ""
            text: root.viewModel.answered
            onClicked: root.viewModel.keepAnswer()
        },
        Words {
            Layout.fillWidth: true
            visible: !root.viewModel.asked
            horizontalAlignment: Text.AlignHCenter
            color: Theme.soft
            text: qsTr("Su respuesta queda anotada en el registro.")
        },
        Pair {
            Layout.fillWidth: true
            visible: !root.viewModel.asked

            EqualButton {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                text: qsTr("No tomar la foto")
                onClicked: root.viewModel.refuse()
            }
            EqualButton {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                text: qsTr("Sí, tomar la foto")
                onClicked: root.viewModel.consent()
            }
        },
        SecondButton {
            Layout.fillWidth: true
            visible: root.viewModel.asked
            text: qsTr("Seguir sin foto")
            onClicked: root.viewModel.refuse()
        }
    ]
}
