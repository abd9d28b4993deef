import ".."

ActButton {
    ground: down ? Theme.accentSoft : Theme.card
    edge: down ? Theme.accent : Theme.edge
}
