import ".."

// Labels and help.
Words {
    font.pixelSize: Theme.sizeNote
    lineHeight: Theme.leadNote
    color: Theme.soft
}
