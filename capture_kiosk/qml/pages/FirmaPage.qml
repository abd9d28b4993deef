import QtQuick
import QtQuick.Layouts
import ApoyoKiosk
import ".."
import "../parts"

// Numeral 22: the citizen holds the tablet; nobody else's data are on it.
PageFrame {
    id: root

    title: viewModel.cannotSign ? qsTr("Ponga su marca") : qsTr("Firme aquí")
    canGoBack: viewModel.cannotSign
    showsChip: false
    scrolls: false

    ColumnLayout {
        Layout.fillWidth: true
        spacing: 0

        Heading {
            Layout.fillWidth: true
            text: root.viewModel.name
        }
        Words {
            Layout.fillWidth: true
            text: root.viewModel.supports
        }
    }
    Banner {
        Layout.fillWidth: true
        visible: root.viewModel.problem !== ""
        tone: "error"
        title: root.viewModel.problem
        text: root.viewModel.advice
    }
    Loader {
        Layout.fillWidth: true
        active: root.viewModel.cannotSign
        visible: active
        sourceComponent: CannotSign {
            viewModel: root.viewModel
        }
    }
    Rectangle {
        Layout.fillWidth: true
        Layout.fillHeight: true
        radius: Theme.corner
        color: Theme.card
        border.width: Theme.borderStrong
        border.color: Theme.ink

        Icon {
            x: Theme.margin + Theme.step
            y: parent.height * 0.68 - 30
            size: 18
            name: "cruz"
            tint: Theme.soft
        }
        Rectangle {
            x: Theme.margin + Theme.step
            y: parent.height * 0.68
            width: parent.width - 2 * x
            height: Theme.hair
            color: Theme.edge
        }
        Words {
            anchors.horizontalCenter: parent.horizontalCenter
            y: parent.height - height - Theme.margin
            visible: !root.viewModel.inked
            text: qsTr("Use el dedo o una pluma para pantalla")
            color: Theme.soft
            wrapMode: Text.NoWrap
        }
        SignaturePad {
            id: pad
            anchors.fill: parent
            anchors.margins: Theme.borderStrong
            Accessible.role: Accessible.Canvas
            Accessible.name: qsTr("Espacio para firmar")
            onInked: root.viewModel.ink(pad)
        }
    }
    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.gap

        SecondButton {
            Layout.fillWidth: true
            implicitHeight: Theme.targetCard
            textSize: Theme.sizeText
            iconName: "deshacer"
            text: qsTr("Deshacer")
            onClicked: pad.undo()
        }
        SecondButton {
            Layout.fillWidth: true
            implicitHeight: Theme.targetCard
            textSize: Theme.sizeText
            iconName: "goma"
            text: qsTr("Borrar")
            onClicked: pad.clear()
        }
        SecondButton {
            Layout.fillWidth: true
            visible: !root.viewModel.cannotSign
            implicitHeight: Theme.targetCard
            textSize: Theme.sizeText
            iconName: "sin_firma"
            text: qsTr("No puede firmar")
            onClicked: root.viewModel.sayCannotSign()
        }
    }
    Words {
        Layout.fillWidth: true
        horizontalAlignment: Text.AlignHCenter
        color: Theme.soft
        text: qsTr("Al confirmar, devuelva la tableta a la persona auxiliar.")
    }
    foot: MainButton {
        Layout.fillWidth: true
        text: root.viewModel.cannotSign ? qsTr("Confirmar marca") : qsTr("Confirmar firma")
        onClicked: root.viewModel.confirm(pad)
    }
}
