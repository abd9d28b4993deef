import QtQuick
import ".."

// One key of the app's own keyboards. It never takes the focus from what is being written.
ActionButton {
    id: root

    property bool lit: false

    focusPolicy: Qt.NoFocus
    textSize: text.length > 1 ? Theme.sizeText : Theme.sizePointer
    weight: text.length > 1 ? Font.DemiBold : Font.Normal
    leftPadding: Theme.half
    rightPadding: Theme.half
    ground: down || lit ? Theme.accentSoft : Theme.card
    edge: down || lit ? Theme.accent : Theme.edge
    edgeWidth: down || lit ? Theme.borderBanner : Theme.border
}
