pragma ComponentBehavior: Bound
import QtQuick
import ApoyoKiosk
import ".."
import "../parts"

// The camera: one pointer above, the frame with its guide, what is right below.
Rectangle {
    id: root

    required property QtObject viewModel
    readonly property bool slim: height < 320 || width < 420

    color: Theme.cameraGround

    Text {
        id: pointer
        width: parent.width - 2 * Theme.room
        x: Theme.room
        height: root.slim ? Theme.target * Theme.letters : Theme.targetAlone * Theme.bigScale
        text: root.viewModel.pointer
        color: Theme.cameraWords
        font.family: Theme.family
        font.pixelSize: root.slim ? Theme.sizeHeading : Theme.sizePointer
        font.weight: Font.DemiBold
        wrapMode: Text.Wrap
        fontSizeMode: Text.Fit
        minimumPixelSize: Theme.sizeNote
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        Accessible.role: Accessible.AlertMessage
        Accessible.name: text
    }
    Item {
        id: view
        anchors.top: pointer.bottom
        anchors.bottom: chips.top
        width: parent.width
        clip: true

        PictureItem {
            anchors.fill: parent
            image: root.viewModel.frame
            corners: root.viewModel.corners
            Accessible.role: Accessible.Graphic
            Accessible.name: qsTr("Imagen de la cámara")
            Accessible.description: root.viewModel.hasFrame ? qsTr("Con imagen") : qsTr("Sin imagen")
        }
        // The countdown of a picture that takes itself, and the flash once it is taken.
        Rectangle {
            anchors.bottom: parent.bottom
            width: parent.width * root.viewModel.share
            height: Theme.step
            visible: root.viewModel.share > 0
            color: Theme.cameraGood
            Accessible.role: Accessible.ProgressBar
            Accessible.name: qsTr("Cuenta para tomar la foto")
            Accessible.description: root.viewModel.count
        }
        Rectangle {
            id: flash

            readonly property int shots: root.viewModel.shots

            anchors.fill: parent
            color: Theme.cameraWords
            opacity: 0
            onShotsChanged: lit.restart()

            NumberAnimation {
                id: lit
                target: flash
                property: "opacity"
                from: 0.8
                to: 0
                duration: 220
            }
        }
        Repeater {
            model: root.viewModel.live ? 4 : 0

            Bracket {
                required property int index

                turned: index
                x: index === 1 || index === 2 ? view.width - width - Theme.room : Theme.room
                y: index > 1 ? view.height - height - Theme.room : Theme.room
            }
        }
    }
    Flow {
        id: chips

        // In the middle where one line holds them.
        readonly property real all: children.reduce((wide, chip) => wide + chip.width + spacing, 0)

        anchors.bottom: parent.bottom
        x: Math.max(Theme.step, (parent.width - all) / 2)
        width: parent.width - 2 * Theme.step
        topPadding: root.slim ? Theme.half : Theme.gap
        bottomPadding: topPadding
        spacing: root.slim ? Theme.half : Theme.gap

        Repeater {
            model: root.viewModel.verdicts

            VerdictChip {
                required property string name

                text: name
                slim: root.slim
            }
        }
    }
}
