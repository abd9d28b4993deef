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
    // Where in the window the last act was pressed, and when (milliseconds).
    property rect lastAct: Qt.rect(0, 0, 0, 0)
    property real lastAt: 0

    function note(act: Item): void {
        lastAct = act.mapToItem(null, 0, 0, act.width, act.height);
        lastAt = Date.now();
    }

    // Whether a press at this place of the window is the second of two taps on the last act.
    function isSecond(at: point): bool {
        const since = Date.now() - lastAt;
        const within = at.x >= lastAct.left && at.x <= lastAct.right && at.y >= lastAct.top && at.y <= lastAct.bottom;
        return within && since >= 0 && since < hold;
    }
}
