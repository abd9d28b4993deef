import QtQuick
import QtQuick.Window
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
    // Seven keys a row on a small window, each as wide as a finger, up to its edges.
    readonly property bool tight: Window.width < Theme.roomyFrom
    readonly property int between: tight ? 2 : Theme.half
    readonly property bool roomy: width >= 560 * Theme.textScale

    signal written

    readonly property list<string> letters: tight ? ["abcdefg", "hijklmn", "ñopqrst", "uvwxyz"] : ["qwertyuiop", "asdfghjklñ", "zxcvbnm"]
    readonly property list<string> others: tight ? ["1234567", "890@#$%", "&-+()/_", ".,:;¿?¡", "!*"] : ["1234567890", "@#$%&-+()/", "_.,:;¿?¡!*"]
    readonly property list<string> rows: signs ? others : letters

    function write(character: string): void {
        target.insert(target.cursorPosition, character);
        written();
    }
    function rub(): void {
        const at = target.cursorPosition;
        // A sign of two units, which no key of ours writes, goes whole.
        const units = at > 1 && /[\uDC00-\uDFFF]/.test(target.getText(at - 1, at)) ? 2 : 1;
        target.remove(at - units, at);
        written();
    }

    color: Theme.sunk
    radius: Theme.corner
    implicitHeight: column.implicitHeight + 2 * column.anchors.margins
    Layout.leftMargin: tight ? -Theme.gap : 0
    Layout.rightMargin: tight ? -Theme.gap : 0

    ColumnLayout {
        id: column
        anchors.fill: parent
        anchors.margins: root.tight ? 2 : Theme.gap
        spacing: root.tight ? root.between : Theme.step

        Repeater {
            model: root.rows

            RowLayout {
                id: row

                required property string modelData

                Layout.alignment: Qt.AlignHCenter
                Layout.maximumWidth: 900
                spacing: root.between

                Repeater {
                    model: row.modelData.length

                    Key {
                        required property int index

                        Layout.fillWidth: true
                        Layout.preferredWidth: root.tight ? Theme.target : 52
                        Layout.maximumWidth: 90
                        slim: root.tight
                        least: root.tight ? Theme.target : Theme.targetCard
                        text: root.shifted ? row.modelData[index].toUpperCase() : row.modelData[index]
                        onClicked: root.write(text)
                    }
                }
            }
        }
        RowLayout {
            Layout.alignment: Qt.AlignHCenter
            Layout.maximumWidth: 900
            spacing: root.between

            Key {
                Layout.preferredWidth: root.roomy ? 120 : Theme.target
                iconName: root.roomy ? "" : "mayusculas"
                Accessible.name: qsTr("Mayúsculas")
                least: root.tight ? Theme.target : Theme.targetCard
                visible: !root.upperOnly
                lit: root.shifted
                text: root.roomy ? qsTr("Mayúsculas") : ""
                textSize: Theme.sizeNote
                onClicked: root.shifted = !root.shifted
            }
            Key {
                readonly property string name: root.signs ? qsTr("Letras") : qsTr("Números")

                Layout.preferredWidth: root.roomy ? 90 : 72
                least: root.tight ? Theme.target : Theme.targetCard
                text: root.roomy ? name : root.signs ? "ABC" : "123"
                Accessible.name: name
                textSize: Theme.sizeNote
                onClicked: root.signs = !root.signs
            }
            Key {
                Layout.fillWidth: true
                Layout.preferredWidth: root.roomy ? 160 : 60
                least: root.tight ? Theme.target : Theme.targetCard
                iconName: "espacio"
                text: root.roomy ? qsTr("Espacio") : ""
                Accessible.name: qsTr("Espacio")
                textSize: Theme.sizeNote
                onClicked: root.write(" ")
            }
            Key {
                Layout.preferredWidth: root.roomy ? 110 : Theme.target
                least: root.tight ? Theme.target : Theme.targetCard
                visible: root.manyLines
                Accessible.name: qsTr("Renglón")
                iconName: "renglon"
                text: root.roomy ? qsTr("Renglón") : ""
                textSize: Theme.sizeNote
                onClicked: root.write("\n")
            }
            Key {
                Layout.preferredWidth: root.roomy ? 110 : 90
                least: root.tight ? Theme.target : Theme.targetCard
                iconName: "goma"
                text: root.roomy || Theme.textScale === 1 ? qsTr("Borrar") : ""
                Accessible.name: qsTr("Borrar")
                textSize: Theme.sizeNote
                onClicked: root.rub()
            }
        }
    }
}
