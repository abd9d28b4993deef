pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import ".."
import "../parts"

// Numerals 18 to 20: what was read, beside the picture it was read from; doubt first.
PageFrame {
    id: root

    title: qsTr("Compare con la credencial")

    Banner {
        Layout.fillWidth: true
        visible: root.viewModel.reading
        tone: "ok"
        title: qsTr("Leyendo la credencial…")
        text: qsTr("Tarda unos segundos. También puede escribir los datos.")
    }
    Banner {
        Layout.fillWidth: true
        visible: root.viewModel.problem !== ""
        tone: "error"
        title: root.viewModel.problem
        text: root.viewModel.advice
    }
    DoubtCard {
        Layout.fillWidth: true
        visible: root.viewModel.hasDoubt
        viewModel: root.viewModel
    }
    Warnings {
        Layout.fillWidth: true
        model: root.viewModel.warnings
    }
    RowLayout {
        Layout.fillWidth: true
        visible: root.viewModel.summary !== ""
        spacing: Theme.step

        Icon {
            name: root.viewModel.summaryIcon
            tint: root.viewModel.summaryIcon === "bien" ? Theme.ok : Theme.ink
        }
        Words {
            Layout.fillWidth: true
            text: root.viewModel.summary
            font.weight: Font.DemiBold
        }
    }
    FieldGrid {
        Layout.fillWidth: true
        most: root.wide ? 3 : 2
        model: root.viewModel.fields
        viewModel: root.viewModel
    }
    LinkButton {
        visible: !root.viewModel.showsOthers
        text: qsTr("Ver los demás datos")
        onClicked: root.viewModel.showOthers()
    }
    FieldGrid {
        Layout.fillWidth: true
        visible: root.viewModel.showsOthers
        most: root.wide ? 3 : 2
        model: root.viewModel.others
        viewModel: root.viewModel
    }
    foot: Pair {
        Layout.fillWidth: true

        SecondButton {
            Layout.fillWidth: true
            Layout.preferredWidth: 2
            text: qsTr("Repetir fotos")
            onClicked: root.viewModel.retake()
        }
        MainButton {
            Layout.fillWidth: true
            Layout.preferredWidth: 3
            least: Theme.targetMain
            text: qsTr("Los datos coinciden")
            onClicked: root.viewModel.confirm()
        }
    }
}
