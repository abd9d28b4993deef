import QtQuick
import ".."
import "../parts"

// The head of home: the app, whose session it is, and what may always be done from here.
Item {
    id: root

    required property QtObject viewModel

    implicitHeight: Math.max(Theme.targetAlone, who.y + who.height + Theme.step)

    Item {
        id: top
        width: parent.width
        height: Math.max(Theme.target, app.height)

        Words {
            id: app
            x: Theme.margin
            width: (pin.visible ? pin.x : sun.x) - Theme.gap - x
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("Apoyo Ciudadano")
            color: Theme.accent
            font.pixelSize: Theme.sizeButton
            font.weight: Font.DemiBold
        }
        LinkButton {
            id: pin
            anchors.right: sun.left
            anchors.rightMargin: Theme.step
            anchors.verticalCenter: parent.verticalCenter
            visible: !root.viewModel.practice
            iconName: "candado"
            text: root.width < Theme.narrowTo * Theme.textScale ? qsTr("PIN") : qsTr("Poner PIN")
            Accessible.name: qsTr("Poner PIN")
            onClicked: root.viewModel.choosePin()
        }
        SunButton {
            id: sun
            anchors.right: parent.right
            anchors.rightMargin: Theme.room
            anchors.verticalCenter: parent.verticalCenter
        }
    }
    // A long name has the whole width, and not what the buttons leave of it.
    Note {
        id: who
        anchors.top: top.bottom
        x: Theme.margin
        width: parent.width - 2 * x
        text: root.viewModel.auxiliar
    }
    Hairline {
        anchors.bottom: parent.bottom
        width: parent.width
    }
}
