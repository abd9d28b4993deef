pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import ApoyoKiosk
import ".."
import "../parts"

// The one field to look at first, with its one-tap answers.
Banner {
    id: root

    required property QtObject viewModel

    tone: "warn"
    title: viewModel.doubtTitle
    text: viewModel.doubtText

    Rectangle {
        Layout.fillWidth: true
        implicitHeight: (root.viewModel.doubtPictured ? 56 : 0) + said.implicitHeight + Theme.room
        radius: Theme.corner
        color: Theme.card
        border.width: Theme.hair
        border.color: Theme.edge
        Accessible.role: Accessible.StaticText
        Accessible.name: root.viewModel.doubtLabel
        Accessible.description: root.viewModel.doubtValue

        PictureItem {
            id: strip
            x: 2
            y: 2
            width: parent.width - 4
            height: root.viewModel.doubtPictured ? 56 : 0
            visible: root.viewModel.doubtPictured
            fromLeft: true
            radius: Theme.corner - 2
            image: root.viewModel.doubtPicture
        }
        Words {
            id: said
            x: Theme.room
            y: (root.viewModel.doubtPictured ? 56 : 0) + Theme.step
            width: parent.width - 2 * Theme.room
            text: root.viewModel.doubtValue
            font.family: root.viewModel.doubtCoded ? Theme.mono : Theme.family
            font.pixelSize: Theme.sizeHeading
            lineHeight: Theme.leadHeading
            wrapMode: Text.WrapAnywhere
            Accessible.ignored: true
        }
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.gap

        Repeater {
            model: root.viewModel.answers

            SecondButton {
                required property string name
                required property string value

                least: Theme.targetCard
                width: Math.min(implicitWidth + Theme.room, parent ? parent.width : implicitWidth)
                textSize: Theme.sizeText
                text: name
                meaning: root.viewModel.doubtLabel + value
                Accessible.description: value
                onClicked: root.viewModel.answer(value)
            }
        }
        SecondButton {
            least: Theme.targetCard
            textSize: Theme.sizeText
            width: Math.min(implicitWidth, parent.width)
            text: root.viewModel.doubtCorrect
            meaning: root.viewModel.doubtLabel + root.viewModel.doubtValue
            onClicked: root.viewModel.correctDoubt()
        }
    }
}
