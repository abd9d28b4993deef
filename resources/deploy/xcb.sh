#!/usr/bin/env bash
# A window on X11 needs these; asked for only where an app is opened on a display.
set -euo pipefail
[ -n "${WAYLAND_DISPLAY:-}${DISPLAY:-}" ] || {
    echo "No hay pantalla: abra una sesión gráfica o defina DISPLAY." >&2
    exit 1
}
command -v dpkg-query >/dev/null || exit 0
needed=(libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-image0 libxcb-render-util0 libxcb-xkb1
    libxkbcommon-x11-0 libxcb-shape0 libxcb-randr0 libxcb-xinerama0)
missing=()
for package in "${needed[@]}"; do
    dpkg-query -W -f='${Status}\n' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done
[ ${#missing[@]} = 0 ] && exit 0
if [ "$(id -u)" = 0 ]; then
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
else
    echo "Faltan bibliotecas de pantalla. Pegue esta línea y repita:" >&2
    echo "  sudo apt-get install -y --no-install-recommends ${missing[*]}" >&2
    exit 1
fi
