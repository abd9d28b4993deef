import QtQuick
import QtQuick.Layouts
import ".."

// One part of the review with its «Cambiar …».
ColumnLayout {
    id: root

    required property string label
    property string change: ""
    property string title: ""
    property string detail: ""
    default property alias content: column.data

    signal changed

    Layout.alignment: Qt.AlignTop
    spacing: 0

    RowLayout {
        Layout.fillWidth: true

        Note {
            Layout.fillWidth: true
            text: root.label
        }
        LinkButton {
            visible: text !== ""
            text: root.change
            onClicked: root.changed()
        }
    }
    Words {
        Layout.fillWidth: true
        visible: text !== ""
        text: root.title
        font.weight: Font.DemiBold
    }
    Words {
        Layout.fillWidth: true
        visible: text !== ""
        text: root.detail
    }
    ColumnLayout {
        id: column
        Layout.fillWidth: true
        Layout.bottomMargin: Theme.half
        spacing: Theme.half
    }
    Hairline {
        Layout.topMargin: Theme.step
    }
}
