import QtQuick
import QtQuick.Controls.Basic
import ".."

// Names and domicilio, as the card has them: in capitals.
Rectangle {
    id: root

    required property QtObject viewModel
    property alias box: box

    implicitHeight: Math.max(Theme.targetMain, box.implicitHeight)
    radius: Theme.corner
    color: Theme.card
    border.width: Theme.borderStrong
    border.color: Theme.accent

    TextArea {
        id: box
        anchors.fill: parent
        leftPadding: Theme.room
        topPadding: Theme.room
        text: root.viewModel.written
        color: Theme.ink
        font.family: Theme.family
        font.pixelSize: Theme.sizeHeading
        font.capitalization: Font.AllUppercase
        wrapMode: TextEdit.Wrap
        textFormat: TextEdit.PlainText
        inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhSensitiveData
        Accessible.name: root.viewModel.label
        onTextChanged: root.viewModel.setText(text)
        focus: !root.viewModel.coded
        Component.onCompleted: cursorPosition = length
        background: null
    }
}
