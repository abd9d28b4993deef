import QtQuick
import QtQuick.Layouts
import ".."

Rectangle {
    implicitHeight: Theme.hair
    Layout.fillWidth: true
    color: Theme.line
}
