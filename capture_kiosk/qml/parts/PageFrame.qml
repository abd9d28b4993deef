import QtQuick
import QtQuick.Window
import QtQuick.Controls.Basic
import QtQuick.Layouts
import ".."

// The frame of every page: back and title, dashes, a body that scrolls, a foot that stays.
FocusScope {
    id: root

    focus: true

    required property QtObject viewModel
    property string title: ""
    property bool canGoBack: true
    property bool showsChip: true
    property bool flush: false
    property bool scrolls: true
    property int columnWidth: 1100
    default property alias content: column.data
    property alias foot: foot_.data
    property alias scroller: scroller

    readonly property Item focused: Window.activeFocusItem
    readonly property bool wide: width >= Theme.wideFrom
    readonly property int side: flush ? 0 : Math.max(Theme.margin, (width - columnWidth) / 2)

    onFocusedChanged: scroller.reveal(focused)

    Item {
        id: head
        width: parent.width
        height: Theme.targetAlone + dashes.height + Theme.half + closing.height

        ActionButton {
            id: back
            x: Theme.gap
            anchors.verticalCenter: title_.verticalCenter
            visible: root.canGoBack
            width: Theme.target
            implicitHeight: Theme.target
            leftPadding: 0
            rightPadding: 0
            edgeWidth: 0
            ground: down ? Theme.accentSoft : "transparent"
            iconName: "atras"
            Accessible.name: qsTr("Regresar")
            onClicked: root.viewModel.back()
        }
        Text {
            id: title_
            x: root.canGoBack ? Theme.targetMain : Theme.margin
            width: (chip.visible ? chip.x : parent.width - Theme.margin) - x - Theme.step
            height: Theme.targetAlone
            text: root.title
            color: Theme.ink
            font.family: Theme.family
            font.pixelSize: Theme.sizeTitle
            font.weight: Font.DemiBold
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.sizeText
            verticalAlignment: Text.AlignVCenter
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }
        Loader {
            id: chip
            anchors.right: parent.right
            anchors.rightMargin: Theme.margin
            anchors.verticalCenter: title_.verticalCenter
            active: root.showsChip
            visible: active
            sourceComponent: CounterChip {
                viewModel: root.viewModel.chip
            }
        }
        Dashes {
            id: dashes
            y: Theme.targetAlone + Theme.half
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.leftMargin: Theme.margin
            anchors.rightMargin: Theme.margin
            visible: done > 0
            done: root.viewModel.dashes
        }
        Note {
            id: closing
            x: Theme.margin
            anchors.bottom: parent.bottom
            width: parent.width - 2 * Theme.margin
            height: text && root.showsChip ? Theme.leadNote + Theme.half : 0
            visible: height > 0
            verticalAlignment: Text.AlignBottom
            text: root.viewModel.chip.closing
            color: Theme.warn
            font.weight: Font.DemiBold
        }
    }
    Flickable {
        id: scroller
        anchors.top: head.bottom
        anchors.bottom: foot.top
        width: parent.width
        clip: true
        interactive: contentHeight > height
        contentWidth: width
        contentHeight: root.scrolls ? column.height + column.y + (root.flush ? 0 : Theme.room) : height
        boundsBehavior: Flickable.StopAtBounds

        // What takes the focus by keyboard is scrolled into sight.
        function reveal(item: Item): void {
            let inside = item;
            while (inside && inside !== contentItem)
                inside = inside.parent;
            if (!inside || !interactive)
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
            height: root.scrolls ? implicitHeight : scroller.height - y - (root.flush ? 0 : Theme.gap)
            spacing: Theme.room
        }
    }
    Rectangle {
        id: foot
        anchors.bottom: parent.bottom
        width: parent.width
        height: foot_.implicitHeight + (foot_.children.length ? 2 * Theme.room + Theme.step : 0)
        color: Theme.paper

        Hairline {
            width: parent.width
            visible: foot_.children.length > 0
        }
        ColumnLayout {
            id: foot_
            x: Math.max(Theme.margin, (parent.width - root.columnWidth) / 2)
            y: Theme.room
            width: parent.width - 2 * x
            spacing: Theme.gap
        }
    }
}
