pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Window
import "pages"

Window {
    id: root

    required property QtObject viewModel

    width: 600
    height: 1024
    minimumWidth: 360
    minimumHeight: 600
    visible: true
    title: qsTr("Apoyo Ciudadano")
    color: Theme.paper

    Rectangle {
        id: practice
        width: parent.width
        height: root.viewModel.practice ? 28 : 0
        visible: root.viewModel.practice
        color: Theme.warnSoft

        Text {
            anchors.centerIn: parent
            text: qsTr("PRÁCTICA")
            Accessible.role: Accessible.StaticText
            Accessible.name: text
            color: Theme.warn
            font.family: Theme.family
            font.pixelSize: Theme.sizeNote
            font.weight: Font.DemiBold
            font.letterSpacing: 2
        }
    }
    Item {
        id: body
        anchors.top: practice.bottom
        anchors.bottom: parent.bottom
        width: parent.width

        MainPages {
            anchors.fill: parent
            viewModel: root.viewModel
        }
        Loader {
            anchors.fill: parent
            active: root.viewModel.started
            source: "wizard/Steps.qml"
            onLoaded: item.viewModel = root.viewModel
        }
    }
}
