import QtQuick
import ".."

Text {
    color: Theme.ink
    font.family: Theme.family
    font.pixelSize: Theme.sizeTitle
    font.weight: Font.DemiBold
    wrapMode: Text.Wrap
    textFormat: Text.PlainText
    verticalAlignment: Text.AlignVCenter
    Accessible.role: Accessible.Heading
    Accessible.name: text
}
