import ".."

// The one main action of a page.
ActionButton {
    property bool working: false

    implicitHeight: Theme.targetAlone
    tint: Theme.accentText
    ground: down || working ? Theme.accentPress : Theme.accent
    edgeWidth: 0
}
