import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import ApoyoKiosk
import ".."

// A field of the form: the strip of the picture over the value. Tapping it opens the keypad.
Button {
    id: root

    required property string label
    required property string value
    required property string mood
    required property bool coded
    property QtObject gallery: null
    required property string picture
    readonly property bool stripped: picture !== ""

    readonly property color tint: mood === "duda" ? Theme.warn : mood === "falta" ? Theme.soft : mood === "bien" ? Theme.ok : Theme.ink

    implicitHeight: implicitContentHeight
    padding: 0
    horizontalPadding: 0
    verticalPadding: 0
    enabled: seen.open
    focusPolicy: Qt.StrongFocus
    Accessible.name: label
    Accessible.description: value

    contentItem: ColumnLayout {
        spacing: 0

        Note {
            id: label_
            Layout.fillWidth: true
            text: root.label
            Accessible.ignored: true
        }
        Rectangle {
            id: box
            Layout.fillWidth: true
            implicitHeight: (root.stripped ? 32 : 0) + Math.max(44, value_.implicitHeight + Theme.step)
            radius: Theme.corner
            color: root.down ? Theme.accentSoft : Theme.card
            border.width: root.mood === "duda" ? Theme.borderBanner : Theme.hair
            border.color: root.mood === "duda" ? Theme.warn : Theme.edge

            PictureItem {
                id: strip
                anchors.left: parent.left
                anchors.right: parent.right
                anchors.top: parent.top
                anchors.margins: 2
                height: root.stripped ? 32 : 0
                visible: root.stripped
                fromLeft: true
                radius: Theme.corner - 2
                gallery: root.gallery
                key: root.picture
            }
            Words {
                id: value_
                anchors.left: parent.left
                anchors.right: mark.left
                anchors.leftMargin: Theme.gap
                y: (root.stripped ? 32 : 0) + ((box.height - (root.stripped ? 32 : 0)) - height) / 2
                text: root.value
                font.family: root.coded ? Theme.mono : Theme.family
                font.pixelSize: root.coded ? Theme.sizeCode : Theme.sizeText
                wrapMode: root.coded ? Text.WrapAnywhere : Text.Wrap
                Accessible.ignored: true
            }
            Icon {
                id: mark
                anchors.right: parent.right
                anchors.rightMargin: Theme.step
                y: value_.y + (value_.height - height) / 2
                size: 20
                name: root.mood === "bien" ? "bien" : root.mood === "duda" ? "alerta" : "lapiz"
                tint: root.tint
            }
            FocusRing {
                visible: root.visualFocus
            }
        }
    }
    background: null

    Seen {
        id: seen
        anchors.fill: parent
        act: root
        meaning: root.label + root.value
    }
}
