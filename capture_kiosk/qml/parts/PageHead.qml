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
    readonly property bool capturing: viewModel.dashes > 0
    readonly property bool narrow: width < Theme.narrowTo

    implicitHeight: Theme.targetAlone + dashes.height + Theme.half + closing.height

    RowLayout {
        id: row
        x: root.canGoBack ? Theme.gap : Theme.margin
        width: parent.width - x - Theme.gap
        height: Theme.targetAlone
        spacing: Theme.half

        ActButton {
            Layout.preferredWidth: Theme.target
            visible: root.canGoBack
            implicitHeight: Theme.target
            leftPadding: 0
            rightPadding: 0
            edgeWidth: 0
            ground: down ? Theme.accentSoft : "transparent"
            iconName: "atras"
            Accessible.name: qsTr("Regresar")
            onClicked: root.viewModel.back()
        }
        Text {
            Layout.fillWidth: true
            Layout.fillHeight: true
            text: root.title
            color: Theme.ink
            font.family: Theme.family
            font.pixelSize: Theme.sizeTitle
            font.weight: Font.DemiBold
            fontSizeMode: Text.Fit
            minimumPixelSize: root.narrow ? Theme.sizeNote : Theme.sizeText
            wrapMode: Text.Wrap
            maximumLineCount: 2
            verticalAlignment: Text.AlignVCenter
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }
        Loader {
            active: root.showsChip && root.viewModel.chip.shown && !(root.narrow && root.capturing && root.canGoBack && root.width < 420)
            visible: active
            sourceComponent: CounterChip {
                narrow: root.narrow
                viewModel: root.viewModel.chip
            }
        }
        // It stands where nothing else ever does: a cancel is never the second of two taps.
        ActionButton {
            Layout.preferredWidth: 88
            visible: root.capturing
            implicitHeight: Theme.target
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
    Dashes {
        id: dashes
        y: Theme.targetAlone + Theme.half
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: Theme.margin
        visible: done > 0
        done: root.viewModel.dashes
    }
    Note {
        id: closing
        x: Theme.margin
        anchors.bottom: parent.bottom
        width: parent.width - 2 * Theme.margin
        height: text && root.showsChip ? Theme.leadNote + Theme.half : 0
        visible: height > 0
        verticalAlignment: Text.AlignBottom
        text: root.viewModel.chip.closing
        color: Theme.warn
        font.weight: Font.DemiBold
    }
}
