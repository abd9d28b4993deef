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
    // Long names or large letters leave the pad no room under them: then it comes first, whole.
    readonly property bool padFirst: moves && !lying

    // Whoever read on below is shown the pad again, with what it lacks.
    readonly property string problem: viewModel.problem

    onProblemChanged: {
        if (problem === "" || scroller.contentY === 0)
            return;
        scroller.contentY = 0;
        Pace.shifts += 1;
    }

    component Told: Banner {
        Layout.fillWidth: true
        tone: "error"
        title: root.problem
        text: root.viewModel.advice
    }

    GridLayout {
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.maximumHeight: Number.POSITIVE_INFINITY
        columns: root.lying ? 2 : 1
        columnSpacing: Theme.margin
        rowSpacing: Theme.gap

        ColumnLayout {
            Layout.row: root.padFirst ? 4 : 1
            Layout.column: root.lying ? 1 : 0
            Layout.fillWidth: !root.lying
            Layout.preferredWidth: root.lying ? root.beside : -1
            Layout.maximumWidth: root.lying ? root.beside : Number.POSITIVE_INFINITY
            Layout.alignment: Qt.AlignTop
            spacing: Theme.gap

            Told {
                visible: !root.padFirst && title !== ""
            }
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
            readonly property int least: 200 + 2 * Theme.borderStrong

            Layout.row: root.lying ? 1 : 2
            Layout.column: 0
            Layout.rowSpan: root.lying ? 5 : 1
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.minimumHeight: least
            Layout.preferredHeight: least
            // Beside long names the page scrolls, and the whole pad stays in sight at its top.
            Layout.maximumHeight: root.lying ? Math.max(least, root.scroller.height - 2 * Theme.room) : Number.POSITIVE_INFINITY
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
        // Under a pad that comes first: what is said of the ink moves nothing that a finger is on.
        Told {
            Layout.row: 3
            Layout.column: 0
            visible: root.padFirst && title !== ""
        }
        PadTools {
            Layout.row: 5
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
