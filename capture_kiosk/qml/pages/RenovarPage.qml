import QtQuick
import QtQuick.Layouts
import ApoyoKiosk
import ".."
import "../parts"

// Numeral 11 without a network: the packet from another screen, a QR after the other.
PageFrame {
    id: root

    title: qsTr("Renovar con QR")
    columnWidth: Theme.readable

    Banner {
        Layout.fillWidth: true
        visible: root.viewModel.done
        tone: "ok"
        title: qsTr("Paquete renovado")
        text: qsTr("Los plazos y aspirantes de esta tableta son los que acaba de mostrarle.")
    }
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
        text: qsTr("Pida el paquete de esta tableta en la pantalla de otro equipo y muéstrelo a la cámara hasta que termine.")
    }
    Rectangle {
        Layout.fillWidth: true
        visible: !root.viewModel.done
        implicitHeight: Math.min(360, width * 0.75)
        radius: Theme.corner
        color: Theme.cameraGround

        PictureItem {
            anchors.fill: parent
            anchors.margins: Theme.half
            image: root.viewModel.frame
            radius: Theme.corner
        }
        Words {
            anchors.centerIn: parent
            visible: !root.viewModel.hasFrame
            text: root.viewModel.pointer
            color: Theme.cameraWords
        }
    }
    Bar {
        Layout.fillWidth: true
        visible: !root.viewModel.done
        share: root.viewModel.share
    }
    Words {
        Layout.fillWidth: true
        visible: !root.viewModel.done
        horizontalAlignment: Text.AlignHCenter
        text: root.viewModel.said
        Accessible.role: Accessible.AlertMessage
    }
}
