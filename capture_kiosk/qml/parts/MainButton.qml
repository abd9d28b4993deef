import ".."

// The one main action of a page.
ActButton {
    property bool working: false

    least: Theme.targetAlone
    tint: allowed ? Theme.accentText : Theme.soft
    ground: !allowed ? Theme.sunk : down || working ? Theme.accentPress : Theme.accent
    edgeWidth: allowed ? 0 : Theme.border
}
