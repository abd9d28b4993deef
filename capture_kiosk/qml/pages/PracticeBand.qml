pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import ".."
import "../parts"

// PRÁCTICA over every page: of a proceso that is one, or of a person who practises, with its way out.
Rectangle {
    id: root

    required property QtObject viewModel
    readonly property bool shown: viewModel.practice || viewModel.practising

    height: !shown ? 0 : viewModel.practising ? lesson.implicitHeight + Theme.step : 28 * Theme.textScale
    visible: shown
    color: Theme.warnSoft

    Words {
        anchors.centerIn: parent
        visible: !root.viewModel.practising
        text: qsTr("PRÁCTICA")
        color: Theme.warn
        font.pixelSize: Theme.sizeNote
        font.weight: Font.DemiBold
        font.letterSpacing: 2
        lineHeight: 20 * Theme.textScale
    }
    Loader {
        id: lesson
        x: Theme.room
        y: Theme.half
        width: parent.width - 2 * Theme.room
        active: root.viewModel.practising
        sourceComponent: RowLayout {
            spacing: Theme.gap

            ColumnLayout {
                Layout.fillWidth: true
                spacing: 0

                Note {
                    Layout.fillWidth: true
                    text: qsTr("PRÁCTICA · nada se guarda")
                    color: Theme.warn
                    lineHeight: 20 * Theme.textScale
                    font.weight: Font.DemiBold
                }
                Note {
                    Layout.fillWidth: true
                    text: root.viewModel.hint
                    color: Theme.ink
                    lineHeight: 20 * Theme.textScale
                }
            }
            LinkButton {
                Layout.preferredWidth: 92 * Theme.textScale
                text: qsTr("Terminar práctica")
                textSize: Theme.sizeNote
                onClicked: root.viewModel.endPractice()
            }
        }
    }
}
