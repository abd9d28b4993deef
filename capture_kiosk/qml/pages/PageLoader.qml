import QtQuick

// A page that exists only while it is the one shown.
Loader {
    required property string page
    required property string shown

    anchors.fill: parent
    active: page === shown
    visible: active
    focus: active
}
