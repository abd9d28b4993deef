#!/usr/bin/env bash
# A window on a display needs these; asked for only where an app is opened.
set -euo pipefail
cd "$(dirname "$0")/../.."
. resources/deploy/libraries.sh

needed=()
if [ -n "${WAYLAND_DISPLAY:-}" ]; then
    needed+=(libwayland-client.so.0=libwayland-client0 libwayland-cursor.so.0=libwayland-cursor0
        libwayland-egl.so.1=libwayland-egl1)
fi
if [ -n "${DISPLAY:-}" ]; then
    needed+=(libxcb-cursor.so.0=libxcb-cursor0 libxcb-icccm.so.4=libxcb-icccm4 libxcb-keysyms.so.1=libxcb-keysyms1
        libxcb-image.so.0=libxcb-image0 libxcb-render-util.so.0=libxcb-render-util0 libxcb-xkb.so.1=libxcb-xkb1
        libxkbcommon-x11.so.0=libxkbcommon-x11-0 libxcb-shape.so.0=libxcb-shape0 libxcb-randr.so.0=libxcb-randr0
        libxcb-xinerama.so.0=libxcb-xinerama0)
fi
if [ ${#needed[@]} = 0 ] && [ -z "${QT_QPA_PLATFORM:-}" ]; then
    echo "No hay pantalla: abra una sesión gráfica o defina DISPLAY." >&2
    exit 1
fi
mapfile -t missing < <(missing_libraries .venv/bin/python "${needed[@]}")
install_or_ask "${missing[@]}"
