import QtQuick
import QtQuick.Layouts
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
        text: qsTr("Esta tableta ya trabaja con los plazos y aspirantes que acaba de leer.")
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
        visible: !root.viewModel.done && root.viewModel.problem === ""
        text: qsTr("Pida a la Unidad Técnica que abra el paquete de esta tableta en otra pantalla. Apunte la cámara a sus códigos hasta que termine.")
    }
    CameraPicture {
        Layout.fillWidth: true
        visible: !root.viewModel.done
        viewModel: root.viewModel
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
    foot: MainButton {
        Layout.fillWidth: true
        visible: root.viewModel.done
        text: qsTr("Ir al inicio")
        onClicked: root.viewModel.back()
    }
}
