pragma Singleton
import QtQuick

// Every colour, size and typeface of the app: the tokens of the look, in one place.
QtObject {
    readonly property color paper: "#FAF9F6"
    readonly property color card: "#FFFFFF"
    readonly property color sunk: "#F1EEE8"
    readonly property color line: "#DDD9D2"
    readonly property color edge: "#857F76"
    readonly property color track: "#E4E0D9"
    readonly property color ink: "#1D1B20"
    readonly property color soft: "#55505C"
    readonly property color accent: "#6B2346"
    readonly property color accentPress: "#4A1630"
    readonly property color accentText: "#FFFFFF"
    readonly property color accentSoft: "#F3E8EE"
    readonly property color ok: "#1E6B4A"
    readonly property color okSoft: "#E4F1EA"
    readonly property color warn: "#7F4A00"
    readonly property color warnSoft: "#FBF0DC"
    readonly property color error: "#A4262C"
    readonly property color errorSoft: "#FBEAE9"

    readonly property color cameraGround: "#17161A"
    readonly property color cameraWords: "#FFFFFF"
    readonly property color cameraGood: "#9BE7C0"
    readonly property color cameraGoodGround: "#143626"

    readonly property string family: "Atkinson Hyperlegible Next"
    readonly property string mono: "Atkinson Hyperlegible Mono"

    readonly property int sizeNote: 16
    readonly property int sizeText: 19
    readonly property int sizeButton: 21
    readonly property real sizeCode: 18.5
    readonly property int sizeHeading: 23
    readonly property int sizeTitle: 25
    readonly property int sizePointer: 28
    readonly property int sizeQuestion: 32
    readonly property int sizeCounter: 40

    readonly property int leadNote: 24
    readonly property int leadText: 28
    readonly property int leadHeading: 32
    readonly property int leadQuestion: 44

    readonly property int half: 4
    readonly property int step: 8
    readonly property int gap: 12
    readonly property int room: 16
    readonly property int margin: 24
    readonly property int corner: 14
    readonly property int target: 48
    readonly property int targetCard: 56
    readonly property int targetMain: 64
    readonly property int targetAlone: 72
    readonly property int icon: 24

    readonly property real hair: 1
    readonly property real border: 1
    readonly property real borderStrong: 2
    readonly property real borderBanner: 2.5

    readonly property int narrowTo: 560
    readonly property int wideFrom: 900
    readonly property int readable: 720

    function hex(tint: color): string {
        return tint.toString().slice(-6);
    }
}
