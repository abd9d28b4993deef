import ".."

// A tool of a pad: like a key, it answers each tap at once.
ActionButton {
    least: Theme.targetCard
    textSize: Theme.sizeText
    tint: allowed ? Theme.ink : Theme.edge
    ground: down ? Theme.accentSoft : Theme.card
    edge: down ? Theme.accent : Theme.edge
}
