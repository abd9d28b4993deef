import ".."

// The letters a size larger; after the largest that fits, the usual size.
LinkButton {
    iconName: "letras"
    text: Theme.nextLetters() > 1 ? qsTr("Letra más grande") : qsTr("Letra normal")
    meaning: ""
    onClicked: Theme.letters = Theme.nextLetters()
}
