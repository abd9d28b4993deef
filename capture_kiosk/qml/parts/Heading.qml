import QtQuick
import ".."

Words {
    font.pixelSize: Theme.sizeHeading
    font.weight: Font.DemiBold
    lineHeight: Theme.leadHeading
    Accessible.role: Accessible.Heading
    Accessible.name: text
}
