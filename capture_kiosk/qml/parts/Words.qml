import QtQuick
import ".."

// Running text.
Text {
    font.family: Theme.family
    font.pixelSize: Theme.sizeText
    color: Theme.ink
    wrapMode: Text.Wrap
    lineHeightMode: Text.FixedHeight
    lineHeight: Theme.leadText
    textFormat: Text.PlainText
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
