import ".."

// Half of an equal pair: refusal left, consent right, neither one favoured.
ActButton {
    implicitHeight: Theme.targetAlone
    ground: down ? Theme.sunk : Theme.card
    edge: Theme.ink
    edgeWidth: Theme.borderStrong
}
