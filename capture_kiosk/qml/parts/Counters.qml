import QtQuick
import QtQuick.Layouts
import ".."

// What waits here, what is on its way and what has its receipt.
GridLayout {
    id: root

    required property QtObject chip
    readonly property bool tight: width < 260 * Theme.textScale

    columns: tight ? 1 : 3
    columnSpacing: width < 320 ? Theme.room : 2 * Theme.room
    rowSpacing: 0

    Counter {
        count: root.chip.savedCount
        divided: false
        tight: root.tight
        label: qsTr("Guardados")
    }
    Counter {
        count: root.chip.sentCount
        divided: !root.tight
        tight: root.tight
        label: qsTr("Enviados")
    }
    Counter {
        count: root.chip.receivedCount
        divided: !root.tight
        tight: root.tight
        label: qsTr("Recibidos")
    }
}
