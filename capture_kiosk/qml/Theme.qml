pragma Singleton
import QtQuick

// Every colour, size and typeface of the app: the tokens of the look, in one place.
QtObject {
    // Black on white for the sun; else paper and ink.
    property bool outdoor: false
    // How large a person wants the letters, 1 to 2, and how large this window lets them be.
    property real letters: 1
    property real mostLetters: 2
    readonly property real textScale: Math.min(letters, mostLetters)
    // What is large already grows less, so that a title still fits.
    readonly property real headScale: 1 + (textScale - 1) * 0.8
    readonly property real bigScale: 1 + (textScale - 1) * 0.6

    readonly property color paper: outdoor ? "#FFFFFF" : "#FAF9F6"
    readonly property color card: "#FFFFFF"
    readonly property color sunk: outdoor ? "#FFFFFF" : "#F1EEE8"
    readonly property color line: outdoor ? "#000000" : "#DDD9D2"
    readonly property color edge: outdoor ? "#000000" : "#857F76"
    readonly property color track: outdoor ? "#FFFFFF" : "#E4E0D9"
    readonly property color ink: outdoor ? "#000000" : "#1D1B20"
    readonly property color soft: outdoor ? "#000000" : "#55505C"
    readonly property color accent: outdoor ? "#5A1639" : "#6B2346"
    readonly property color accentPress: outdoor ? "#35091F" : "#4A1630"
    readonly property color accentText: "#FFFFFF"
    readonly property color accentSoft: outdoor ? "#FFFFFF" : "#F3E8EE"
    readonly property color ok: outdoor ? "#00522F" : "#1E6B4A"
    readonly property color okSoft: outdoor ? "#FFFFFF" : "#E4F1EA"
    readonly property color warn: outdoor ? "#633800" : "#7F4A00"
    readonly property color warnSoft: outdoor ? "#FFFFFF" : "#FBF0DC"
    readonly property color error: outdoor ? "#8E1016" : "#A4262C"
    readonly property color errorSoft: outdoor ? "#FFFFFF" : "#FBEAE9"

    readonly property color cameraGround: "#17161A"
    readonly property color cameraWords: "#FFFFFF"
    readonly property color cameraGood: "#9BE7C0"
    readonly property color cameraGoodGround: "#143626"

    readonly property string family: "Atkinson Hyperlegible Next"
    readonly property string mono: "Atkinson Hyperlegible Mono"

    readonly property int sizeNote: 16 * textScale
    readonly property int sizeText: 19 * textScale
    readonly property int sizeButton: 21 * textScale
    readonly property real sizeCode: 18.5 * textScale
    readonly property int sizeHeading: 23 * headScale
    readonly property int sizeTitle: 25 * headScale
    readonly property int sizePointer: 28 * bigScale
    readonly property int sizeQuestion: 32 * bigScale
    readonly property int sizeCounter: 40 * bigScale

    readonly property int leadNote: 24 * textScale
    readonly property int leadText: 28 * textScale
    readonly property int leadHeading: 32 * headScale
    readonly property int leadQuestion: 44 * bigScale

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
    readonly property int icon: 24 * bigScale

    readonly property real hair: outdoor ? 2 : 1
    readonly property real border: outdoor ? 2 : 1
    readonly property real borderStrong: outdoor ? 3 : 2
    readonly property real borderBanner: 2.5

    readonly property int narrowTo: 560
    readonly property int roomyFrom: 600
    readonly property int wideFrom: 900
    readonly property int readable: 720

    // The next size of letters that this window has room for; after the largest, the usual one.
    function nextLetters(): real {
        return [1, 1.25, 1.5, 2].find(each => each > textScale && each <= mostLetters) ?? 1;
    }

    function hex(tint: color): string {
        return tint.toString().slice(-6);
    }
}
