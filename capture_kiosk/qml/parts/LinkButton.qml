import ".."

// A text button: accent, no border.
ActButton {
    least: Theme.target
    leftPadding: 0
    rightPadding: 0
    tint: down ? Theme.accentPress : Theme.accent
    ground: "transparent"
    edgeWidth: 0
    textSize: Theme.sizeText
}
