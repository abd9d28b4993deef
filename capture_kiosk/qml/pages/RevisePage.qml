pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import ApoyoKiosk
import ".."
import "../parts"

// Numeral 23: everything once more, each part with its «Cambiar …», then «Guardar apoyo».
PageFrame {
    id: root

    title: qsTr("Revise los datos")

    Banner {
        Layout.fillWidth: true
        visible: root.viewModel.problem !== ""
        tone: "error"
        title: root.viewModel.problem
        text: root.viewModel.advice
        small: root.viewModel.code
    }
    Banner {
        Layout.fillWidth: true
        visible: root.viewModel.repeated
        tone: "warn"
        title: qsTr("Esta persona ya tiene un apoyo por enviar")
        text: qsTr("Es para el mismo cargo y está guardado en esta tableta. Si lo guarda otra vez, solo uno puede contar.")
    }
    Warnings {
        Layout.fillWidth: true
        model: root.viewModel.warnings
    }
    GridLayout {
        Layout.fillWidth: true
        columns: root.wide ? 2 : 1
        columnSpacing: 2 * Theme.margin
        rowSpacing: Theme.half

        ReviewPart {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            label: qsTr("Apoya a")
            change: root.viewModel.canChangeAspirante ? qsTr("Cambiar aspirante") : ""
            title: root.viewModel.aspirante
            detail: root.viewModel.cargo
            onChanged: root.viewModel.changeAspirante()
        }
        ReviewPart {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            label: root.viewModel.credencial
            change: qsTr("Cambiar fotos")
            onChanged: root.viewModel.retake()

            Row {
                spacing: Theme.room

                PictureItem {
                    width: root.width < Theme.narrowTo ? 136 : 152
                    height: root.width < Theme.narrowTo ? 86 : 96
                    fromLeft: true
                    image: root.viewModel.front
                    radius: Theme.step
                    Accessible.role: Accessible.Graphic
                    Accessible.name: qsTr("Foto del frente")
                }
                PictureItem {
                    width: root.width < Theme.narrowTo ? 136 : 152
                    height: root.width < Theme.narrowTo ? 86 : 96
                    fromLeft: true
                    image: root.viewModel.back_
                    radius: Theme.step
                    Accessible.role: Accessible.Graphic
                    Accessible.name: qsTr("Foto del reverso")
                }
            }
        }
        ReviewPart {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            Layout.rowSpan: root.wide ? 2 : 1
            label: qsTr("Datos")
            change: qsTr("Cambiar datos")
            title: root.viewModel.name
            onChanged: root.viewModel.changeData()

            ReviewFields {
                Layout.fillWidth: true
                viewModel: root.viewModel
            }
        }
        ReviewPart {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            visible: root.viewModel.asksForFace
            label: qsTr("Foto del rostro")
            change: qsTr("Cambiar respuesta")
            detail: root.viewModel.face
            onChanged: root.viewModel.changeFace()

            PictureItem {
                visible: root.viewModel.hasFace
                Layout.preferredWidth: 96
                Layout.preferredHeight: 96
                crop: true
                image: root.viewModel.facePicture
                radius: Theme.step
                Accessible.role: Accessible.Graphic
                Accessible.name: qsTr("Foto tomada del rostro")
            }
        }
        ReviewPart {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            label: root.viewModel.signatureLabel
            change: qsTr("Cambiar firma")
            onChanged: root.viewModel.changeSignature()

            Rectangle {
                width: 232
                height: 80
                radius: Theme.step
                color: Theme.card
                border.width: Theme.hair
                border.color: Theme.line

                PictureItem {
                    anchors.fill: parent
                    anchors.margins: 2
                    image: root.viewModel.signature
                    Accessible.role: Accessible.Graphic
                    Accessible.name: qsTr("Firma")
                }
            }
        }
    }
    foot: [
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.step

            Icon {
                name: "candado"
                size: 20
                tint: Theme.soft
            }
            Words {
                Layout.fillWidth: true
                color: Theme.soft
                text: qsTr("Al guardar se cifra y ya no se puede cambiar.")
            }
        },
        MainButton {
            Layout.fillWidth: true
            working: root.viewModel.busy
            text: root.viewModel.busy ? qsTr("Guardando…") : qsTr("Guardar apoyo")
            onClicked: root.viewModel.save()
        }
    ]
}
