import QtQuick
import QtQuick.Window
import QtQuick.Controls.Basic
import QtQuick.Layouts
import QtQuick.Templates as Templates
import ".."

// The frame of every page: back and title, dashes, a body that scrolls, a foot that stays.
FocusScope {
    id: root

    focus: true

    required property QtObject viewModel
    property string title: ""
    property bool canGoBack: true
    property bool showsChip: true
    property bool showsSun: true
    property bool flush: false
    property bool scrolls: true
    property int columnWidth: 1100
    default property alias content: column.data
    property alias foot: foot_.data
    property alias scroller: scroller

    // How many rows at the end of the foot are acts; a new stage of a page is a page of its own here.
    property int actRows: 1
    property string stage: ""
    property rect before: Qt.rect(0, 0, 0, 0)

    readonly property Item focused: Window.activeFocusItem
    readonly property bool wide: width >= Theme.wideFrom
    // A page that fills its window scrolls too where its parts need more than that.
    readonly property bool moves: scrolls || column.implicitHeight > scroller.height
    readonly property int margin: width < Theme.narrowTo ? Theme.room : Theme.margin
    readonly property int side: flush ? 0 : Math.max(margin, (width - columnWidth) / 2)

    Component.onCompleted: before = Pace.lastAct
    onStageChanged: before = Pace.lastAct
    onFocusedChanged: scroller.reveal(focused)

    PageHead {
        id: head
        width: parent.width
        viewModel: root.viewModel
        title: root.title
        canGoBack: root.canGoBack
        showsChip: root.showsChip
        showsSun: root.showsSun
    }
    Flickable {
        id: scroller
        anchors.top: head.bottom
        anchors.bottom: foot.top
        width: parent.width
        clip: true
        interactive: contentHeight > height
        contentWidth: width
        contentHeight: root.moves ? column.height + column.y + (root.flush ? 0 : Theme.room) : height
        boundsBehavior: Flickable.StopAtBounds

        // What takes the focus by keyboard is scrolled into sight; so is a box, not a button that was touched.
        function reveal(item: Item): void {
            let inside = item;
            while (inside && inside !== contentItem)
                inside = inside.parent;
            const act = item as Templates.AbstractButton;
            if (!inside || !interactive || (act && !act.visualFocus))
                return;
            const top = item.mapToItem(contentItem, 0, 0).y;
            contentY = Math.max(Math.min(contentY, top - Theme.room), Math.min(top + item.height + Theme.room - height, contentHeight - height));
        }

        ScrollBar.vertical: ScrollBar {
            policy: scroller.interactive ? ScrollBar.AlwaysOn : ScrollBar.AlwaysOff
        }

        ColumnLayout {
            id: column
            x: root.side
            y: root.flush ? Theme.step : Theme.room
            width: scroller.width - 2 * root.side
            height: root.moves ? implicitHeight : scroller.height - y - (root.flush ? 0 : Theme.gap)
            spacing: Theme.room
        }
    }
    Rectangle {
        id: foot
        // No act of a foot stands where the act before it was pressed: they are lifted clear of it,
        // where the page has the room; where it has not, their first moments alone hold them.
        readonly property real own: foot_.implicitHeight + (foot_.visibleChildren.length ? 2 * Theme.room + Theme.step : 0)
        // Every page ends where its window does, whatever is said over it meanwhile.
        readonly property real asked: clear(root.before, root.Window.height, foot_.implicitHeight)
        readonly property real lift: asked <= root.height - head.height - own ? asked : 0

        function clear(last: rect, bottom: real, all: real): real {
            let room = Theme.gap * (root.actRows - 1);
            let rows = root.actRows;
            for (let at = foot_.children.length - 1; at >= 0 && rows > 0; at--)
                if (foot_.children[at].visible) {
                    room += foot_.children[at].implicitHeight;
                    rows -= 1;
                }
            const low = bottom - Theme.room - Theme.step;
            const meets = all > 0 && last.height > 0 && last.bottom > low - room && last.top < low;
            return meets ? low - last.top + Theme.step : 0;
        }

        anchors.bottom: parent.bottom
        width: parent.width
        height: own + lift
        color: Theme.paper

        Hairline {
            width: parent.width
            visible: foot_.visibleChildren.length > 0
        }
        ColumnLayout {
            id: foot_
            x: Math.max(root.margin, (parent.width - root.columnWidth) / 2)
            y: Theme.room
            width: parent.width - 2 * x
            spacing: Theme.gap
        }
    }
}
