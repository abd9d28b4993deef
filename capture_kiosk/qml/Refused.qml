import QtQuick
import QtQuick.Layouts
import QtQuick.Window
import "parts"

// The app cannot be opened: why, and what to do. On a tablet nobody sees a terminal.
// It goes by itself too: where the app is started anew, it tries again.
Window {
    id: root

    required property string problem
    required property string advice
    required property string code

    width: 600
    height: 1024
    minimumWidth: 360
    minimumHeight: 600
    visible: true
    title: qsTr("Apoyo Ciudadano")
    color: Theme.paper

    Timer {
        running: true
        interval: 60000
        onTriggered: Qt.quit()
    }
    ColumnLayout {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.margin, Theme.readable)
        spacing: Theme.room

        Heading {
            Layout.fillWidth: true
            text: qsTr("La app no se pudo abrir")
        }
        Banner {
            Layout.fillWidth: true
            tone: "error"
            title: root.problem
            text: root.advice
            small: root.code
        }
        MainButton {
            Layout.fillWidth: true
            text: qsTr("Cerrar")
            onClicked: Qt.quit()
        }
    }
}
