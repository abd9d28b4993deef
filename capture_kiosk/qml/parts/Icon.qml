import QtQuick
import QtQuick.Layouts
import ".."

// An icon of resources/icons in a colour of the theme.
Image {
    required property string name
    property color tint: Theme.ink
    property int size: Theme.icon

    width: size
    height: size
    Layout.preferredWidth: size
    Layout.preferredHeight: size
    sourceSize: Qt.size(size * 2, size * 2)
    source: name ? "image://icono/" + name + "/" + Theme.hex(tint) : ""
    fillMode: Image.PreserveAspectFit
}
