import QtQuick.Layouts
import ".."

// Half of an equal pair: refusal left, consent right, neither one favoured.
ActButton {
    Layout.fillHeight: true
    least: Theme.targetAlone
    ground: down ? Theme.sunk : Theme.card
    edge: Theme.ink
    edgeWidth: Theme.borderStrong
}
