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

    function keepLook(): void {
        root.viewModel.look.keep(Theme.outdoor, Theme.letters);
    }

    Binding {
        target: Theme
        property: "mostLetters"
        value: root.width < Theme.roomyFrom ? 1.5 : 2
    }
    Component.onCompleted: {
        Theme.outdoor = root.viewModel.look.outdoor;
        Theme.letters = root.viewModel.look.letters;
        kept.enabled = true;
    }
    Connections {
        id: kept
        target: Theme
        enabled: false

        function onOutdoorChanged(): void {
            root.keepLook();
        }
        function onLettersChanged(): void {
            root.keepLook();
        }
    }

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
