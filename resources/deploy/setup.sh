#!/usr/bin/env bash
# Own virtual environment, pinned; system libraries by apt where this runs as root, else one line to paste.
set -euo pipefail
cd "$(dirname "$0")/../.."
. resources/deploy/libraries.sh
trap 'echo; echo "Se interrumpió. Repita la orden: continúa."; exit 130' INT TERM

# Qt offscreen and OpenCV need these on a bare Debian.
libraries=(libGL.so.1=libgl1 libEGL.so.1=libegl1 libgthread-2.0.so.0=libglib2.0-0 libdbus-1.so.3=libdbus-1-3
    libfontconfig.so.1=libfontconfig1 libxkbcommon.so.0=libxkbcommon0 libgssapi_krb5.so.2=libgssapi-krb5-2)
unfinished=.venv/.unfinished

stop() {
    printf '%s\n' "$@" >&2
    exit 1
}

find_python() {
    local each
    for each in ${PYTHON:-python3.11 python3.12 python3.13 python3}; do
        "$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$each" && return
    done
    stop "Falta Python 3.11 o más nuevo. Pegue esta línea y repita:" \
        "  sudo apt-get update && sudo apt-get install -y python3 python3-venv"
}

# The contract of the keyring runs where these two are; without them the summary of the tests says it did not.
add_keyring() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 0
    command -v gnome-keyring-daemon >/dev/null && command -v dbus-run-session >/dev/null && return 0
    DEBIAN_FRONTEND=noninteractive DEBCONF_NOWARNINGS=yes apt-get install -y -qq --no-install-recommends gnome-keyring dbus >/dev/null ||
        echo "No se instaló gnome-keyring: la prueba del llavero no correrá." >&2
}

# The tablet as an appliance is tried in its compositors where they are; without, the summary says that it was not.
add_compositor() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 0
    local lacks each
    mapfile -t lacks < <(missing_libraries "$python" libwayland-client.so.0=libwayland-client0 \
        libwayland-cursor.so.0=libwayland-cursor0 libwayland-egl.so.1=libwayland-egl1)
    for each in cage weston; do
        command -v "$each" >/dev/null || lacks+=("$each")
    done
    [ ${#lacks[@]} -gt 0 ] || return 0
    DEBIAN_FRONTEND=noninteractive DEBCONF_NOWARNINGS=yes apt-get install -y -qq --no-install-recommends "${lacks[@]}" >/dev/null ||
        echo "No se instalaron cage y weston: la prueba de la tableta como aparato no correrá." >&2
}

# The provider of identity of the tests; without node they say that they did not run.
add_provider() {
    local folder=tests/server/openid_provider
    command -v node >/dev/null && command -v npm >/dev/null || return 0
    timeout 120 npm ci --prefix "$folder" --no-audit --no-fund --fetch-retries=1 --loglevel=error >/dev/null ||
        echo "No se instaló el proveedor de identidad: sus pruebas no correrán." >&2
}

# Where a person looks on, how many packages have come.
progress() {
    local line count=0 total
    total=$(cut -d= -f1 requirements.lock | sort -u | wc -l)
    while read -r line; do
        [ -t 1 ] || continue
        case $line in
            Collecting*) count=$((count + 1)) && printf '\r  %d de %d ' "$count" "$total" ;;
            Installing*) printf '\r  copiando…    ' ;;
        esac
    done
    [ ! -t 1 ] || printf '\r             \r'
}

pip_install() {
    .venv/bin/python -m pip install --disable-pip-version-check --progress-bar off --no-deps "$@" | progress ||
        stop "No se instalaron los paquetes. Revise la red y el espacio en disco (3 GB) y repita."
}

[ -w . ] || stop "No se puede escribir en $PWD. Use una carpeta propia."
python=$(find_python)
"$python" -c 'import ensurepip' 2>/dev/null || venv=python3-venv
mapfile -t missing < <(missing_libraries "$python" "${libraries[@]}")
install_or_ask ${venv:+"$venv"} "${missing[@]}"
add_keyring
add_compositor

# One that was interrupted may hold half a package: it is made again.
if [ -e "$unfinished" ] || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    trouble=$("$python" -m venv --clear .venv 2>&1) || stop "$trouble" "No se creó el entorno. Repita la orden."
fi
touch "$unfinished"
echo "Instalando paquetes de Python (solo la primera vez; 2 GB, de uno a diez minutos)…"
pip_install -r requirements.lock
pip_install --no-build-isolation -e .
add_provider
rm "$unfinished"
touch .venv/.setup-done
