import QtQuick
import ".."

// One key of the app's own keyboards. It never takes the focus from what is being written.
ActionButton {
    id: root

    property bool lit: false
    property bool slim: false

    oneWord: true
    focusPolicy: Qt.NoFocus
    textSize: text.length > 1 ? Theme.sizeText : slim ? Theme.sizeButton : Theme.sizePointer
    weight: text.length > 1 ? Font.DemiBold : Font.Normal
    leftPadding: slim ? 0 : Theme.half
    rightPadding: slim ? 0 : Theme.half
    ground: down || lit ? Theme.accentSoft : Theme.card
    edge: down || lit ? Theme.accent : Theme.edge
    edgeWidth: down || lit ? Theme.borderBanner : Theme.border
}
