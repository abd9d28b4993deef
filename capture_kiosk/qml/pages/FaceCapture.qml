import QtQuick
import QtQuick.Layouts
import ".."
import "../parts"

// The face, live and then as it was taken. The verdict advises and never blocks.
GridLayout {
    id: root

    required property QtObject viewModel
    required property bool wide
    required property real room

    columns: wide ? 2 : 1
    columnSpacing: 0
    rowSpacing: 0

    CameraView {
        Layout.fillWidth: true
        Layout.fillHeight: root.wide
        Layout.preferredWidth: root.width * 0.6
        Layout.preferredHeight: root.wide ? -1 : Math.min(root.viewModel.live ? 510 : 370, Math.max(200, root.room - 200))
        viewModel: root.viewModel
    }
    ColumnLayout {
        Layout.fillWidth: true
        Layout.preferredWidth: root.width * 0.4
        Layout.margins: Theme.margin
        Layout.alignment: Qt.AlignTop
        spacing: Theme.room

        ShutterRow {
            Layout.fillWidth: true
            visible: root.viewModel.live
            viewModel: root.viewModel
        }
        // Where no face is seen, the main act is to take it again.
        MainButton {
            Layout.fillWidth: true
            visible: !root.viewModel.live
            text: root.viewModel.doubtful ? qsTr("Tomar otra foto") : qsTr("Usar esta foto")
            onClicked: root.viewModel.doubtful ? root.viewModel.shootAgain() : root.viewModel.use()
        }
        SecondButton {
            Layout.fillWidth: true
            visible: !root.viewModel.live
            text: root.viewModel.doubtful ? qsTr("Usar esta foto") : qsTr("Tomar otra foto")
            onClicked: root.viewModel.doubtful ? root.viewModel.use() : root.viewModel.shootAgain()
        }
    }
}
