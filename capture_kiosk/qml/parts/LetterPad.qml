import QtQuick
import QtQuick.Layouts
import ".."

// The app's own keyboard: writes where the cursor of `target` is.
Rectangle {
    id: root

    required property Item target
    property bool upperOnly: false
    property bool manyLines: false

    property bool shifted: upperOnly
    property bool signs: false
    readonly property bool roomy: width >= 560

    signal written

    readonly property list<string> rows: signs ? ["1234567890", "@#$%&-+()/", "_.,:;¿?¡!*"] : ["qwertyuiop", "asdfghjklñ", "zxcvbnm"]

    function write(character: string): void {
        target.insert(target.cursorPosition, character);
        written();
    }
    function rub(): void {
        target.remove(target.cursorPosition - 1, target.cursorPosition);
        written();
    }

    color: Theme.sunk
    radius: Theme.corner
    implicitHeight: column.implicitHeight + 2 * Theme.gap

    ColumnLayout {
        id: column
        anchors.fill: parent
        anchors.margins: Theme.gap
        spacing: Theme.step

        Repeater {
            model: root.rows

            RowLayout {
                id: row

                required property string modelData

                Layout.alignment: Qt.AlignHCenter
                Layout.maximumWidth: 900
                spacing: Theme.half

                Repeater {
                    model: row.modelData.length

                    Key {
                        required property int index

                        Layout.fillWidth: true
                        Layout.preferredWidth: 52
                        slim: root.width < 420
                        implicitHeight: Theme.targetCard
                        text: root.shifted ? row.modelData[index].toUpperCase() : row.modelData[index]
                        onClicked: root.write(text)
                    }
                }
            }
        }
        RowLayout {
            Layout.alignment: Qt.AlignHCenter
            Layout.maximumWidth: 900
            spacing: Theme.half

            Key {
                Layout.preferredWidth: root.roomy ? 120 : Theme.target
                iconName: root.roomy ? "" : "mayusculas"
                Accessible.name: qsTr("Mayúsculas")
                implicitHeight: Theme.targetCard
                visible: !root.upperOnly
                lit: root.shifted
                text: root.roomy ? qsTr("Mayúsculas") : ""
                textSize: Theme.sizeNote
                onClicked: root.shifted = !root.shifted
            }
            Key {
                readonly property string name: root.signs ? qsTr("Letras") : qsTr("Números")

                Layout.preferredWidth: root.roomy ? 90 : 72
                implicitHeight: Theme.targetCard
                text: root.roomy ? name : root.signs ? "ABC" : "123"
                Accessible.name: name
                textSize: Theme.sizeNote
                onClicked: root.signs = !root.signs
            }
            Key {
                Layout.fillWidth: true
                Layout.preferredWidth: root.roomy ? 160 : 60
                implicitHeight: Theme.targetCard
                iconName: "espacio"
                text: root.roomy ? qsTr("Espacio") : ""
                Accessible.name: qsTr("Espacio")
                textSize: Theme.sizeNote
                onClicked: root.write(" ")
            }
            Key {
                Layout.preferredWidth: root.roomy ? 110 : Theme.target
                implicitHeight: Theme.targetCard
                visible: root.manyLines
                Accessible.name: qsTr("Renglón")
                iconName: "renglon"
                text: root.roomy ? qsTr("Renglón") : ""
                textSize: Theme.sizeNote
                onClicked: root.write("\n")
            }
            Key {
                Layout.preferredWidth: root.roomy ? 110 : 90
                implicitHeight: Theme.targetCard
                iconName: "goma"
                text: qsTr("Borrar")
                textSize: Theme.sizeNote
                onClicked: root.rub()
            }
        }
    }
}
