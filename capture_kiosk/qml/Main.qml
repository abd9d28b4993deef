pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Window
import "pages"
import "parts"

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

    PracticeBand {
        id: practice
        width: parent.width
        viewModel: root.viewModel
    }
    Item {
        id: body
        anchors.top: practice.bottom
        anchors.bottom: parent.bottom
        width: parent.width

        FirstPages {
            anchors.fill: parent
            viewModel: root.viewModel
        }
        Loader {
            anchors.fill: parent
            active: root.viewModel.opened
            source: "wizard/Home.qml"
            onLoaded: item.viewModel = root.viewModel
        }
        Loader {
            anchors.fill: parent
            active: root.viewModel.started
            source: "wizard/Steps.qml"
            onLoaded: item.viewModel = root.viewModel
        }
        Loader {
            anchors.fill: parent
            active: root.viewModel.tooled
            source: "wizard/Tools.qml"
            onLoaded: item.viewModel = root.viewModel
        }
        Loader {
            anchors.fill: parent
            active: root.viewModel.practising
            sourceComponent: Watermark {}
        }
    }
}
