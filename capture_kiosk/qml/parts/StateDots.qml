import QtQuick
import ".."

// Guardado, Enviado, Recibido, Borrado: as many full dots as words are reached.
Row {
    id: root

    required property int reached

    spacing: Theme.half

    Repeater {
        model: 4

        Rectangle {
            id: dot

            required property int index

            width: 14
            height: 14
            radius: 7
            color: dot.index < root.reached ? Theme.ink : "transparent"
            border.width: Theme.border
            border.color: dot.index < root.reached ? Theme.ink : Theme.edge
        }
    }
}
