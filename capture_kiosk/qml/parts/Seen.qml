import QtQuick
import QtQuick.Window
import ".."

// Opens an act `Pace.hold` ms after the first painted frame on which it stands and means what it
// means now, so that a second tap meant for what stood there before does nothing.
Item {
    id: root

    required property Item act
    property string meaning: ""
    readonly property bool inSight: visible
    property bool open: false
    property bool unpainted: false

    function holdBack(): void {
        open = false;
        timer.stop();
        unpainted = inSight;
    }

    onMeaningChanged: holdBack()
    onInSightChanged: holdBack()
    Component.onCompleted: holdBack()

    Connections {
        target: root.Window.window
        enabled: root.unpainted

        function onFrameSwapped(): void {
            root.unpainted = false;
            timer.restart();
        }
    }
    Connections {
        target: root.act

        function onPressed(): void {
            Pace.lastAct = root.act.mapToItem(null, 0, 0, root.act.width, root.act.height);
        }
    }
    Timer {
        id: timer
        interval: Pace.hold
        onTriggered: root.open = true
    }
}
