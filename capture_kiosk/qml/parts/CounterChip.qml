import QtQuick
import QtQuick.Controls.Basic
import ".."

// What waits on this tablet and how the network is; opens the page of sendings.
Button {
    id: root

    required property QtObject viewModel
    property bool narrow: false

    implicitHeight: Math.max(52, implicitContentHeight + Theme.step)
    leftPadding: Theme.gap
    rightPadding: Theme.gap
    topPadding: 0
    bottomPadding: 0
    enabled: seen.open
    focusPolicy: Qt.StrongFocus
    Accessible.name: qsTr("Ver envíos")
    Accessible.description: viewModel.saved + ". " + viewModel.network
    onClicked: viewModel.open()

    contentItem: Row {
        spacing: root.narrow ? Theme.half : Theme.gap

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: root.viewModel.icon
        }
        Note {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.narrow
            text: root.viewModel.savedCount
            color: Theme.ink
            wrapMode: Text.NoWrap
        }
        Column {
            anchors.verticalCenter: parent.verticalCenter
            visible: !root.narrow

            Note {
                text: root.viewModel.saved
                color: Theme.ink
                lineHeight: 20 * Theme.textScale
                wrapMode: Text.NoWrap
            }
            Note {
                text: root.viewModel.network
                color: Theme.ink
                lineHeight: 20 * Theme.textScale
                wrapMode: Text.NoWrap
            }
        }
    }
    background: Rectangle {
        radius: Theme.corner
        color: root.down ? Theme.accentSoft : Theme.card
        border.width: Theme.hair
        border.color: Theme.edge

        FocusRing {
            visible: root.visualFocus
        }
    }

    Seen {
        id: seen
        anchors.fill: parent
        act: root
        meaning: ""
    }
}
