import QtQuick
import "../parts"

// What whoever captures must know now; it stands where `shown` says.
Banner {
    required property QtObject viewModel
    required property bool shown

    visible: shown && viewModel.bannerTitle !== ""
    tone: viewModel.bannerTone
    title: viewModel.bannerTitle
    text: viewModel.bannerText
    small: viewModel.bannerCode
}
