import QtQuick
import ".."

// The theme for the sun, on and off: one tap, from every page. It changes nothing else.
ActionButton {
    implicitWidth: Theme.target
    least: Theme.target
    // Touched, it leaves the focus with what is being typed.
    focusPolicy: Qt.TabFocus
    leftPadding: 0
    rightPadding: 0
    edgeWidth: 0
    ground: down ? Theme.accentSoft : "transparent"
    iconName: "sol"
    Accessible.name: qsTr("Tema para exteriores")
    Accessible.checkable: true
    Accessible.checked: Theme.outdoor
    onClicked: Theme.outdoor = !Theme.outdoor
}
