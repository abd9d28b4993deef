// A button that advances, answers, leads away or saves: it waits until it was seen.
ActionButton {
    id: root

    // What the act would do, where its words alone do not tell: a new meaning is seen anew.
    property string meaning: text

    enabled: allowed && seen.open
    opacity: enabled || !allowed ? 1 : 0.55

    Seen {
        id: seen
        anchors.fill: parent
        act: root
        meaning: root.meaning
    }
}
