import QtQuick.Layouts
import ".."

// Two acts side by side; one under the other where the letters leave no room, refusal first.
GridLayout {
    columns: width >= 260 * Theme.textScale ? 2 : 1
    columnSpacing: Theme.gap
    rowSpacing: Theme.gap
    uniformCellHeights: true
}
