import QtQuick
import QtQuick.Layouts
import ".."

// Back, title, counter chip and «Cancelar captura», over the dashes and the end of the plazo.
Item {
    id: root

    required property QtObject viewModel
    property string title: ""
    property bool canGoBack: true
    property bool showsChip: true
    property bool showsSun: true
    readonly property bool capturing: viewModel.dashes > 0
    readonly property bool narrow: width < Theme.narrowTo

    // Where acts or larger letters leave the title too little room, it stands on a line of its own.
    readonly property bool stacked: Theme.textScale > 1 ? width < Theme.wideFrom : width < 420 && capturing

    implicitHeight: row.height + under.height + dashes.height + Theme.half + closing.height

    RowLayout {
        id: row
        x: root.canGoBack ? Theme.gap : Theme.margin
        width: parent.width - x - Theme.gap
        height: Math.max(Theme.targetAlone, implicitHeight + Theme.step)
        spacing: Theme.half

        ActButton {
            Layout.preferredWidth: Theme.target
            visible: root.canGoBack
            least: Theme.target
            leftPadding: 0
            rightPadding: 0
            edgeWidth: 0
            ground: down ? Theme.accentSoft : "transparent"
            iconName: "atras"
            // Back from a stage of a page leads to another of its stages: that one is seen first.
            meaning: root.title
            Accessible.name: qsTr("Regresar")
            onClicked: root.viewModel.back()
        }
        PageTitle {
            Layout.fillWidth: true
            visible: !root.stacked
            text: root.title
        }
        Item {
            Layout.fillWidth: true
            visible: root.stacked
        }
        Loader {
            active: root.showsChip && root.viewModel.chip.shown && !(root.narrow && root.capturing && root.canGoBack && root.width < 420)
            visible: active
            sourceComponent: CounterChip {
                narrow: root.narrow || root.stacked
                viewModel: root.viewModel.chip
            }
        }
        SunButton {
            visible: root.showsSun
        }
        // It stands where nothing else ever does: a cancel is never the second of two taps.
        ActionButton {
            Layout.preferredWidth: 88 * Theme.textScale
            visible: root.capturing
            least: Theme.target
            leftPadding: 0
            rightPadding: 0
            edgeWidth: 0
            ground: down ? Theme.errorSoft : "transparent"
            tint: Theme.error
            textSize: Theme.sizeNote
            text: qsTr("Cancelar captura")
            onClicked: root.viewModel.cancelCapture()
        }
        Item {
            Layout.preferredWidth: Theme.half
            visible: !root.capturing
        }
    }
    Item {
        id: under
        x: root.narrow ? Theme.room : Theme.margin
        anchors.top: row.bottom
        width: parent.width - 2 * x
        height: visible ? title_.implicitHeight : 0
        visible: root.stacked

        PageTitle {
            id: title_
            width: parent.width
            text: root.title
        }
    }
    Dashes {
        id: dashes
        anchors.top: under.bottom
        anchors.topMargin: Theme.half
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: Theme.margin
        visible: done > 0
        done: root.viewModel.dashes
    }
    Item {
        id: closing
        x: Theme.margin
        anchors.bottom: parent.bottom
        width: parent.width - 2 * Theme.margin
        height: visible ? said.implicitHeight + Theme.half : 0
        visible: root.showsChip && said.text !== ""

        Note {
            id: said
            anchors.bottom: parent.bottom
            width: parent.width
            text: root.viewModel.chip.closing
            color: Theme.warn
            font.weight: Font.DemiBold
        }
    }
}
