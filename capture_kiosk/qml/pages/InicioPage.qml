pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import ".."
import "../parts"

// Home: whom the person supports, what is left, what waits (numerals 12 to 14, 25).
Item {
    id: root

    required property QtObject viewModel
    readonly property bool wide: width >= Theme.wideFrom
    readonly property bool twoColumns: wide && !viewModel.practice
    // A capture was asked for: why there is none comes into sight, and its acts are seen anew there.
    property bool asked: false

    function answer(): void {
        const banner = beside.visible ? beside : below;
        if (!asked || !banner.visible)
            return;
        const top = banner.mapToItem(flick, 0, 0).y - Theme.room;
        const hidden = banner.mapToItem(flick, 0, banner.height).y + Theme.room - flick.height;
        if (top >= 0 && hidden <= 0)
            return;
        flick.contentY = Math.max(0, flick.contentY + (top < 0 ? top : hidden));
        Pace.shifts += 1;
    }

    HomeHead {
        id: head
        width: parent.width
        viewModel: root.viewModel
    }
    Flickable {
        id: flick
        anchors.top: head.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        clip: true
        contentHeight: grid.height + Theme.margin
        interactive: contentHeight > height
        boundsBehavior: Flickable.StopAtBounds

        GridLayout {
            id: grid
            x: Theme.margin
            width: parent.width - 2 * Theme.margin
            height: Math.max(implicitHeight, root.height - head.height - Theme.margin)
            columns: root.wide ? 2 : 1
            columnSpacing: 2 * Theme.margin
            rowSpacing: Theme.room

            ColumnLayout {
                Layout.fillWidth: true
                Layout.preferredWidth: 3
                Layout.alignment: Qt.AlignTop
                Layout.topMargin: Theme.room
                spacing: Theme.gap

                HomeBanner {
                    Layout.fillWidth: true
                    viewModel: root.viewModel
                    shown: root.viewModel.closed !== ""
                }
                PeriodStrip {
                    Layout.fillWidth: true
                    viewModel: root.viewModel
                }
                Heading {
                    Layout.fillWidth: true
                    Layout.topMargin: Theme.step
                    text: qsTr("¿A quién apoya la persona?")
                }
                Repeater {
                    model: root.viewModel.aspirantes

                    ChoiceCard {
                        required property string id
                        required property string name
                        required property string nickname
                        required property string cargo
                        required property bool chosen

                        Layout.fillWidth: true
                        text: name
                        detail: nickname
                        office: cargo
                        checked: chosen
                        onClicked: root.viewModel.choose(id)
                    }
                }
                MainButton {
                    Layout.fillWidth: true
                    Layout.topMargin: Theme.step
                    text: qsTr("Captar un apoyo")
                    allowed: root.viewModel.canCapture
                    onClicked: {
                        root.asked = true;
                        root.viewModel.capture();
                        root.answer();
                    }
                }
                Note {
                    Layout.fillWidth: true
                    horizontalAlignment: Text.AlignHCenter
                    text: root.viewModel.captureNote
                }
                // What comes by itself stands below the act, or beside it: nothing moves it under a finger.
                HomeBanner {
                    id: below
                    Layout.fillWidth: true
                    viewModel: root.viewModel
                    shown: root.viewModel.closed === "" && !root.twoColumns
                    onVisibleChanged: root.answer()
                    onHeightChanged: root.answer()
                }
                Repeater {
                    model: root.viewModel.invitations

                    InvitationCard {
                        required property string id
                        required property string name
                        required property string cargo

                        Layout.fillWidth: true
                        who: name
                        office: cargo
                        busy: root.viewModel.answering
                        onAnswered: accepts => root.viewModel.answer(id, accepts)
                    }
                }
            }
            ColumnLayout {
                visible: !root.viewModel.practice
                Layout.fillWidth: true
                Layout.preferredWidth: 2
                Layout.alignment: root.wide ? Qt.AlignTop : Qt.AlignBottom
                Layout.topMargin: root.wide ? Theme.room : 0
                spacing: Theme.room

                HomeBanner {
                    id: beside
                    Layout.fillWidth: true
                    viewModel: root.viewModel
                    shown: root.viewModel.closed === "" && root.twoColumns
                    onVisibleChanged: root.answer()
                    onHeightChanged: root.answer()
                }
                SendingCard {
                    Layout.fillWidth: true
                    viewModel: root.viewModel
                }
                TabletRows {
                    Layout.fillWidth: true
                    viewModel: root.viewModel
                }
            }
        }
    }
}
