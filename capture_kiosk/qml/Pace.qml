pragma Singleton
import QtQuick

// Nothing is done that the person did not see: how long an act is in sight before it may be done.
QtObject {
    // Milliseconds from the first painted frame.
    property int hold: 600
    // Where in the window the last act was pressed.
    property rect lastAct: Qt.rect(0, 0, 0, 0)
}
