#!/usr/bin/env bash
# Own virtual environment, pinned; system libraries by apt where this runs as root, else one line to paste.
set -euo pipefail
cd "$(dirname "$0")/../.."

# Qt offscreen needs these on a bare Debian; gnome-keyring only for the contract of the keyring.
libraries=(libgl1 libegl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libxkbcommon0 libgssapi-krb5-2)
tests_only=(gnome-keyring dbus)

missing_from() {
    local package
    for package in "$@"; do
        dpkg-query -W -f='${Status}\n' "$package" 2>/dev/null | grep -q 'install ok installed' || echo "$package"
    done
}

python=${PYTHON:-}
if [ -z "$python" ]; then
    for candidate in python3.11 python3.12 python3.13 python3; do
        if command -v "$candidate" >/dev/null && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            python=$candidate
            break
        fi
    done
fi
if [ -z "$python" ]; then
    echo "Falta Python 3.11 o más nuevo. Instálelo con: sudo apt-get install -y python3 python3-venv" >&2
    exit 1
fi

if command -v dpkg-query >/dev/null; then
    "$python" -c 'import ensurepip' 2>/dev/null || libraries+=(python3-venv)
    missing=$(missing_from "${libraries[@]}")
    wanted=$(missing_from "${tests_only[@]}")
    if [ -n "$missing$wanted" ]; then
        if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
            echo "Instalando bibliotecas del sistema…"
            apt-get update -qq || true
            # shellcheck disable=SC2086
            DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing $wanted >/dev/null || true
            missing=$(missing_from "${libraries[@]}")
        fi
        if [ -n "$missing" ]; then
            echo "Faltan bibliotecas del sistema. Pegue esta línea y repita:" >&2
            echo "  sudo apt-get install -y --no-install-recommends $(echo $missing)" >&2
            exit 1
        fi
    fi
fi

[ -x .venv/bin/python ] || "$python" -m venv .venv
echo "Instalando paquetes de Python (una vez)…"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps -r requirements.lock
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
