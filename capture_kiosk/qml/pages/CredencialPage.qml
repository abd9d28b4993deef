pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import ApoyoKiosk
import ".."
import "../parts"

// Numerals 16 and 17: one side of the credential, live; then what was judged of the picture.
PageFrame {
    id: root

    title: viewModel.title
    flush: true
    scrolls: !wide

    GridLayout {
        Layout.fillWidth: true
        Layout.fillHeight: true
        columns: root.wide ? 2 : 1
        columnSpacing: 0
        rowSpacing: 0

        CameraView {
            Layout.fillWidth: true
            Layout.fillHeight: root.wide
            Layout.preferredWidth: root.width * 0.6
            Layout.preferredHeight: root.wide ? -1 : Math.min(root.viewModel.live ? 510 : 370, Math.max(200, root.scroller.height - 250))
            Layout.alignment: Qt.AlignTop
            viewModel: root.viewModel
        }
        ColumnLayout {
            Layout.fillWidth: true
            Layout.preferredWidth: root.width * 0.4
            Layout.margins: Theme.margin
            Layout.topMargin: Theme.room
            Layout.bottomMargin: 0
            Layout.alignment: Qt.AlignTop
            spacing: Theme.room

            GridLayout {
                Layout.fillWidth: true
                columns: width < 290 * Theme.textScale ? 1 : 2

                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: 0

                    Note {
                        text: qsTr("Tipo de credencial")
                    }
                    Words {
                        Layout.fillWidth: true
                        text: root.viewModel.typeName
                        font.weight: Font.DemiBold
                    }
                }
                LinkButton {
                    visible: !root.viewModel.disagrees
                    text: qsTr("Cambiar tipo")
                    onClicked: root.viewModel.changeType()
                }
            }
            Hairline {}
            RowLayout {
                Layout.fillWidth: true
                visible: root.viewModel.live && root.viewModel.hasKept
                spacing: Theme.room

                PictureItem {
                    Layout.preferredWidth: 108
                    Layout.preferredHeight: 68
                    image: root.viewModel.kept
                    radius: Theme.step
                    Accessible.role: Accessible.Graphic
                    Accessible.name: qsTr("La foto que ya tiene")
                }
                SecondButton {
                    Layout.fillWidth: true
                    text: qsTr("Dejar esta foto")
                    onClicked: root.viewModel.keepPicture()
                }
            }
            ShutterRow {
                Layout.fillWidth: true
                visible: root.viewModel.live
                viewModel: root.viewModel
            }
            JudgedSide {
                Layout.fillWidth: true
                visible: !root.viewModel.live
                viewModel: root.viewModel
            }
        }
    }
    foot: SecondButton {
        Layout.fillWidth: true
        iconName: "lapiz"
        text: qsTr("Escribir los datos a mano")
        onClicked: root.viewModel.byHand()
    }
}
