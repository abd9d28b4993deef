pragma Singleton
import QtQuick

// Nothing is done that the person did not see: how long an act is in sight before it may be done.
QtObject {
    // Milliseconds from the first painted frame.
    property int hold: 600
    // Pixels by which an act may be moved and still be the one that was seen there.
    property int slack: 12
    // How often a page scrolled by itself: its acts are seen anew where they stand then.
    property int shifts: 0
    // Where in the window the last act was pressed.
    property rect lastAct: Qt.rect(0, 0, 0, 0)
}
