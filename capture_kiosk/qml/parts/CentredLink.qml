import QtQuick
import QtQuick.Layouts

// A link in the middle of its column, on two lines where one is too long.
LinkButton {
    Layout.alignment: Qt.AlignHCenter
    Layout.fillWidth: true
    Layout.maximumWidth: implicitWidth
}
