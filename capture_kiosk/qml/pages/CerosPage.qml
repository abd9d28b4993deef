import QtQuick
import QtQuick.Layouts
import ApoyoKiosk
import ".."
import "../parts"

// The end of a tablet's work: what is erased, the act in two steps, and its certificate.
PageFrame {
    id: root

    title: qsTr("Dispositivo en ceros")
    stage: viewModel.stage
    canGoBack: viewModel.canGoBack
    showsChip: !viewModel.done
    showsSun: !viewModel.done
    columnWidth: Theme.readable

    Banner {
        Layout.fillWidth: true
        visible: root.viewModel.problem !== ""
        tone: "error"
        title: root.viewModel.problem
        text: root.viewModel.advice
        small: root.viewModel.code
    }
    Words {
        Layout.fillWidth: true
        visible: !root.viewModel.done
        text: qsTr("Esto termina el trabajo de la tableta: se borran las llaves, el paquete, los recibos y todo lo demás. Solo se puede cuando ya no queda ningún apoyo por enviar. Para usarla otra vez hay que activarla.")
    }
    Banner {
        Layout.fillWidth: true
        visible: root.viewModel.sure
        tone: "warn"
        title: qsTr("¿Borrar todo de esta tableta?")
        text: qsTr("No se puede deshacer. Lo enviado está en el Instituto.")
    }
    Banner {
        Layout.fillWidth: true
        visible: root.viewModel.done
        tone: "ok"
        title: qsTr("La tableta quedó en ceros")
    }
    PictureItem {
        Layout.alignment: Qt.AlignHCenter
        Layout.preferredWidth: 220
        Layout.preferredHeight: 220
        visible: root.viewModel.done
        image: root.viewModel.picture
        Accessible.role: Accessible.Graphic
        Accessible.name: qsTr("Certificado en QR")
    }
    Words {
        Layout.fillWidth: true
        visible: root.viewModel.done
        text: root.viewModel.kept || qsTr("El QR es el certificado, firmado por esta tableta. Tómele foto o guárdelo en la memoria.")
    }
    SecondButton {
        Layout.fillWidth: true
        visible: root.viewModel.done
        text: qsTr("Guardar el PDF en la memoria")
        onClicked: root.viewModel.keepPdf()
    }
    Note {
        Layout.fillWidth: true
        visible: root.viewModel.done
        text: root.viewModel.text
    }
    foot: [
        MainButton {
            Layout.fillWidth: true
            visible: root.viewModel.stage === "antes"
            text: qsTr("Dejar en ceros")
            onClicked: root.viewModel.ask()
        },
        Pair {
            Layout.fillWidth: true
            visible: root.viewModel.sure

            EqualButton {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                text: qsTr("No borrar")
                onClicked: root.viewModel.back()
            }
            EqualButton {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                text: root.viewModel.busy ? qsTr("Borrando…") : qsTr("Sí, borrar todo")
                onClicked: root.viewModel.empty()
            }
        },
        MainButton {
            Layout.fillWidth: true
            visible: root.viewModel.done
            text: qsTr("Cerrar la app")
            onClicked: root.viewModel.finish()
        }
    ]
}
