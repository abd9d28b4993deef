import QtQuick
import QtQuick.Window
import ".."

// Opens an act `Pace.hold` ms after the first painted frame on which it stands where it stands and
// means what it means now, so that a tap meant for what stood there before does nothing. What a person
// scrolls is under their finger; all else that moves an act (a banner, an invitation, a turned tablet)
// holds it back.
Item {
    id: root

    required property Item act
    property string meaning: ""
    readonly property bool inSight: visible
    property bool open: false
    property bool unpainted: false
    // What scrolls the act, if anything does, and where its middle stands but for that scroll.
    property Flickable flickable: null
    property point stood: Qt.point(0, 0)

    function holdBack(): void {
        open = false;
        timer.stop();
        unpainted = inSight;
    }

    function scrolledBy(): Flickable {
        for (let inside = root.parent; inside; inside = inside.parent) {
            const found = inside as Flickable;
            if (found)
                return found;
        }
        return null;
    }

    function place(): point {
        if (!flickable)
            return root.mapToItem(null, root.width / 2, root.height / 2);
        const inner = root.mapToItem(flickable.contentItem, root.width / 2, root.height / 2);
        const outer = flickable.mapToItem(null, 0, 0);
        return Qt.point(inner.x + outer.x, inner.y + outer.y);
    }

    function moved(from: point, to: point): bool {
        return Math.abs(from.x - to.x) > Pace.slack || Math.abs(from.y - to.y) > Pace.slack;
    }

    onMeaningChanged: holdBack()
    onInSightChanged: holdBack()
    Component.onCompleted: holdBack()

    Connections {
        target: root.Window.window
        enabled: root.inSight

        function onFrameSwapped(): void {
            if (root.unpainted)
                root.flickable = root.scrolledBy();
            const now = root.place();
            if (!root.unpainted && !root.moved(root.stood, now))
                return;
            root.unpainted = false;
            root.stood = now;
            root.open = false;
            timer.restart();
        }
    }
    Connections {
        target: Pace

        function onShiftsChanged(): void {
            root.holdBack();
        }
    }
    Connections {
        target: root.act

        function onPressed(): void {
            Pace.note(root.act);
        }
    }
    Timer {
        id: timer
        interval: Pace.hold
        onTriggered: root.open = true
    }
}
