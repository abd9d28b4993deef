import QtQuick
import QtQuick.Layouts
import ApoyoKiosk
import ".."
import "../parts"

// Numeral 22: the citizen holds the tablet; nobody else's data are on it.
PageFrame {
    id: root

    title: viewModel.cannotSign ? qsTr("Ponga su marca") : qsTr("Firme aquí")
    showsChip: false
    scrolls: false

    // A tablet that lies has its tools beside the pad: the pad keeps the height.
    readonly property bool lying: width > height && width >= 640 * Theme.textScale
    readonly property real beside: 280 * Theme.textScale

    GridLayout {
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.maximumHeight: Number.POSITIVE_INFINITY
        columns: root.lying ? 2 : 1
        columnSpacing: Theme.margin
        rowSpacing: Theme.gap

        ColumnLayout {
            Layout.row: 0
            Layout.column: root.lying ? 1 : 0
            Layout.fillWidth: !root.lying
            Layout.preferredWidth: root.lying ? root.beside : -1
            Layout.maximumWidth: root.lying ? root.beside : Number.POSITIVE_INFINITY
            Layout.alignment: Qt.AlignTop
            spacing: Theme.gap

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
        }
        Rectangle {
            Layout.row: root.lying ? 0 : 1
            Layout.column: 0
            Layout.rowSpan: root.lying ? 2 : 1
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.minimumHeight: 200
            Layout.preferredHeight: 200
            // Beside long names the page scrolls, and the whole pad stays in sight at its top.
            Layout.maximumHeight: root.lying ? Math.max(200, root.scroller.height - 2 * Theme.room) : Number.POSITIVE_INFINITY
            Layout.alignment: Qt.AlignTop
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
                x: Theme.room
                width: parent.width - 2 * x
                horizontalAlignment: Text.AlignHCenter
                // Under the line, or at the top where large letters do not fit under it.
                y: height + 2 * Theme.step <= parent.height * 0.32 ? parent.height - height - Theme.step : Theme.step
                visible: !root.viewModel.inked
                text: qsTr("Use el dedo o una pluma para pantalla")
                color: Theme.soft
            }
            SignaturePad {
                id: pad
                anchors.fill: parent
                anchors.margins: Theme.borderStrong
                Accessible.role: Accessible.Canvas
                Accessible.name: qsTr("Espacio para firmar")
                onInked: root.viewModel.ink(pad)
                Component.onCompleted: root.viewModel.restore(pad)
            }
        }
        PadTools {
            Layout.row: root.lying ? 1 : 2
            Layout.column: root.lying ? 1 : 0
            Layout.fillWidth: !root.lying
            Layout.preferredWidth: root.lying ? root.beside : -1
            Layout.maximumWidth: root.lying ? root.beside : Number.POSITIVE_INFINITY
            Layout.alignment: Qt.AlignBottom
            canUndo: pad.canUndo
            canRedo: pad.canRedo
            viewModel: root.viewModel
            onUndo: pad.undo()
            onRedo: pad.redo()
            onErase: pad.clear()
        }
    }
    foot: MainButton {
        Layout.fillWidth: true
        text: root.viewModel.cannotSign ? qsTr("Confirmar marca") : qsTr("Confirmar firma")
        onClicked: root.viewModel.confirm(pad)
    }
}
