import QtQuick
import QtQuick.Controls.Basic
import ".."

// What the buttons share: an icon, a verb and a noun, a ring when it has the focus.
Button {
    id: root

    property string iconName: ""
    // False where the act cannot be done at all; a sentence beside it says why.
    property bool allowed: true
    property color tint: Theme.ink
    property color ground: Theme.card
    property color edge: Theme.edge
    property real edgeWidth: Theme.border
    property int textSize: Theme.sizeButton
    // It is as high as its words need, and never lower than a finger needs.
    property int least: Theme.targetMain
    // A key has one word, which shrinks rather than break.
    property bool oneWord: false
    property int weight: Font.DemiBold

    enabled: allowed
    implicitHeight: Math.max(least, row.height + Theme.step)
    leftPadding: Theme.room
    rightPadding: Theme.room
    topPadding: 0
    bottomPadding: 0
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: text

    contentItem: Item {
        implicitWidth: label.implicitWidth + (root.iconName ? Theme.icon + Theme.step : 0)
        implicitHeight: label.implicitHeight

        Row {
            id: row
            anchors.centerIn: parent
            spacing: Theme.step

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                visible: root.iconName !== ""
                name: root.iconName
                tint: root.tint
            }
            Text {
                id: label
                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(implicitWidth, root.availableWidth - (root.iconName ? Theme.icon + Theme.step : 0))
                text: root.text
                color: root.tint
                font.family: Theme.family
                font.pixelSize: root.textSize
                font.weight: root.weight
                horizontalAlignment: Text.AlignHCenter
                wrapMode: root.oneWord ? Text.NoWrap : Text.Wrap
                fontSizeMode: root.oneWord ? Text.HorizontalFit : Text.FixedSize
                minimumPixelSize: 16
                textFormat: Text.PlainText
                Accessible.ignored: true
            }
        }
    }
    background: Rectangle {
        radius: Theme.corner
        color: root.ground
        border.width: root.edgeWidth
        border.color: root.edge

        FocusRing {
            visible: root.visualFocus
        }
    }
}
